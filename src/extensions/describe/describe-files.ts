import { posix } from 'node:path';
import {
  type Diagnostic,
  forDraft,
  formatDiagnostic,
  groupAlike,
  sortDiagnostics,
} from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { prepareData } from '../../session/prepare-data.js';
import { WorkbookWorker } from '../../session/workers/workbook-worker.js';
import { wrongByteProblem } from '../../wrong-bytes.js';
import type { Extension } from '../extension.js';
import { extensions } from '../extensions.js';
import type { FoundShapes } from '../found-shapes.js';
import { thousandsBy } from './data/cells.js';
import { type DescribedTable, describeTable, lastYearIn } from './data/describe.js';
import { describeGeometry } from './data/describe-geometry.js';
import { type FirstReport, firstReport } from './data/first-report.js';
import { type FoundTable, type KnownMarks, quoted, scalar } from './data/found-table.js';
import { openFound } from './open-found.js';
import { openSdgMeta } from './open-sdg-meta.js';
import { setAsideBroken } from './set-aside.js';

/** A data package for files that had none. */
export interface DescribedFiles {
  /** The package as YAML; absent where a file cannot be had. */
  readonly text?: string;
  readonly tables: readonly DescribedTable[];
  readonly questions: number;
  /** What a build would say of the package and its files; without a package why there is none. */
  readonly problems: readonly Diagnostic[];
  /** What would be published, where nothing stands in the way. */
  readonly data: PublishedData;
  /** A report of one table and one chart, where there are numbers. */
  readonly report?: FirstReport;
  /** The last year of the data, where they have years. */
  readonly lastYear?: number;
}

interface DescribeOptions {
  /** Reads the sheets of workbooks; tests do it in their own process. */
  readonly read?: ReadWorkbook;
  /** The folder above that of the host, in which metadata may stand beside the folder of data. */
  readonly above?: Files;
  /** What stands in place of numbers is not available until somebody says what it is, so that a draft builds. */
  readonly isForDraft?: boolean;
  /** What is known of the marks in numbers, as by the language of a report. */
  readonly marks?: readonly KnownMarks[];
}

/** Where the JSON Schema of the package stands, seen from `data/` of a project that `init` wrote. */
const schema = '../.schemas/datapackage.json';

/**
 * Describes files as a data package beside them, and examines them by it as a build does.
 * @param paths Relative to the folder of the host.
 */
export async function describeFiles(
  paths: readonly string[],
  host: Host,
  { read: given, above, isForDraft = false, marks = [] }: DescribeOptions = {},
): Promise<DescribedFiles> {
  const worker = new WorkbookWorker();
  const read = given ?? worker.read;
  try {
    const problems: Diagnostic[] = [];
    const tables: DescribedTable[] = [];
    const names = new Set<string>();
    for (const path of paths) {
      if (inspectShapes !== undefined && isGeometry(path)) {
        const found = await shapesOf(path, host, inspectShapes);
        if ('code' in found) problems.push(found);
        else
          tables.push(
            describeGeometry(
              path,
              unusedName(nameOf(posix.basename(path).replace(/\.\w+$/, '')), names),
              found,
              !paths.every(isGeometry),
            ),
          );
        continue;
      }
      const found = await tablesOf(path, host, read);
      if (!('tables' in found)) problems.push(found);
      else {
        const told = await Promise.all(
          found.tables.map((table) => withAbout({ ...table, marks }, host, above)),
        );
        for (const table of described(path, told, names)) tables.push(table);
      }
    }
    if (problems.length > 0 || tables.length === 0) {
      return {
        tables: [],
        questions: 0,
        problems: [...problems, ...(tables.length > 0 ? [] : empty(paths, problems))],
        data: {},
      };
    }
    return await examined(tables, host, read, isForDraft);
  } finally {
    worker.close();
  }
}

