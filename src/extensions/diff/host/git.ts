import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, type Headers } from 'tar-fs';
import { errorCode, isWithin } from '../../../host/files/files.js';
import { openTemporaryFolder } from '../../../host/files/temporary-folder.js';
import { environmentProblem, reasonOf } from '../../../host/problems.js';
import { faultOf } from '../../../problems/problem.js';

/** A path of a revision, laid out in a temporary folder. */
export interface CheckedOut {
  /** The folder asked for, or that of the file. */
  readonly folder: string;
  /** The name of the file, where a file was asked for. */
  readonly file?: string;
  /** How git names a path in that folder: `HEAD:report/data/x.csv`. */
  shown(path: string): string;
  /** Removes all of it. */
  remove(): void;
}

/**
 * Lays out what a revision of the git repository around `cwd` holds: `REV` the current folder, `REV:PATH` a path from
 * the top of the repository. Returns undefined when there is no repository, no such revision or no such path. Nothing
 * in the repository is changed. Rejects with an `EnvironmentProblem` `host/git` when git is absent or fails.
 */
export async function checkOut(typed: string, cwd: string): Promise<CheckedOut | undefined> {
  const [, revision = '', path] = /^([^:]+)(?::(.*))?$/s.exec(typed) ?? [];
  const top = (await ask(['rev-parse', '--show-toplevel'], cwd)) ?? (await bareRepository(cwd));
  const commit = await ask(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    cwd,
  );
  if (top === undefined || commit === undefined) return undefined;
  const inside = path === undefined ? await ask(['rev-parse', '--show-prefix'], cwd) : path;
  const wanted = relative(top, resolve(top, inside ?? ''))
    .split(sep)
    .join('/');
  const kind = await ask(['cat-file', '-t', `${commit}:${wanted}`], cwd);
  if (wanted.startsWith('..') || (kind !== 'tree' && kind !== 'blob')) return undefined;
  return layOut({ top, object: `${commit}:${wanted}`, wanted, isFile: kind === 'blob', revision });
}

/** A repository without a working tree has no folder above its paths but itself. */
async function bareRepository(cwd: string): Promise<string | undefined> {
  return (await ask(['rev-parse', '--is-bare-repository'], cwd)) === 'true' ? cwd : undefined;
}

interface Wanted {
  readonly top: string;
  /** The tree or file, as git names it. */
  readonly object: string;
  /** Relative to the top, with `/`; empty for the top. */
  readonly wanted: string;
  readonly isFile: boolean;
  readonly revision: string;
}

async function layOut({ top, object, wanted, isFile, revision }: Wanted): Promise<CheckedOut> {
  const { path: folder, removeNow: remove } = openTemporaryFolder('revision');
  const above = isFile ? posix.dirname(wanted) : wanted;
  const shown = (path: string): string => `${revision}:${posix.join(above, path)}`;
  try {
    if (!isFile) {
      await receive(['archive', '--format=tar', object], top, extract(folder, { ignore: leaves(folder) }));
      return { folder, shown, remove };
    }
    const file = posix.basename(wanted);
    await receive(['cat-file', 'blob', object], top, createWriteStream(join(folder, file)));
    return { folder, file, shown, remove };
  } catch (cause) {
    remove();
    throw gitProblem(cause);
  }
}

/** A link that leads out of what is laid out is left away: nothing behind it belongs to the revision. */
const leaves =
  (folder: string) =>
  (name: string, header?: Headers): boolean =>
    header !== undefined &&
    'linkname' in header &&
    typeof header.linkname === 'string' &&
    !isWithin(folder, resolve(dirname(name), header.linkname));

/** Runs git, which leaves the working tree and the index of the repository alone. */
async function receive(args: readonly string[], cwd: string, to: NodeJS.WritableStream): Promise<void> {
  const git = spawn('git', [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  git.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((done, fail) => git.on('close', done).on('error', fail));
  await pipeline(git.stdout, to);
  if ((await ended) !== 0) throw new Error(said.trim());
}

/** What git answers; undefined when it says no. */
function ask(args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((done, fail) => {
    execFile('git', [...args], { cwd, encoding: 'utf8' }, (error, stdout) => {
      if (error === null) done(stdout.trim());
      else if (errorCode(error) === 'ENOENT') fail(gitProblem(error));
      else done(undefined);
    });
  });
}

function gitProblem(cause: unknown): Error {
  const isAbsent = errorCode(cause) === 'ENOENT';
  return environmentProblem(
    faultOf(isAbsent ? 'host/git.machine' : 'host/git.failure', { reason: reasonOf(cause) }),
    { cause },
  );
}
