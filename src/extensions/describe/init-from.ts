import { basename, dirname, resolve } from 'node:path';
import { notEmpty } from '../../commands/init/init.js';
import { ignored } from '../../commands/init/workflow.js';
import type { Diagnostic } from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { ownNameOf } from '../../language/language-tag.js';
import { problem } from '../../problems/problem.js';
import { type DescribedFiles, describeFiles } from './describe-files.js';
import {
  type BegunReport,
  beginReports,
  dataOfReports,
  type OpenedReport,
  openReport,
} from './word/begin-reports.js';
import { marksOf } from './word/convert.js';
import { listClaims } from './word/list-claims.js';
import { listOf } from './word/write/questions.js';

interface InitFromOptions {
  /** The folder to write, absolute, and as messages name it. */
  readonly root: string;
  readonly shown: string;
  /** Files of data and Word files, absolute; their names differ. */
  readonly files: readonly string[];
  /** The edition of a report on data without years. */
  readonly year: number;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}

export interface InitFromResult {
  /** Why nothing was written. */
  readonly refused: readonly Diagnostic[];
  /** Of what was written: what a build will stop at or warn of, by their places in the project. */
  readonly problems: readonly Diagnostic[];
  readonly questions: number;
  /** The tables that a draft is built without. */
  readonly aside: readonly string[];
  /** The reports that were made of Word files. */
  readonly reports: readonly BegunReport[];
}

/**
 * Writes a project for files of data: copies of them, a data package that describes them, and a report: of Word files their
 * text, else one table and one chart. Rejects with an `EnvironmentProblem`.
 */
export async function initFrom({ root, shown, files, year, env }: InitFromOptions): Promise<InitFromResult> {
  const read = await readFiles(files, createHost(root));
  if ('severity' in read) return refuse([read]);
  const { word } = read;
  const tool = createHost(root);
  const data = read.data.size > 0 ? read.data : await dataOfReports(word, tool.tool);
  if (data.size === 0)
    return refuse([problem('usage/file.no-data', at(word[0]?.name ?? ''), { file: word[0]?.name ?? '' })]);
  const [first = ''] = files;
  // Metadata may stand beside the folder of data.
  const above = createHost(dirname(dirname(first))).project;
  const marks = await Promise.all(word.map(({ report }) => marksOf(report, tool.tool)));
  const described = await describeFiles(
    [...data.keys()],
    { ...tool, project: inMemory(data) },
    { above, isForDraft: word.length > 0, marks },
  );
  const { text, report, problems, questions } = described;
  if (text === undefined) return refuse(problems);
  if (report === undefined) {
    const [name = ''] = data.keys();
    return refuse([wrongFile('usage/file.numbers', name)]);
  }
  const lastYear = described.lastYear ?? year;
  const titles = new Map(
    described.tables.flatMap(({ name, title }) => (title === undefined ? [] : [[name, title] as const])),
  );
  const aside = described.tables.filter(({ isAside }) => isAside).map(({ name }) => name);
  const begun = { data: described.data, titles, lastYear, aside, tool: tool.tool };
  const reports = await beginReports(word, begun);
  const [one, other] = [...new Map(reports.map((each) => [each.language, each])).values()];
  if (one !== undefined && other !== undefined) return refuse([twoLanguages(one, other)]);
  const written = await writeToNewFolder(
    {
      'tallybook.yaml': projectText(described, year, reports),
      'data/datapackage.yaml': text + noteOf(read.data),
      ...Object.fromEntries([...data].map(([name, bytes]) => [`data/${name}`, bytes])),
      ...(reports.length === 0
        ? { 'templates/annual-report.md': report.template }
        : Object.assign({}, ...reports.map((each) => ({ ...each.files, [each.list]: listOf(each) })))),
      ...(await schemas(tool)),
      '.gitignore': ignored(),
    },
    root,
    shown,
  );
  if (!written) return refuse([notEmpty(shown)]);
  if (reports.length > 0) await listClaims(root, reports, env);
  return { refused: [], problems: problems.map(inData), questions, aside, reports };
}

/** What the package says of files that were tables of Word: nobody gave any of data. */
const noteOf = ({ size }: ReadonlyMap<string, Uint8Array>): string =>
  size > 0 ? '' : '# The files are tables of Word, without the marks between thousands.\n';

