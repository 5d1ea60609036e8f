import { dirname, relative, resolve, sep } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import type { InitRequest } from '../../cli/run-init.js';
import { asWord, shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { hasErrors, listWords } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { problem } from '../../problems/problem.js';
import { describeFiles } from './describe-files.js';
import { initFrom } from './init-from.js';
import type { BegunReport } from './word/begin-reports.js';
import { areOthers } from './word/match/look-up.js';

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
    { above: createHost(dirname(root)).project },
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

const count = (number: number, name: string): string => `${number} ${name}${number === 1 ? '' : 's'}`;

/** "The package has 2 questions (at ASK) and 1 problem (at its top), which an answer may end". */
function leftOver(questions: number, problems: number): string {
  if (questions + problems === 0) return 'No question is open, and nothing stops a build';
  const parts = [
    ...(questions > 0 ? [`${count(questions, 'question')} (at ASK)`] : []),
    ...(problems > 0 ? [`${count(problems, 'problem')} (at its top)`] : []),
  ];
  return `The package has ${parts.join(' and ')}${parts.length > 1 ? ', which an answer may end' : ''}`;
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

/** The folder and the files, where the folder was named behind the files. */
function inOrder({ folder, from }: InitFromRequest): Pick<InitFromRequest, 'folder' | 'from'> {
  const last = from.at(-1) ?? '';
  const isLast = from.length > 1 && isFile(folder) && !/\.\w+$/.test(last);
  return isLast ? { folder: last, from: from.slice(0, -1).toSpliced(1, 0, folder) } : { folder, from };
}

const isFile = (name: string): boolean => /\.(?:docx|xlsx|ods|[ct]sv|txt|(?:nd|geo|topo)?json)$/i.test(name);

/** Writes a project for files of data. Asks nothing. Returns 1 where it does not build yet. */
export async function runInitFrom(request: InitFromRequest, terminal: Printing): Promise<0 | 1> {
  const { json, quiet } = request;
  const { folder, from } = inOrder(request);
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  if (isFile(folder)) {
    const files = from.toSpliced(1, 0, folder).map((file) => asWord(file));
    const position = { file: '.', line: 1, column: 1 };
    const missing = problem('usage/file.folder', position, { file: shown, files: files.join(' ') });
    printDiagnostics([missing], json, root, terminal);
    return 1;
  }
  const files = from.map((file) => resolve(terminal.cwd, file));
  const year = new Date().getFullYear();
  const { refused, problems, questions, aside, reports } = await initFrom({
    root,
    shown,
    files,
    year,
    env: terminal.env,
  });
  printDiagnostics([...refused, ...problems], json, root, terminal);
  if (refused.length > 0) return 1;
  const isReady = !hasErrors(problems);
  if (quiet) return isReady ? 0 : 1;
  for (const each of reports) terminal.err(toldOf(each));
  if (aside.length > 0)
    terminal.err(
      `${listWords(aside.map((name) => `\`${visible(name)}\``))} would stop a build, so drafts are built without: the data package says why, at ASK`,
    );
  const place = visible(shownPath('data/datapackage.yaml', root, terminal.cwd));
  const answers = questions > 0 ? [`answer ${count(questions, 'question')} (at ASK) in ${place}`] : [];
  const rest = questions > 0 ? 'what is left of ' : '';
  const corrections = isReady ? [] : [`correct ${rest}the errors above`];
  terminal.err(
    `Wrote a project to ${shown}; ${reports.length > 0 ? toDraft(shown, corrections, answers) : toBuild(shown, [...answers, ...corrections], problems.length)}`,
  );
  return isReady ? 0 : 1;
}

/** What became of a Word file, in a line. */
function toldOf({ name, template, list, found }: BegunReport): string {
  const filled = found.numbers.filter(({ pick }) => pick !== undefined).length;
  const doubt = areOthers(found)
    ? '; these data are not those of the report, so no number was filled in'
    : '';
  return `${name} is now ${template}: ${filled} of ${found.numbers.length} numbers are read from the data${doubt}. What is left is in ${list}`;
}

const first = (steps: readonly string[]): string =>
  steps.length > 0 ? `${steps.join(', ')}, then` : 'the command';

function toDraft(shown: string, before: readonly string[], after: readonly string[]): string {
  const build = `${first(before)} \`build ${asWord(shown)} --draft\` builds a draft of it`;
  return after.length > 0 ? `${build}. To publish it, ${after.join(', ')}` : build;
}

function toBuild(shown: string, before: readonly string[], problems: number): string {
  const build = `${first(before)} \`build ${asWord(shown)}\` builds it`;
  return before.length + problems > 0 ? build : `${build}. ${leftOver(0, 0)}`;
}
