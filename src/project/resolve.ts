import type { DiagnosticCode } from '../diagnostic-codes.js';
import { type Diagnostic, listNames, type Outcome } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { isSpoken } from '../language/catalogue.js';
import { writtenForm } from '../language/serbian-latin.js';
import { formats } from '../model/dataset/formats.js';
import { type AccessibilityRecord, accessibilityFile } from '../model/project/accessibility.js';
import type { Matrix } from '../model/project/matrix.js';
import { defaultPrecision } from '../model/project/precision.js';
import type { Project, QuotedSource, Report } from '../model/project/project.js';
import { resourceLimits } from '../resource-limits.js';
import { checkSchema, valueAt } from '../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../yaml/positions.js';
import { accessibilitySpec } from './accessibility-spec.js';
import { defaults } from './defaults.js';
import { imprintProblems, resolveImprint } from './imprint.js';
import { languageProblem } from './languages.js';
import type { MatrixSpec } from './matrix/spec.js';
import { messageProblems } from './messages/check.js';
import { nameNoteProblems, resolveNameNotes } from './name-note/resolve.js';
import { type CodedProblem, fileProblem, normalPath, type Problem, pathProblem } from './paths.js';
import { foldedPath, namesProblem } from './portable-names.js';
import {
  lengthOf,
  loadProfiles,
  type Profiles,
  profileProblems,
  resolveProfile,
} from './profile/resolve-profile.js';
import { readProjectText } from './read-project-text.js';
import { readTerms } from './read-terms.js';
import { type ProjectSpec, projectFile, projectSpec } from './spec.js';
import { resolveTheme, themeFiles, themeProblems } from './theme.js';
import { versionProblem } from './version.js';

/**
 * Reads and checks `tallybook.yaml`: its grammar, languages and paths, and that the data package and every template
 * exist. Gives the project with every default filled in, or undefined with every problem found.
 *
 * @param isTold Codes of faults that are told beside the project, for whoever does not need what they are of.
 */
export async function resolveProject(
  host: Host,
  isTold: (code: DiagnosticCode) => boolean = () => false,
): Promise<Outcome<Project | undefined>> {
  const fail = (diagnostics: readonly Diagnostic[]) => ({ value: undefined, diagnostics });
  const read = await readProjectText(host);
  if ('diagnostics' in read) return fail(read.diagnostics);
  const { parsed } = read;
  // First, because everything else is in the grammar of that version.
  const otherVersion = versionProblem(parsed);
  if (otherVersion !== undefined) return fail([otherVersion]);
  const checked = checkSchema(projectSpec, parsed, projectFile);
  if (checked.value === undefined) {
    return fail(
      checked.faults.map(({ kind, ...fault }) => ({
        severity: 'error',
        code: kind === 'unknown-key' ? 'project/unknown-key' : 'project/value',
        ...fault,
      })),
    );
  }
  const profiles = await loadProfiles(checked.value, host);
  const diagnostics = await problemsOf(checked.value, parsed, host);
  for (const each of profileProblems(checked.value, profiles, parsed)) diagnostics.push(each);
  const accessibility = await readAccessibility(host);
  for (const each of accessibility.diagnostics) diagnostics.push(each);
  const terms = await readTerms(host);
  for (const each of terms.diagnostics) diagnostics.push(each);
  if (diagnostics.some(({ code }) => !isTold(code))) return fail(diagnostics);
  const project = fillIn(checked.value, parsed, profiles);
  const records = accessibility.value;
  const value = {
    ...project,
    ...(records.length > 0 && { accessibility: records }),
    ...(terms.value.terms.length > 0 && { terms: terms.value.terms }),
    ...(terms.value.keptInCyrillic.length > 0 && { keptInCyrillic: terms.value.keptInCyrillic }),
  };
  return { value, diagnostics };
}

