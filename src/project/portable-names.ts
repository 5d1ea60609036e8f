import { faultOf } from '../problems/problem.js';
import type { CodedProblem } from './paths.js';

/** Bytes of a name at which Tallybook writes. */
export const longestName = 150;

/**
 * Why some system cannot have a folder of that name, or has it under another. Windows keeps names of devices for
 * itself, with any ending, drops dots and spaces at the end, and forbids some characters. Source:
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function nameProblem(name: string): string | undefined {
  if (/^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?:\.|$)/i.test(name)) {
    return 'belongs to a device on Windows';
  }
  // Disks take 255 bytes, and a file has a longer name while it is written.
  if (new TextEncoder().encode(name).byteLength > longestName) return `is longer than ${longestName} bytes`;
  if (/[. ]$/.test(name)) return 'ends in a dot or a space, which Windows drops';
  const character = /[<>:"|?*]/.exec(name)?.[0];
  return character === undefined ? undefined : `has \`${character}\`, which Windows does not allow`;
}

/** What is wrong with the names in a path at which Tallybook writes. */
export function namesProblem(path: string): CodedProblem | undefined {
  for (const name of path.split('/').filter((step) => step !== '.' && step !== '..' && step !== '')) {
    const problem = nameProblem(name);
    if (problem === undefined) continue;
    return { code: 'project/value', problem: faultOf('project/value.system', { name, problem }) };
  }
  return undefined;
}

/** The one form of paths that are the same on some disk: many ignore case, and some the ways of composing a letter. */
export const foldedPath = (path: string): string => path.normalize('NFC').toLowerCase();
