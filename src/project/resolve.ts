import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { formats } from '../model/dataset/formats.js';
import { inYearsOf } from '../model/project/edition.js';
import type { Matrix } from '../model/project/matrix.js';
import { defaultPrecision } from '../model/project/precision.js';
import type { Project, ProjectRecords, QuotedSource, Report } from '../model/project/project.js';
import { phrase, problem } from '../problems/problem.js';
import { limitProblem, type ResourceLimits, resourceLimits } from '../resource-limits.js';
import { wrongByteProblem } from '../wrong-bytes.js';
import { checkSchema, errorsOf } from '../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../yaml/positions.js';
import { checkProject, outputKeys } from './check-project.js';
import { resolveImprint } from './imprint.js';
import type { MatrixSpec } from './matrix/spec.js';
import { resolveNameNotes } from './name-note.js';
import { normalPath } from './paths.js';
import {
  lengthOf,
  loadProfiles,
  type Profiles,
  profileProblems,
  resolveProfile,
} from './profile/resolve-profile.js';
import { readTerms } from './read-terms.js';
import { resolveRelease } from './release.js';
import { type ProjectSpec, projectFile, projectSpec } from './spec.js';
import { resolveTheme } from './theme.js';

/** The version of what authors write (project file, data package, template language) that this tool reads. */
const current = 1;

/** The key of `tallybook.yaml` that says it; a project without it is of the current version. */
const key = 'tallybook';

/** What is wrong with the version that a project says; asked before anything else, since the rest is in its grammar. */
function versionProblem({ value, positionOf }: ParsedYaml): Diagnostic | undefined {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  const said = value[key];
  if (said === current) return undefined;
  const shown = typeof said === 'string' || typeof said === 'number' ? `version \`${said}\`` : 'no version';
  return problem('project/version', positionOf([key]), { projectFile, shown, current, key });
}

/** Reads a file that belongs to an extension. */
export type RecordReader = (host: Pick<Host, 'project' | 'limits'>) => Promise<Outcome<ProjectRecords>>;

/**
 * Reads and checks `tallybook.yaml`: its grammar, languages and paths, and that the data package and every template
 * exist. Gives the project with every default filled in, or undefined with every problem found.
 *
 * @param readers What extensions read beside it.
 * @param isTold Codes of faults that are told beside the project, for whoever does not need what they are of.
 */
export async function resolveProject(
  host: Host,
  readers: readonly RecordReader[] = [],
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
  const diagnostics = await checkProject(checked.value, parsed, host);
  for (const each of profileProblems(checked.value, profiles, parsed)) diagnostics.push(each);
  const records: ProjectRecords = {};
  for (const reader of readers) {
    const read = await reader(host);
    Object.assign(records, read.value);
    for (const each of read.diagnostics) diagnostics.push(each);
  }
  const terms = await readTerms(host);
  for (const each of terms.diagnostics) diagnostics.push(each);
  if (diagnostics.some(({ code }) => !isTold(code))) return fail(diagnostics);
  const project = fillIn(checked.value, parsed, profiles);
  const value = {
    ...project,
    ...(Object.keys(records).length > 0 && { records }),
    ...(terms.value.terms.length > 0 && { terms: terms.value.terms }),
    ...(terms.value.keptInCyrillic.length > 0 && { keptInCyrillic: terms.value.keptInCyrillic }),
  };
  return { value, diagnostics };
}

function imprintOf(spec: ProjectSpec, report: ProjectSpec['reports'][string]): Pick<Report, 'imprint'> {
  const imprint = resolveImprint(spec, report);
  return imprint === undefined ? {} : { imprint };
}