/** The faults that the grammar alone cannot see: of languages, of paths, and of files that are not there. */
async function problemsOf(spec: ProjectSpec, parsed: ParsedYaml, host: Host): Promise<Diagnostic[]> {
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
    const problem =
      pathProblem(spec[key]) ??
      namesProblem(spec[key]) ??
      sharedOutputProblem(spec, key) ??
      (key === 'confidential' ? nestedOutputProblem(spec) : undefined);
    if (problem) add(problem.code, [key], problem.problem);
  }

  for (const problem of await strangeLexicons(spec, host)) diagnostics.push(problem);
  for (const { path, problem } of imprintProblems(spec)) add('project/imprint', path, problem);
  for (const { path, problem } of nameNoteProblems(spec)) add('project/value', path, problem);
  for (const { path, problem } of themeProblems(spec)) add('project/theme', path, problem);
  for (const [path, file, expected] of namedFiles(spec)) {
    const found = await fileProblem(host.project, file, expected);
    if (!found) continue;
    const isDefault = found.code === 'project/missing-file' && valueAt(parsed.value, path) === undefined;
    const hint = isDefault ? { hint: `\`${path.join('.')}: PATH\` says where else it is` } : {};
    add(found.code, path, { ...found.problem, ...hint });
  }
  return diagnostics;
}

/** The files that are named, where, and what each is to be. */
function namedFiles(spec: ProjectSpec): readonly [path: YamlPath, file: string, what: string][] {
  return [
    [['data'], spec.data, 'the path of a data package'],
    ...(spec.previous === undefined
      ? []
      : [
          [['previous'], spec.previous, 'the snapshot of an earlier edition'] satisfies [
            YamlPath,
            string,
            string,
          ],
        ]),
    ...(spec.quotations ?? []).map((source, index): [YamlPath, string, string] => [
      ['quotations', index, 'text'],
      source.text,
      'the text of a source',
    ]),
    ...Object.entries(spec.reports).map(([id, { template }]): [YamlPath, string, string] => [
      ['reports', id, 'template'],
      template,
      'the path of a template',
    ]),
    ...itemFiles(spec).map(([path, file]): [YamlPath, string, string] => [
      path,
      file,
      'the path of a file of items',
    ]),
    ...bibliographies(spec),
    ...themeFiles(spec).map(({ path, file, expected }): [YamlPath, string, string] => [path, file, expected]),
  ];
}

/** The files of items that are named, and where. */
const itemFiles = ({ reports }: ProjectSpec): [path: YamlPath, file: string][] =>
  Object.entries(reports).flatMap(([id, { matrix }]): [YamlPath, string][] =>
    matrix?.file === undefined ? [] : [[['reports', id, 'matrix', 'file'], matrix.file]],
  );

/** The files of references that are named, and where. */
function bibliographies(spec: ProjectSpec): [path: YamlPath, file: string, what: string][] {
  const named: [YamlPath, string | undefined][] = [
    [['bibliography'], spec.bibliography],
    ...Object.entries(spec.reports).map(([id, report]): [YamlPath, string | undefined] => [
      ['reports', id, 'bibliography'],
      report.bibliography,
    ]),
  ];
  return named.flatMap(([path, file]) => (file === undefined ? [] : [[path, file, 'a file of references']]));
}

/** A lexicon of a language that no report is built in would be read by nobody. */
async function strangeLexicons({ languages }: ProjectSpec, { project }: Host): Promise<Diagnostic[]> {
  const known = [...new Set(languages.map((tag) => `${writtenForm(tag)}.yaml`))];
  return (await project.list('lexicon'))
    .filter((name) => !known.includes(name))
    .map((name) => ({
      severity: 'error',
      code: 'lexicon/language',
      message: `Unexpected file \`${name}\` in \`lexicon/\`, expected one of ${listNames(known)}`,
      position: { file: `lexicon/${name}`, line: 1, column: 1 },
      hint: 'a lexicon bears the tag of a language of the project',
    }));
}

type OutputKey = 'output' | 'confidential';

/** The folders that a build writes into: that of confidential reports where there are some. */
const outputKeys = ({ reports }: ProjectSpec): OutputKey[] =>
  Object.values(reports).some(({ audience }) => audience === 'confidential')
    ? ['output', 'confidential']
    : ['output'];

