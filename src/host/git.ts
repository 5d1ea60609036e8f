import { execFile, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-fs';
import { errorCode } from './files.js';
import { environmentProblem, reasonOf } from './problems.js';
import { openTemporaryFolder } from './temporary-folder.js';

/** A path of a revision, laid out in a temporary folder. */
export interface CheckedOut {
  /** The folder asked for, or that of the file. */
  readonly folder: string;
  /** The name of the file, where a file was asked for. */
  readonly file?: string;
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
  const top = await ask(['rev-parse', '--show-toplevel'], cwd);
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
  return layOut({ top, commit, wanted, isFile: kind === 'blob' });
}

interface Wanted {
  readonly top: string;
  readonly commit: string;
  /** Relative to the top, with `/`; empty for the top. */
  readonly wanted: string;
  readonly isFile: boolean;
}

async function layOut({ top, commit, wanted, isFile }: Wanted): Promise<CheckedOut> {
  const { path: temporary, removeNow: remove } = openTemporaryFolder('revision');
  try {
    await archive(top, commit, wanted, temporary);
    const target = join(temporary, wanted);
    statSync(target);
    return isFile ? { folder: dirname(target), file: basename(target), remove } : { folder: target, remove };
  } catch (cause) {
    remove();
    throw gitProblem(cause);
  }
}

/** `git archive` leaves the working tree and the index of the repository alone. */
async function archive(top: string, commit: string, wanted: string, folder: string): Promise<void> {
  const git = spawn('git', ['archive', '--format=tar', commit, ...(wanted === '' ? [] : ['--', wanted])], {
    cwd: top,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  git.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((done, fail) => git.on('close', done).on('error', fail));
  await pipeline(git.stdout, extract(folder));
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
  const message = isAbsent
    ? 'Unexpected machine without git, expected git to read a revision'
    : `Unexpected failure of git (${reasonOf(cause)}), expected the files of a revision`;
  return environmentProblem('host/git', message, { cause });
}