/** A table of Open SDG with what its metadata say. */
async function withAbout(table: FoundTable, host: Host, above: Files | undefined): Promise<FoundTable> {
  if (table.format !== 'open-sdg') return table;
  const folder = posix.dirname(table.path);
  const beside = folder === '.' ? '' : `${folder}/`;
  const about = await openSdgMeta(
    table.path,
    [
      { files: host.project, folder: beside },
      { files: host.project, folder: `${beside}meta/` },
      { files: host.project, folder: posix.join(folder, '..', 'meta/') },
      ...(above === undefined ? [] : [{ files: above, folder: 'meta/' }]),
    ],
    host.limits,
  );
  return about === undefined ? table : { ...table, about };
}

/** Beside the files, whether or not there is one: what is read under this name is what is being made. */
const packageName = 'datapackage.yaml';

/** The package with what a build says of it. */
async function examined(
  all: readonly DescribedTable[],
  host: Host,
  read: ReadWorkbook,
  isForDraft: boolean,
): Promise<DescribedFiles> {
  const position = { file: packageName, line: 1, column: 1 };
  const inDraft = isForDraft ? all.map((table) => ({ ...table, lines: table.answered ?? table.lines })) : all;
  const preparedOf = async (some: readonly DescribedTable[], edition = 9999) => {
    const bare = packageText('data', some, [], schema);
    const files = { ...host, project: withFile(host.project, packageName, bare) };
    return await prepareData({ path: packageName, position, edition }, files, { read });
  };
  const tables = isForDraft
    ? await setAsideBroken(inDraft, async (some) => forDraft((await preparedOf(some)).diagnostics))
    : all;
  const lastYear = lastYearIn(tables.flatMap(({ columns }) => columns));
  const prepared = await preparedOf(tables, lastYear);
  // The package says itself how many questions it has.
  const said = isForDraft ? forDraft(prepared.diagnostics) : prepared.diagnostics;
  const others = said.filter(({ code }) => code !== 'data/unanswered');
  const problems = others.map((problem) =>
    // Lines of the package move when the problems are written above it.
    problem.position.file === packageName
      ? { ...problem, position: { file: packageName, line: 1, column: 1 } }
      : problem,
  );
  const questions = tables.reduce((sum, table) => sum + table.questions, 0);
  const text = packageText('data', tables, problems, schema);
  const report = firstReport(tables);
  return {
    text,
    tables,
    questions,
    problems,
    data: prepared.value,
    ...(report && { report }),
    ...(lastYear === undefined ? {} : { lastYear }),
  };
}

const withFile = (files: Files, path: string, text: string): Files => ({
  ...files,
  readText: async (asked, most) => (asked === path ? text : files.readText(asked, most)),
});

function described(
  path: string,
  tables: readonly FoundTable[],
  names: Set<string>,
): readonly DescribedTable[] {
  const all = tables.flatMap((table) => {
    const base = nameOf(
      tables.length > 1 ? (table.sheet?.name ?? path) : posix.basename(path).replace(/\.\w+$/, ''),
    );
    const made = describeTable(table, base);
    return made === undefined ? [] : [{ table, base, made }];
  });
  const groups = new Set(all.flatMap(({ made }) => made.columns.map(({ facts }) => facts.group)));
  const marks = [',', '.']
    .filter((mark) => groups.has(mark))
    .map((mark) => thousandsBy(mark, ', as elsewhere in the file'));
  const hasNumbers = ({ columns }: DescribedTable): boolean => columns.some(({ role }) => role === 'measure');
  const isOfNumbers = all.some(({ made }) => hasNumbers(made));
  return all.map(({ table, base, made }) => {
    // Beside sheets of numbers, one without any says how to read them.
    if (isOfNumbers && table.sheet !== undefined && !hasNumbers(made)) return leftOut(path, table.sheet.name);
    const name = unusedName(base, names);
    const isOpen = made.columns.some(({ facts }) => facts.openMark !== undefined);
    if (name === base && !isOpen) return made;
    return describeTable({ ...table, marks: [...(table.marks ?? []), ...marks] }, name) ?? made;
  });
}

