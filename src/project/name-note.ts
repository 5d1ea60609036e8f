import { listNames } from '../diagnostics.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { NameNote, Project } from '../model/project/project.js';
import { phrase, wording } from '../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';
import type { Problem } from './paths.js';
import type { ProjectSpec } from './spec.js';

/** A language without the note, and a note in a language that no report is in. */
export function nameNoteProblems(
  spec: ProjectSpec,
): { readonly path: YamlPath; readonly problem: Problem }[] {
  const notes = spec['name-note'];
  if (notes === undefined) return [];
  const written = [...new Set(spec.languages.map(writtenForm))];
  const missing = written.filter((tag) => !Object.hasOwn(notes, tag));
  return [
    ...missing.map((tag) => ({
      path: ['name-note'],
      problem: wording('project/resolve.note', { tag }),
    })),
    ...Object.keys(notes)
      .filter((tag) => !written.includes(tag))
      .map((tag) => ({
        path: ['name-note', tag],
        problem: {
          ...wording('project/resolve.name-note', { tag, written: listNames(written) }),
          ...(writtenForm(tag) !== tag && {
            hint: phrase('project/resolve.latin', { writtenForm: writtenForm(tag) }),
          }),
        },
      })),
  ];
}

/** The notes with their places. */
export function resolveNameNotes(spec: ProjectSpec, parsed: ParsedYaml): Pick<Project, 'nameNotes'> {
  const notes = spec['name-note'];
  if (notes === undefined) return {};
  return {
    nameNotes: Object.entries(notes).map(
      ([language, note]): NameNote => ({
        language,
        names: typeof note.name === 'string' ? [note.name] : note.name,
        text: note.text,
        position: parsed.positionOf(['name-note', language], 'key'),
        textPosition: parsed.positionOf(['name-note', language, 'text']),
      }),
    ),
  };
}