function releaseOf(
  spec: ProjectSpec,
  id: string,
  parsed: ParsedYaml,
): Pick<Report, 'release' | 'signedOffAt'> {
  const { [id]: report } = spec.reports;
  const release = report && resolveRelease(spec, report);
  if (release === undefined) return {};
  const path = report?.['signed-off'] === undefined ? ['signed-off'] : ['reports', id, 'signed-off'];
  return { release, ...(release.signedOff && { signedOffAt: parsed.positionOf(path) }) };
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

/** What its pages say at their heads, and where its chapters begin. */
const pagesOf = (
  spec: ProjectSpec,
  id: string,
  parsed: ParsedYaml,
): Pick<Report, 'shortTitle' | 'chapters' | 'only'> => {
  const report = spec.reports[id];
  return {
    ...(report?.['short-title'] !== undefined && { shortTitle: report['short-title'] }),
    ...((report?.chapters ?? spec.chapters) === 'new-page' && { chapters: 'new-page' }),
    ...(report?.only !== undefined && {
      only: { chapter: report.only, position: parsed.positionOf(['reports', id, 'only']) },
    }),
  };
};

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

/** What is asked of a Word file. A report of another publisher does not take the look of this one's office. */
function wordOf(
  spec: ProjectSpec,
  id: string,
  report: ProjectSpec['reports'][string],
  profiles: Profiles,
  parsed: ParsedYaml,
): Pick<Report, 'word'> {
  if (!report.formats.includes('docx')) return {};
  const isGuest = (report.publisher ?? spec.publisher) !== spec.publisher;
  const own = report.word?.reference;
  const file = own ?? (isGuest ? undefined : spec.word?.reference);
  const path = own === undefined ? ['word', 'reference'] : ['reports', id, 'word', 'reference'];
  const rule = resolveProfile(id, report, profiles, parsed)?.rules.find((each) => each.rule === 'word');
  // Some programs that take in reports see no text in controls.
  const usual = report.profile === undefined ? 'marked' : 'bookmark';
  return {
    word: {
      numbers: report.word?.numbers ?? spec.word?.numbers ?? usual,
      ...(file !== undefined && { reference: { file: normalPath(file), position: parsed.positionOf(path) } }),
      ...(rule?.setting && { setting: rule.setting }),
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

/** The folders of what is not for publication, or not yet. */
const foldersApart = (spec: ProjectSpec, parsed: ParsedYaml): Pick<Project, 'confidential' | 'embargoed'> =>
  Object.fromEntries(
    outputKeys(spec)
      .filter((key) => key !== 'output')
      .map((key) => {
        const apartFrom = normalPath(spec.output);
        return [key, { folder: normalPath(spec[key]), apartFrom, position: parsed.positionOf([key]) }];
      }),
  );

/** The project as the other stages see it: reports with the titles that they inherit, paths in one form. */
function fillIn(spec: ProjectSpec, parsed: ParsedYaml, profiles: Profiles): Project {
  const reports = Object.entries(spec.reports).map(
    ([id, report]): Report => ({
      id,
      title: report.title ?? spec.title,
      publisher: report.publisher ?? spec.publisher,
      theme: resolveTheme(spec, id, report, parsed),
      ...imprintOf(spec, report),
      ...releaseOf(spec, id, parsed),
      template: normalPath(report.template),
      formats: formats.filter((format) => report.formats.includes(format)),
      ...(report.audience === 'confidential' && { audience: report.audience }),
      layout: report.layout ?? spec.layout ?? 'warn',
      ...pagesOf(spec, id, parsed),
      ...typedOf(spec, report),
      ...citesFrom(spec, id, parsed),
      ...submissionOf(id, report, profiles, parsed),
      ...wordOf(spec, id, report, profiles, parsed),
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
    ...foldersApart(spec, parsed),
    ...(spec.claims === undefined ? {} : { claims: spec.claims }),
    precision: spec.precision ?? defaultPrecision,
    ...(spec.previous === undefined
      ? {}
      : { previous: { file: normalPath(spec.previous), position: parsed.positionOf(['previous']) } }),
    ...(spec.corrigendum && {
      corrigendum: {
        file: normalPath(spec.corrigendum.of),
        on: spec.corrigendum.on,
        position: parsed.positionOf(['corrigendum', 'of']),
      },
    }),
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

/** `tallybook.yaml` as written, or what stands in the way of reading it. */
type ReadProjectText = { readonly parsed: ParsedYaml } | { readonly diagnostics: readonly Diagnostic[] };

/** Reads and parses `tallybook.yaml`, whatever it says. */
async function readProjectText(host: Host): Promise<ReadProjectText> {
  const text = await readText(host);
  if (typeof text !== 'string') return { diagnostics: [text] };
  const parsed = parseYaml(text, projectFile);
  if (parsed.problems.length > 0) return { diagnostics: errorsOf(parsed.problems, 'project/yaml') };
  return { parsed: { ...parsed, value: inOwnYears(parsed.value) } };
}

/** The project file with the years of its own edition. */
function inOwnYears(value: unknown): unknown {
  const edition = typeof value === 'object' && value !== null && 'edition' in value && value.edition;
  return typeof edition === 'number' ? inYearsOf(value, edition) : value;
}

/** The text of `tallybook.yaml`, or why there is none. */
async function readText({ project, limits }: Host): Promise<string | Diagnostic> {
  try {
    return await project.readText(projectFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return projectFileProblem(error, limits);
  }
}

function projectFileProblem({ reason, found, wrong }: FileProblem, limits: ResourceLimits): Diagnostic {
  const position = { file: projectFile, line: 1, column: 1 };
  switch (reason) {
    case 'missing':
      return problem('project/not-found.folder', position, { projectFile });
    case 'outside':
    case 'not-a-path':
      return problem('project/path-outside.file', position);
    case 'not-a-file':
      return problem('project/not-found.file', position, { projectFile, found });
    case 'unreadable':
      return problem('host/read.file-read', position);
    case 'not-utf8':
      return wrongByteProblem('project/encoding', projectFile, wrong);
    case 'too-large':
      // Its own limits cannot apply to the file that says them.
      return {
        ...limitProblem({ name: 'textBytes', limits, position, found }),
        hint: phrase('project/read-project-text.project'),
      };
  }
}
