import type { DiagnosticCode } from '../diagnostic-codes.js';
import { type Diagnostic, listNames } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { isSpoken } from '../language/catalogue.js';
import { writtenForm } from '../language/serbian-latin.js';
import { faultOf, phrase, problem } from '../problems/problem.js';
import { valueAt } from '../yaml/check.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';
import { imprintProblems } from './imprint.js';
import { languageProblem } from './languages.js';
import { messageProblems } from './messages/check.js';
import { nameNoteProblems } from './name-note.js';
import { type CodedProblem, fileProblem, normalPath, type Problem, pathProblem } from './paths.js';
import { foldedPath, namesProblem } from './portable-names.js';
import { releaseProblems } from './release.js';
import { defaults, type ProjectSpec, projectFile } from './spec.js';
import { themeFiles, themeProblems } from './theme.js';

/** The faults that the grammar alone cannot see: of languages, of paths, and of files that are not there. */
export async function checkProject(spec: ProjectSpec, parsed: ParsedYaml, host: Host): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const add = (code: DiagnosticCode, path: YamlPath, problem: Problem): void => {
    diagnostics.push({ severity: 'error', code, position: parsed.positionOf(path), ...problem });
  };
  for (const [index, tag] of spec.languages.entries()) {
    const problem = await languageProblem(tag, host);
    if (problem) add('project/value', ['languages', index], problem);
    else if (!(await isSpoken(tag, host.tool)))
      for (const each of await messageProblems(tag, host)) diagnostics.push(each);
  }
  for (const key of outputKeys(spec)) {
    const problem = outputProblem(spec, key);
    if (problem) add(problem.code, [key], problem.problem);
  }
  for (const problem of await strangeLexicons(spec, host)) diagnostics.push(problem);
  const written = [
    ...imprintProblems(spec).map((each) => ({ code: 'project/imprint' as const, ...each })),
    ...releaseProblems(spec, host.now()).map((each) => ({ code: 'project/release' as const, ...each })),
    ...nameNoteProblems(spec).map((each) => ({ code: 'project/value' as const, ...each })),
    ...themeProblems(spec).map((each) => ({ code: 'project/theme' as const, ...each })),
  ];
  for (const { code, path, problem } of written) add(code, path, problem);
  for (const { path, file, expected } of namedFiles(spec)) {
    const found = await fileProblem(host.project, file, expected);
    if (!found) continue;
    const isDefault = found.code === 'project/missing-file' && valueAt(parsed.value, path) === undefined;
    const hint = isDefault ? { hint: phrase('project/check-project.path', { path: path.join('.') }) } : {};
    add(found.code, path, { ...found.problem, ...hint });
  }
  return diagnostics;
}

/** A file that the project names, where, and what it is to be. */
interface NamedFile {
  readonly path: YamlPath;
  readonly file: string;
  readonly expected: string;
}

/** The files that are named; what is left out names none. */
const namedFiles = (spec: ProjectSpec): readonly NamedFile[] => {
  const reports = Object.entries(spec.reports);
  const named: readonly (Omit<NamedFile, 'file'> & { readonly file: string | undefined })[] = [
    { path: ['data'], file: spec.data, expected: 'a data package' },
    { path: ['previous'], file: spec.previous, expected: 'the `published.json` of an earlier edition' },
    {
      path: ['corrigendum', 'of'],
      file: spec.corrigendum?.of,
      expected: 'the `published.json` of this edition as it was published before',
    },
    ...(spec.quotations ?? []).map(({ text }, index) => ({
      path: ['quotations', index, 'text'],
      file: text,
      expected: 'the text of a source',
    })),
    ...reports.map(([id, { template }]) => ({
      path: ['reports', id, 'template'],
      file: template,
      expected: 'a template',
    })),
    { path: ['bibliography'], file: spec.bibliography, expected: 'a file of references' },
    ...reports.map(([id, { bibliography }]) => ({
      path: ['reports', id, 'bibliography'],
      file: bibliography,
      expected: 'a file of references',
    })),
    ...reports.map(([id, { matrix }]) => ({
      path: ['reports', id, 'matrix', 'file'],
      file: matrix?.file,
      expected: 'a file of items',
    })),
    { path: ['word', 'reference'], file: spec.word?.reference, expected: 'a Word file' },
    ...reports.map(([id, { word }]) => ({
      path: ['reports', id, 'word', 'reference'],
      file: word?.reference,
      expected: 'a Word file',
    })),
    ...themeFiles(spec),
  ];
  return named.flatMap(({ file, ...each }) => (file === undefined ? [] : [{ ...each, file }]));
};

/** A lexicon of a language that no report is built in would be read by nobody. */
async function strangeLexicons({ languages }: ProjectSpec, { project }: Host): Promise<Diagnostic[]> {
  const known = [...new Set(languages.map((tag) => `${writtenForm(tag)}.yaml`))];
  return (await project.list('lexicon'))
    .filter((name) => !known.includes(name))
    .map((name) =>
      problem(
        'lexicon/language',
        { file: `lexicon/${name}`, line: 1, column: 1 },
        { name, known: listNames(known) },
      ),
    );
}

type OutputKey = 'output' | 'confidential' | 'embargoed';

/** The folders that a build writes into: those of confidential reports and of those with an embargo where there are some. */
export function outputKeys({ reports, embargo }: ProjectSpec): OutputKey[] {
  const all = Object.values(reports);
  const isHeld = embargo !== undefined || all.some((report) => report.embargo !== undefined);
  return [
    'output',
    ...(all.some(({ audience }) => audience === 'confidential') ? (['confidential'] as const) : []),
    ...(isHeld ? (['embargoed'] as const) : []),
  ];
}

const outputProblem = (spec: ProjectSpec, key: OutputKey): CodedProblem | undefined =>
  pathProblem(spec[key]) ??
  namesProblem(spec[key]) ??
  sharedOutputProblem(spec, key) ??
  nestedOutputProblem(spec, key);

/** What is published is published as a folder: nothing else may lie in it, nor it in anything else. */
function nestedOutputProblem(spec: ProjectSpec, key: OutputKey): CodedProblem | undefined {
  const keys = outputKeys(spec);
  const folded = (each: OutputKey): string => `${foldedPath(normalPath(spec[each]))}/`;
  const own = folded(key);
  const other = keys
    .slice(0, keys.indexOf(key))
    .find((each) => own.startsWith(folded(each)) || folded(each).startsWith(own));
  if (other === undefined) return undefined;
  const [folder, around] = [normalPath(spec[key]), normalPath(spec[other])];
  return {
    code: 'project/value',
    problem: faultOf('project/value.neither', { key, folder, other, around, default: defaults[key] }),
  };
}

/** A build replaces and removes files in the output folder, so nothing that the author wrote may lie in it. */
function sharedOutputProblem(spec: ProjectSpec, key: OutputKey): CodedProblem | undefined {
  const output = normalPath(spec[key]);
  const sources = [projectFile, ...namedFiles(spec).map(({ file }) => file)].map(normalPath);
  const folder = foldedPath(output);
  const inside = sources.find(
    (path) => output === '.' || foldedPath(path) === folder || foldedPath(path).startsWith(`${folder}/`),
  );
  if (inside === undefined) return undefined;
  return {
    code: 'project/value',
    problem: faultOf(foldedPath(inside) === folder ? 'project/value.file' : 'project/value.output', {
      inside,
      key,
      default: defaults[key],
      output,
    }),
  };
}