const refuse = (refused: readonly Diagnostic[]): InitFromResult => ({
  refused,
  problems: [],
  questions: 0,
  aside: [],
  reports: [],
});

/** A problem and the places that it leans on, as they are reached from the project. */
const inData = ({ position, see, ...rest }: Diagnostic): Diagnostic => ({
  ...rest,
  position: { ...position, file: `data/${position.file}` },
  ...(see && {
    see: see.map(({ position: { file, ...place }, note }) => ({
      position: { file: `data/${file}`, ...place },
      note,
    })),
  }),
});

const at = (file: string) => ({ file, line: 1, column: 1 });

/** The files apart: data by their names, and Word files as they were read. */
async function readFiles(
  files: readonly string[],
  { limits }: Host,
): Promise<
  { readonly data: ReadonlyMap<string, Uint8Array>; readonly word: readonly OpenedReport[] } | Diagnostic
> {
  const data = new Map<string, Uint8Array>();
  const word: OpenedReport[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    const name = basename(file);
    if (data.has(name) || word.some((each) => each.name === name)) return wrongFile('usage/file.twice', file);
    const bytes = await readFile(file);
    if (!(bytes instanceof Uint8Array)) return bytes;
    if (!/\.docx?$/i.test(name)) {
      data.set(name, bytes);
      continue;
    }
    const report = openReport(name, bytes, limits, ids);
    if ('severity' in report) return report;
    word.push(report);
  }
  return { data, word };
}

/** What a report is written as: it goes to a minister's office as a Word file. */
const formats = 'formats: [html, pdf, docx]';

const projectText = (
  { report, lastYear }: DescribedFiles,
  year: number,
  reports: readonly BegunReport[],
): string => {
  const [first] = reports;
  const edition = first?.edition ?? lastYear ?? year;
  return [
    '# yaml-language-server: $schema=.schemas/tallybook.json',
    '# A report project. The whole grammar is in docs/reference/project.md of Tallybook.',
    'tallybook: 1',
    `title: ${JSON.stringify(first?.title ?? report?.title ?? '')}`,
    `publisher: ${first?.publisher === undefined ? 'Your institution' : JSON.stringify(first.publisher)}`,
    `edition: ${edition}${lastYear === undefined ? '   # the data have no years: which year is the report about?' : ''}`,
    ...(first === undefined || first.language === 'en' ? [] : [`languages: [${first.language}]`]),
    '# Words such as "rose" or "most" must be in claims, which are tested: docs/claims.md of Tallybook.',
    'claims: required',
    'reports:',
    ...(reports.length === 0
      ? [`  annual-report: {template: templates/annual-report.md, ${formats}}`]
      : reports.map(({ id, template }) => `  ${id}: {template: ${template}, ${formats}}`)),
    '',
  ].join('\n');
};
/** The JSON Schemas that the first lines of both files name, for editors. */
async function schemas({ tool }: Host): Promise<Record<string, string>> {
  const names = ['tallybook.json', 'datapackage.json'];
  const texts = await Promise.all(names.map((name) => tool.readText(`schemas/${name}`)));
  return Object.fromEntries(names.map((name, index) => [`.schemas/${name}`, texts[index] ?? '']));
}

async function readFile(file: string): Promise<Uint8Array | Diagnostic> {
  const host = createHost(dirname(file));
  try {
    return await host.project.read(basename(file), host.limits.dataBytes);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return wrongFile('usage/file.file', file);
  }
}

const wrongFile = (id: `usage/file.${'file' | 'numbers' | 'twice'}`, file: string): Diagnostic =>
  problem(id, { file: resolve(file), line: 1, column: 1 }, { file: basename(file) });

/** A project has all its reports in all its languages. */
const twoLanguages = (one: BegunReport, other: BegunReport): Diagnostic =>
  problem('usage/file.languages', at(other.name), {
    ...{ file: one.name, language: ownNameOf(one.language) },
    ...{ other: other.name, otherLanguage: ownNameOf(other.language) },
  });

function inMemory(files: ReadonlyMap<string, Uint8Array>): Files {
  const read = async (path: string): Promise<Uint8Array> => {
    const bytes = files.get(path);
    if (bytes === undefined) throw new FileProblem('missing', path);
    return bytes;
  };
  return {
    read,
    readText: async (path) => new TextDecoder('utf-8').decode(await read(path)),
    exists: async (path) => files.has(path),
    list: async () => [...files.keys()].sort(),
  };
}
