import { dirname, relative, resolve, sep } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import type { InitRequest } from '../../cli/run-init.js';
import { asWord, shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
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

/** "2 questions and 1 problem are left: they are at the top of the package". */
function leftOver(questions: number, problems: number): string {
  const count = (number: number, name: string): string => `${number} ${name}${number === 1 ? '' : 's'}`;
  if (questions + problems === 0) return 'No question is open, and nothing stops a build';
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
  const { refused, problems, questions, reports } = await initFrom({
    root,
    shown,
    files,
    year,
    env: terminal.env,
  });
  printDiagnostics([...refused, ...problems], json, root, terminal);
  if (refused.length > 0) return 1;
  const isReady = !hasErrors(problems);
  const first = isReady ? 'answer what its data package asks' : 'correct the errors above';
  const next =
    isReady && questions === 0
      ? `the command \`build ${asWord(shown)}\` builds it`
      : `${first}, then \`build ${asWord(shown)}\` builds it`;
  if (quiet) return isReady ? 0 : 1;
  for (const each of reports) terminal.err(toldOf(each));
  const left = leftOver(questions, problems.length);
  const ofData = questions + problems.length === 0 ? '' : `. ${left}`;
  terminal.err(
    reports.length > 0
      ? `Wrote a project to ${shown}; ${isReady ? '' : `${first}, then `}the command \`build ${asWord(shown)} --draft\` builds a draft of it${ofData}`
      : `Wrote a project to ${shown}; ${next}. ${left}`,
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
