import type { Diagnostic, Outcome } from '../diagnostics.js';
import { didYouMean, listNames } from '../diagnostics.js';
import type { Format } from '../model/formats.js';
import type { Project, Target } from '../model/project.js';
import { inLanguageOf } from './profile/resolve-profile.js';
import { projectFile } from './spec.js';

/** What the command line asks for; an empty list asks for all. */
export interface Selection {
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
}

/**
 * What is to be built: every report in every language, narrowed to the selection, in the order of `tallybook.yaml`.
 * Fails when a name of the selection is not in the project, or when no selected report has a selected format.
 */
export function targets(project: Project, selection: Selection): Outcome<readonly Target[]> {
  const ids = project.reports.map(({ id }) => id);
  const diagnostics = [
    ...unknown('report', selection.only, ids),
    ...unknown('language', selection.languages, project.languages),
  ];
  const reports = project.reports.filter(({ id }) => wanted(selection.only, id));
  const offered = [...new Set(reports.flatMap(({ formats }) => formats))];
  if (reports.length > 0)
    for (const each of unknown('format', selection.formats, offered)) diagnostics.push(each);

  const value = reports.flatMap((report) =>
    project.languages
      .filter((language) => wanted(selection.languages, language))
      .map((language) => ({
        report: {
          ...inLanguageOf(report, language),
          template: report.templates?.[language] ?? report.template,
        },
        language,
        ...(project.languages.length > 1 && { languages: project.languages }),
        formats: report.formats.filter((format) => wanted(selection.formats, format)),
      }))
      .filter((target) => target.formats.length > 0),
  );
  return { value: diagnostics.length > 0 ? [] : value, diagnostics };
}

const wanted = (names: readonly string[], name: string): boolean =>
  names.length === 0 || names.includes(name);

function unknown(what: string, asked: readonly string[], known: readonly string[]): Diagnostic[] {
  return asked
    .filter((name) => !known.includes(name))
    .map((name) => ({
      severity: 'error',
      code: 'project/unknown-target',
      message: `Unexpected ${what} \`${name}\` on the command line, expected ${known.length > 1 ? 'one of ' : ''}${listNames(known)}`,
      position: { file: projectFile, line: 1, column: 1 },
      ...didYouMean(name, known),
    }));
}
