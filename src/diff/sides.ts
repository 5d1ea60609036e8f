import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import { parseSnapshot, type Snapshot } from '../editions/snapshot.js';
import { checkOut } from '../host/git.js';
import { FileProblem, type Files } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { parseManifest } from '../outputs/manifest/manifest.js';
import { composeSnapshots } from './compose-snapshots.js';

/** One side of a comparison: the snapshots of its reports, or what is wrong with it. Positions as typed. */
export interface Side {
  readonly snapshots: readonly Snapshot[];
  /** Errors mean that there is nothing to compare. Positions are relative to `root`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly root: string;
}

/**
 * Reads a side as typed: a snapshot, a folder with one, an output folder, a project (composed, not printed), or a
 * revision of the git repository of the current folder, `REV` for the same folder or `REV:PATH` for another.
 * Rejects with an `EnvironmentProblem`.
 */
export async function readSide(typed: string, cwd: string): Promise<Side> {
  const path = resolve(cwd, typed);
  const parent = createHost(dirname(path)).project;
  if (await parent.exists(basename(path))) return readSnapshotFile(parent, basename(path), typed, cwd);
  const found = await readFolder(path, cwd);
  if (found !== undefined) return found;
  const checkedOut = await checkOut(typed, cwd);
  if (checkedOut !== undefined) {
    try {
      const { folder } = checkedOut;
      const inRevision =
        checkedOut.file === undefined
          ? await readFolder(folder, folder)
          : await readSnapshotFile(createHost(folder).project, checkedOut.file, typed, cwd);
      if (inRevision !== undefined) return inRevision;
    } finally {
      checkedOut.remove();
    }
  }
  const what = checkedOut === undefined ? '' : 'git revision without a project in ';
  return fault(
    `Unexpected ${what}\`${typed}\`, expected a project, an output folder, a snapshot or a git revision`,
    cwd,
  );
}

function fault(message: string, root: string, file = '.'): Side {
  const position = { file, line: 1, column: 1 };
  return { snapshots: [], diagnostics: [{ severity: 'error', code: 'diff/side', message, position }], root };
}

async function readSnapshotFile(files: Files, name: string, typed: string, cwd: string): Promise<Side> {
  const { snapshot, fault: reason } = parseSnapshot(await readText(files, name));
  if (snapshot !== undefined) return { snapshots: [snapshot], diagnostics: [], root: cwd };
  return fault(`Unexpected ${reason} in \`${typed}\`, expected a \`published.json\``, cwd);
}

async function readText(files: Files, path: string): Promise<string> {
  try {
    return await files.readText(path);
  } catch (error) {
    // What is no text is no snapshot either.
    if (error instanceof FileProblem) return '';
    throw error;
  }
}

/** The snapshots of a folder; undefined when it holds none and is no project. */
async function readFolder(folder: string, root: string): Promise<Side | undefined> {
  const files = createHost(folder).project;
  if (!(await files.exists('tallybook.yaml'))) {
    if (await files.exists('published.json')) return readSnapshotFile(files, 'published.json', folder, root);
    return (await files.exists('manifest.json')) ? readOutput(files, folder, root) : undefined;
  }
  const { snapshots, diagnostics } = await composeSnapshots(folder);
  return { snapshots: hasErrors(diagnostics) ? [] : snapshots, diagnostics, root: folder };
}

async function readOutput(files: Files, folder: string, root: string): Promise<Side> {
  const manifest = parseManifest(new TextEncoder().encode(await readText(files, 'manifest.json')));
  const paths =
    manifest?.outputs.map(({ path }) => path).filter((path) => path.endsWith('/published.json')) ?? [];
  const sides = await Promise.all(paths.map((path) => readSnapshotFile(files, path, path, root)));
  if (sides.length === 0)
    return fault(`Unexpected folder \`${folder}\` without snapshots, expected the output of a build`, root);
  return {
    snapshots: sides.flatMap(({ snapshots }) => snapshots),
    diagnostics: sides.flatMap(({ diagnostics }) => diagnostics),
    root,
  };
}
