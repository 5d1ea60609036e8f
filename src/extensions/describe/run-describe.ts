import { dirname, relative, resolve, sep } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { createHost } from '../../host/node-host.js';
import { type DescribedFiles, describeFiles } from './describe-files.js';

export interface DescribeRequest extends SharedRequest {
  readonly command: 'describe';
  /** As typed. */
  readonly files: readonly string[];
}

/**
 * Prints a data package for files to `out`, and to `err` how many questions are left in it; with `--json` one object.
 * Returns 1 where there is none.
 */
export async function runDescribe(
  { files, json, quiet }: DescribeRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const { root, text, questions, problems } = await describe({
    files: files.map((file) => resolve(terminal.cwd, file)),
  });
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
export function leftOver(questions: number, problems: number): string {
  const count = (number: number, name: string): string => `${number} ${name}${number === 1 ? '' : 's'}`;
  if (questions + problems === 0) return 'Nothing is left to ask, and nothing stands in the way of a build';
  const parts = [
    ...(questions > 0 ? [`${count(questions, 'question')} (at ASK)`] : []),
    ...(problems > 0 ? [`${count(problems, 'problem')} (at its top)`] : []),
  ];
  return `The package has ${parts.join(' and ')}`;
}

export interface DescribeOptions {
  /** Absolute. */
  readonly files: readonly string[];
}

/** What came of it; positions are relative to `root`, the nearest folder that holds all of the files. */
export interface DescribeResult extends DescribedFiles {
  readonly root: string;
}

/** Describes files as a data package. Rejects with an `EnvironmentProblem`. */
export async function describe({ files }: DescribeOptions): Promise<DescribeResult> {
  const root = commonFolder(files);
  const paths = files.map((file) => relative(root, file).split(sep).join('/'));
  return {
    root,
    ...(await describeFiles(paths, createHost(root), undefined, createHost(dirname(root)).project)),
  };
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
