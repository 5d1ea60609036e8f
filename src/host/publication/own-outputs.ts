import { lstatSync } from 'node:fs';
import { faultOf } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { kindOf, readRegularFile } from '../files/regular-file.js';
import { environmentProblem } from '../problems.js';

/** What an earlier build is known to have written, by which its files are told from those of somebody else. */
export interface EarlierOutputs {
  /** Paths that the manifest names, and those that are Tallybook's by their names: a file there is replaced. */
  readonly named: ReadonlySet<string>;
  /** SHA-256 by path, of what the build was seen to write: a file there is replaced when it is still that. */
  readonly written: ReadonlyMap<string, string>;
}

/** An output and its hash: of one that no manifest names any more, as the one before named it. */
export interface ObsoleteOutput {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Fails with an `EnvironmentProblem` `host/foreign-file` when a file stands at the place of an output that Tallybook did
 * not write; what has the very bytes that are to be written is in nobody's way.
 * @param shown the file as the project names it
 */
export async function refuseForeign(
  final: string,
  { path, sha256: expected }: ObsoleteOutput,
  { named, written }: EarlierOutputs,
  shown: string,
): Promise<void> {
  const stats = lstatSync(final, { throwIfNoEntry: false });
  // A folder in the way is a failure to write.
  if (stats === undefined || stats.isDirectory()) return;
  if (!stats.isFile()) throw foreignFile(shown, kindOf(stats));
  if (named.has(path)) return;
  const hash = await hashOf(final, path);
  if (hash === expected || (hash !== undefined && hash === written.get(path))) return;
  throw foreignFile(shown, 'a file');
}

/** True when an output is still, byte for byte, what the manifest says was written, and a file of its own. */
export async function isUntouched(
  final: string,
  { path, sha256: expected }: ObsoleteOutput,
): Promise<boolean> {
  return (await hashOf(final, path)) === expected;
}

/** The SHA-256 of a regular file; undefined where there is none, or none that can be read. */
async function hashOf(final: string, path: string): Promise<string | undefined> {
  try {
    return sha256(await readRegularFile(final, path, Number.MAX_SAFE_INTEGER));
  } catch {
    return undefined;
  }
}

/** What ends a build that would have to replace what is not its own. */
export function foreignFile(file: string, kind: string): Error {
  return environmentProblem(faultOf('host/foreign-file.tallybook', { kind, file }), { file });
}