/** What is published is published as a folder, so that nothing confidential may lie in it, nor it in what is confidential. */
function nestedOutputProblem(spec: ProjectSpec): CodedProblem | undefined {
  const [open, closed] = [spec.output, spec.confidential].map((path) => `${foldedPath(normalPath(path))}/`);
  if (open === undefined || closed === undefined || !(open.startsWith(closed) || closed.startsWith(open)))
    return undefined;
  const [output, confidential] = [normalPath(spec.output), normalPath(spec.confidential)];
  const message = `Unexpected folder \`${confidential}\` for confidential reports beside \`output: ${output}\`, expected two of which neither lies in the other`;
  const hint = `\`confidential: ${defaults.confidential}\` would do`;
  return { code: 'project/value', problem: { message, hint } };
}

/** A build replaces and removes files in the output folder, so nothing that the author wrote may lie in it. */
function sharedOutputProblem(spec: ProjectSpec, key: OutputKey): CodedProblem | undefined {
  const output = normalPath(spec[key]);
  const sources = [
    projectFile,
    spec.data,
    ...(spec.previous === undefined ? [] : [spec.previous]),
    ...(spec.quotations ?? []).map((source) => source.text),
    ...Object.values(spec.reports).map(({ template }) => template),
    ...bibliographies(spec).map(([, file]) => file),
    ...itemFiles(spec).map(([, file]) => file),
    ...themeFiles(spec).map(({ file }) => file),
  ].map(normalPath);
  const folder = foldedPath(output);
  const inside = sources.find(
    (path) => output === '.' || foldedPath(path) === folder || foldedPath(path).startsWith(`${folder}/`),
  );
  if (inside === undefined) return undefined;
  const message =
    foldedPath(inside) === folder
      ? `Unexpected file \`${inside}\` as \`${key}\`, expected a folder for outputs alone`
      : `Unexpected output folder \`${output}\`, in which \`${inside}\` lies, expected a folder for outputs alone`;
  return { code: 'project/value', problem: { message, hint: `\`${key}: ${defaults[key]}\` would do` } };
}

function imprintOf(spec: ProjectSpec, report: ProjectSpec['reports'][string]): Pick<Report, 'imprint'> {
  const imprint = resolveImprint(spec, report);
  return imprint === undefined ? {} : { imprint };
}

const quotedSources = (
  { quotations = [], languages: [first = ''] }: ProjectSpec,
  parsed: ParsedYaml,
): QuotedSource[] =>
  quotations.map(({ speakers, text, language = first }, index) => ({
    speakers,
    file: normalPath(text),
    language,
    position: parsed.positionOf(['quotations', index, 'text']),
  }));

function typedOf({ numbers }: ProjectSpec, report: ProjectSpec['reports'][string]): Pick<Report, 'typed'> {
  const typed = (report.numbers ?? numbers)?.typed ?? 'error';
  return typed === 'error' ? {} : { typed };
}

function citesFrom(spec: ProjectSpec, id: string, parsed: ParsedYaml): Pick<Report, 'bibliography'> {
  const own = spec.reports[id];
  const file = own?.bibliography ?? spec.bibliography;
  if (file === undefined) return {};
  const path = own?.bibliography === undefined ? ['bibliography'] : ['reports', id, 'bibliography'];
  return {
    bibliography: {
      file: normalPath(file),
      style: own?.citations ?? spec.citations ?? 'author-date',
      position: parsed.positionOf(path),
      own: own?.bibliography !== undefined || Object.keys(spec.reports).length === 1,
    },
  };
}

/** The body that a report is for, and how long it may be. */
function submissionOf(
  id: string,
  report: ProjectSpec['reports'][string],
  profiles: Profiles,
  parsed: ParsedYaml,
): Pick<Report, 'profile' | 'length'> {
  const profile = resolveProfile(id, report, profiles, parsed);
  return { ...(profile && { profile }), ...lengthOf(id, report, profile, parsed) };
}

