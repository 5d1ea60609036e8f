import { basename, dirname, relative, resolve, sep } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import type { InitRequest } from '../../cli/run-init.js';
import { shownPath } from '../../cli/shown-path.js';
import { notEmpty } from '../../commands/init/init.js';
import { visible } from '../../control-characters.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';
import { type DescribedFiles, describeFiles } from './describe-files.js';

interface DescribeRequest extends SharedRequest {
  readonly command: 'describe';
  /** As typed. */
  readonly files: readonly string[];
}

/**
 * Prints a data package for files to `out`, and to `err` how many questions are left in it; with `--json` one object. Its positions
 * are relative to the nearest folder that holds all of the files. Returns 1 where there is none.
 */
export async function runDescribe(
  { files, json, quiet }: DescribeRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const paths = files.map((file) => resolve(terminal.cwd, file));
  const root = commonFolder(paths);
  const { text, questions, problems } = await describeFiles(
    paths.map((path) => relative(root, path).split(sep).join('/')),
    createHost(root),
    undefined,
    createHost(dirname(root)).project,
  );
  if (text === undefined) {
    printDiagnostics(problems, json, root, terminal);
    return 1;
  }
  if (json) terminal.json({ package: text, questions, problems });
  else terminal.out(text.trimEnd());
  if (!quiet) terminal.err(leftOver(questions, problems.length));
  return 0;
}

/** "2 questions and 1 problem are left: they stand at the top of the package". */
function leftOver(questions: number, problems: number): string {
  const count = (number: number, name: string): string => `${number} ${name}${number === 1 ? '' : 's'}`;
  if (questions + problems === 0) return 'Nothing is left to ask, and nothing stands in the way of a build';
  const parts = [
    ...(questions > 0 ? [`${count(questions, 'question')} (at ASK)`] : []),
    ...(problems > 0 ? [`${count(problems, 'problem')} (at its top)`] : []),
  ];
  return `The package has ${parts.join(' and ')}`;
}

/** The nearest folder that holds all of the files. */
function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => dirname(resolve(file)));
  let folder = first;
  while (
    others.some(
      (other) => other !== folder && !other.startsWith(folder.endsWith(sep) ? folder : folder + sep),
    )
  )
    folder = dirname(folder);
  return folder;
}

interface InitFromRequest extends InitRequest {
  /** As typed: files of data that the project is made from. */
  readonly from: readonly string[];
}

/** Writes a project for files of data. Asks nothing. Returns 1 where it does not build yet. */
export async function runInitFrom(request: InitFromRequest, terminal: Printing): Promise<0 | 1> {
  const { folder, from, json, quiet } = request;
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  const files = from.map((file) => resolve(terminal.cwd, file));
  const year = new Date().getFullYear();
  const { refused, problems, questions } = await initFrom({ root, shown, files, year });
  printDiagnostics([...refused, ...problems], json, root, terminal);
  if (refused.length > 0) return 1;
  const isReady = !hasErrors(problems);
  const first = isReady ? 'answer what its data package asks' : 'mend what stands above';
  const next =
    isReady && questions === 0
      ? `the command \`build ${shown}\` builds it`
      : `${first}, then \`build ${shown}\` builds it`;
  if (!quiet) terminal.err(`Wrote a project to ${shown}; ${next}. ${leftOver(questions, problems.length)}`);
  return isReady ? 0 : 1;
}

interface InitFromOptions {
  /** The folder to write, absolute, and as messages name it. */
  readonly root: string;
  readonly shown: string;
  /** Files of data, absolute; their names differ. */
  readonly files: readonly string[];
  /** The edition of a report on data without years. */
  readonly year: number;
}

interface InitFromResult {
  /** Why nothing was written. */
  readonly refused: readonly Diagnostic[];
  /** Of what was written: what a build will stop at or warn of, by their places in the project. */
  readonly problems: readonly Diagnostic[];
  readonly questions: number;
}

/**
 * Writes a project for files of data: copies of them, a data package that describes them, and a report of one table and one
 * chart. Rejects with an `EnvironmentProblem`.
 */
async function initFrom({ root, shown, files, year }: InitFromOptions): Promise<InitFromResult> {
  const refuse = (refused: readonly Diagnostic[]): InitFromResult => ({
    refused,
    problems: [],
    questions: 0,
  });
  const data = new Map<string, Uint8Array>();
  for (const file of files) {
    const name = basename(file);
    if (data.has(name))
      return refuse([wrongFile(file, `expected files of different names, not two \`${name}\``)]);
    const bytes = await readFile(file);
    if (!(bytes instanceof Uint8Array)) return refuse([bytes]);
    data.set(name, bytes);
  }
  const tool = createHost(root);
  const [first = ''] = files;
  // Metadata may stand beside the folder of data.
  const above = createHost(dirname(dirname(first))).project;
  const described = await describeFiles(
    [...data.keys()],
    { ...tool, project: inMemory(data) },
    undefined,
    above,
  );
  const { text, report, problems, questions } = described;
  if (text === undefined) return refuse(problems);
  if (report === undefined) {
    const [name = ''] = data.keys();
    return refuse([wrongFile(name, 'expected a table with a column of numbers')]);
  }
  const written = await writeToNewFolder(
    {
      'tallybook.yaml': projectText(described, year),
      'data/datapackage.yaml': text,
      ...Object.fromEntries([...data].map(([name, bytes]) => [`data/${name}`, bytes])),
      'templates/annual-report.md': report.template,
      ...(await schemas(tool)),
    },
    root,
    shown,
  );
  if (!written) return refuse([notEmpty(shown)]);
  const placed = problems.map((problem) => ({
    ...problem,
    position: { ...problem.position, file: `data/${problem.position.file}` },
  }));
  return { refused: [], problems: placed, questions };
}

const projectText = ({ report, lastYear }: DescribedFiles, year: number): string =>
  [
    '# yaml-language-server: $schema=.schemas/tallybook.json',
    '# A report project. The whole grammar is in docs/project.md of Tallybook.',
    'tallybook: 1',
    `title: ${JSON.stringify(report?.title ?? '')}`,
    'publisher: Your institution',
    `edition: ${lastYear ?? year}${lastYear === undefined ? '   # the data have no years: which year is the report about?' : ''}`,
    '# Words such as "rose" or "most" stand in claims, which are tested: docs/claims.md of Tallybook.',
    'claims: required',
    'reports:',
    '  annual-report: {template: templates/annual-report.md}',
    '',
  ].join('\n');

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
    return wrongFile(file, 'expected a file that exists and can be read');
  }
}

const wrongFile = (file: string, expected: string): Diagnostic =>
  problem(
    'usage/file.file',
    { file: basename(file), line: 1, column: 1 },
    { file: basename(file), expected },
  );

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