/** A sheet that is told and described as no dataset. */
const leftOut = (path: string, sheet: string): DescribedTable => ({
  name: sheet,
  lines: [`# the sheet ${quoted(sheet)} of ${quoted(path)} has no numbers: no dataset is made of it`],
  questions: 0,
  columns: [],
  totals: new Map(),
  years: [],
});

/** The name, or the name with the first number that no other has. */
export function unusedName(base: string, names: Set<string>): string {
  let name = base;
  for (let count = 2; names.has(name); count++) name = `${base}-${count}`;
  names.add(name);
  return name;
}

const [inspectShapes] = extensions.flatMap((each) => each.inspectShapes ?? []);
const isGeometry = (path: string): boolean => /\.(?:geojson|topojson)$/i.test(path);

/** What a file of shapes has, or why it cannot be had. */
async function shapesOf(
  path: string,
  host: Host,
  inspect: NonNullable<Extension['inspectShapes']>,
): Promise<FoundShapes | Diagnostic> {
  try {
    const text = await host.project.readText(path, host.limits.geometryBytes);
    const found = inspect({ file: path, text }, host.limits);
    return 'code' in found ? { severity: 'error', ...found } : found;
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return unreadable(path, problem, 'geometryBytes', host);
  }
}

/** "Table 3 (final)" -> "table-3-final". */
const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'table';

/** The tables of a file, or why there are none. */
async function tablesOf(
  path: string,
  host: Host,
  read: ReadWorkbook,
): Promise<{ readonly tables: readonly FoundTable[] } | Diagnostic> {
  try {
    const bytes = await host.project.read(path, host.limits.dataBytes);
    return await openFound({ path, bytes, limits: host.limits, read });
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return unreadable(path, problem, 'dataBytes', host);
  }
}

function unreadable(
  path: string,
  { reason, found, wrong }: FileProblem,
  name: 'dataBytes' | 'geometryBytes',
  { limits }: Host,
): Diagnostic {
  const position = { file: path, line: 1, column: 1 };
  if (reason === 'too-large') return limitProblem({ name, limits, position, found });
  if (reason === 'not-utf8') return wrongByteProblem('data/encoding', path, wrong);
  return problem('usage/file.path', position, { path });
}

function empty(paths: readonly string[], problems: readonly Diagnostic[]): Diagnostic[] {
  const [path = ''] = paths;
  if (problems.length > 0) return [];
  return [problem('data/empty.table', { file: path, line: 1, column: 1 })];
}

/** Problems that are listed. */
const mostListed = 20;

/** A data package with these resources; above them what a build would stop at as things stand. */
function packageText(
  name: string,
  tables: readonly DescribedTable[],
  problems: readonly Diagnostic[],
  schema: string,
): string {
  const questions = tables.reduce((sum, table) => sum + table.questions, 0);
  const grouped = groupAlike(sortDiagnostics(problems));
  const listed = grouped.slice(0, mostListed).flatMap((problem) => formatDiagnostic(problem).split('\n'));
  const more = grouped.length - mostListed;
  return [
    `# yaml-language-server: $schema=${schema}`,
    '# What the data files hold. The remark beside a line says what was counted for it.',
    questions === 0
      ? '# No question is open.'
      : `# A build stops until ${questions === 1 ? '1 question is' : `${questions} questions are`} answered, at lines that begin with ASK. Answer each, and remove the comment.`,
    ...(problems.length === 0
      ? [`# Nothing${questions === 0 ? '' : ' else'} in the data stops a build.`]
      : [
          '# What a build stops at or warns of now:',
          ...listed.map((line) => `#   ${line}`),
          ...(more > 0 ? [`#   and ${more} more`] : []),
        ]),
    `name: ${scalar(name)}`,
    'resources:',
    ...tables.flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
    '',
  ].join('\n');
}