/** The project as the other stages see it: reports with the titles that they inherit, paths in one form. */
function fillIn(spec: ProjectSpec, parsed: ParsedYaml, profiles: Profiles): Project {
  const reports = Object.entries(spec.reports).map(
    ([id, report]): Report => ({
      id,
      title: report.title ?? spec.title,
      publisher: report.publisher ?? spec.publisher,
      theme: resolveTheme(spec, id, report, parsed),
      ...imprintOf(spec, report),
      template: normalPath(report.template),
      formats: formats.filter((format) => report.formats.includes(format)),
      ...(report.audience === 'confidential' && { audience: report.audience }),
      layout: report.layout ?? spec.layout ?? 'warn',
      ...typedOf(spec, report),
      ...citesFrom(spec, id, parsed),
      ...submissionOf(id, report, profiles, parsed),
      ...(report.data === true ? { data: true as const } : {}),
      ...(report.matrix && { matrix: resolveMatrix(report.matrix, ['reports', id, 'matrix'], parsed) }),
      position: parsed.positionOf(['reports', id], 'key'),
      templatePosition: parsed.positionOf(['reports', id, 'template']),
    }),
  );
  const { title, publisher, edition, languages } = spec;
  return {
    title,
    publisher,
    edition,
    languages,
    data: normalPath(spec.data),
    dataPosition: parsed.positionOf(['data']),
    output: normalPath(spec.output),
    outputPosition: parsed.positionOf(['output']),
    ...(outputKeys(spec).includes('confidential') && {
      confidential: {
        folder: normalPath(spec.confidential),
        apartFrom: normalPath(spec.output),
        position: parsed.positionOf(['confidential']),
      },
    }),
    ...(spec.claims === undefined ? {} : { claims: spec.claims }),
    precision: spec.precision ?? defaultPrecision,
    ...(spec.previous === undefined
      ? {}
      : { previous: { file: normalPath(spec.previous), position: parsed.positionOf(['previous']) } }),
    ...(spec.quotations === undefined ? {} : { quotations: quotedSources(spec, parsed) }),
    ...resolveNameNotes(spec, parsed),
    limits: resourceLimits(spec.limits ?? {}),
    reports,
  };
}

/** The matrix of a report with its defaults; which items it has only the data package knows, or the file. */
function resolveMatrix(spec: MatrixSpec, path: YamlPath, parsed: ParsedYaml): Matrix {
  const { over = {}, file } = spec;
  return {
    over: Object.entries(over).map(([name, { dataset, dimension = name, level }]) => ({
      name,
      dataset,
      dimension,
      ...(level !== undefined && { level }),
      position: parsed.positionOf([...path, 'over', name], 'key'),
    })),
    ...(file !== undefined && {
      file: { path: normalPath(file), position: parsed.positionOf([...path, 'file']) },
    }),
    items: [],
    position: parsed.positionOf(path, 'key'),
  };
}

/** What `accessibility.yaml` records of the reports; nothing where there is no such file. */
async function readAccessibility({
  project,
  limits,
}: Pick<Host, 'project' | 'limits'>): Promise<Outcome<readonly AccessibilityRecord[]>> {
  if (!(await project.exists(accessibilityFile))) return { value: [], diagnostics: [] };
  const fail = (faults: readonly Omit<Diagnostic, 'severity' | 'code'>[]) => ({
    value: [],
    diagnostics: faults.map(
      (fault): Diagnostic => ({ ...fault, severity: 'error', code: 'accessibility/record' }),
    ),
  });
  let text: string;
  try {
    text = await project.readText(accessibilityFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const message = `Unexpected ${error.found || 'file'} in place of \`${accessibilityFile}\`, expected a file of text`;
    return fail([{ message, position: { file: accessibilityFile, line: 1, column: 1 } }]);
  }
  const parsed = parseYaml(text, accessibilityFile);
  if (parsed.problems.length > 0) return fail(parsed.problems);
  const checked = checkSchema(accessibilitySpec, parsed, accessibilityFile);
  if (checked.value === undefined) return fail(checked.faults.map(({ kind: _, ...fault }) => fault));
  const value = checked.value.reports.map(
    ({ conformity, item, ...record }, index): AccessibilityRecord => ({
      ...record,
      ...(item !== undefined && { item }),
      ...(conformity !== undefined && { conformity }),
      position: parsed.positionOf(['reports', index]),
    }),
  );
  return { value, diagnostics: [] };
}
