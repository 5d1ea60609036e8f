import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { hasErrors } from '../../diagnostics.js';
import { type CheckedOut, checkOut } from '../../host/git.js';
import { FileProblem, type Files } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { parseSnapshot, type Snapshot } from '../../model/snapshot.js';
import { parseManifest } from '../../outputs/manifest/manifest.js';
import type { Session } from '../../session/session.js';
import { composeSnapshots } from './compose-snapshots.js';

/** One side of a comparison: the snapshots of its reports, or what is wrong with it. Positions as typed. */
export interface Side {
  readonly snapshots: readonly Snapshot[];
  /** Errors mean that there is nothing to compare. Positions are relative to `root`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly root: string;
}

/**
 * Reads a side as typed: a snapshot, a folder with one, an output folder, or a project (composed, not printed). A
 * revision of the git repository is `REV` for the current folder, or `REV:PATH` for another. Rejects with an
 * `EnvironmentProblem`.
 */
export async function readSide(typed: string, cwd: string, session: Session): Promise<Side> {
  const path = resolve(cwd, typed);
  const parent = createHost(dirname(path)).project;
  if (await parent.exists(basename(path))) return readSnapshotFile(parent, basename(path), typed, cwd);
  const found = await readFolder(path, cwd, session);
  if (found !== undefined) return found;
  const checkedOut = await checkOut(typed, cwd);
  if (checkedOut !== undefined) {
    try {
      const inRevision = await readRevision(checkedOut, typed, cwd, session);
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

/** What was laid out of a revision; its places are named as git names them, since the folder is gone afterwards. */
async function readRevision(
  checkedOut: CheckedOut,
  typed: string,
  cwd: string,
  session: Session,
): Promise<Side | undefined> {
  const { folder, file, shown } = checkedOut;
  if (file !== undefined) return readSnapshotFile(createHost(folder).project, file, typed, cwd);
  const side = await readFolder(folder, cwd, session, typed);
  if (side?.root !== folder) return side;
  const place = (position: Position): Position => ({ ...position, file: shown(position.file) });
  return {
    ...side,
    root: cwd,
    diagnostics: side.diagnostics.map((diagnostic) => ({
      ...diagnostic,
      position: place(diagnostic.position),
      ...(diagnostic.see === undefined
        ? {}
        : { see: diagnostic.see.map(({ position, note }) => ({ position: place(position), note })) }),
    })),
  };
}

function fault(
  message: string,
  root: string,
  position: Position = { file: '.', line: 1, column: 1 },
  hint?: string,
): Side {
  const problem = { severity: 'error', code: 'diff/side', message, position } as const;
  return { snapshots: [], diagnostics: [hint === undefined ? problem : { ...problem, hint }], root };
}

/** @param shown The file as it was typed, or as it follows from what was. */
async function readSnapshotFile(files: Files, name: string, shown: string, cwd: string): Promise<Side> {
  const text = await readText(files, name);
  if (text instanceof FileProblem) return unreadable(text, shown, cwd);
  const parsed = parseSnapshot(text);
  if (parsed.snapshot !== undefined) return { snapshots: [parsed.snapshot], diagnostics: [], root: cwd };
  const before = text.slice(0, parsed.offset).split('\n');
  const position = { file: shown, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const message = `Unexpected ${parsed.fault} in \`${shown}\`, expected a \`published.json\``;
  return fault(message, cwd, position, parsed.hint);
}

async function readText(files: Files, path: string): Promise<string | FileProblem> {
  try {
    return await files.readText(path);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

/** A file that is there and no text: where it stops being one. */
function unreadable({ wrong: { byte, ...place } }: FileProblem, shown: string, root: string): Side {
  const actual = byte === '' ? 'file that cannot be read as text' : `byte \`${byte}\``;
  return fault(`Unexpected ${actual}, expected UTF-8`, root, { file: shown, ...place });
}

/** The snapshots of a folder; undefined when it holds none and is no project. */
async function readFolder(
  folder: string,
  root: string,
  session: Session,
  shown = folder,
): Promise<Side | undefined> {
  const files = createHost(folder).project;
  if (!(await files.exists('tallybook.yaml'))) {
    if (await files.exists('published.json'))
      return readSnapshotFile(files, 'published.json', join(shown, 'published.json'), root);
    return (await files.exists('manifest.json')) ? readOutput(files, shown, root) : undefined;
  }
  const { snapshots, diagnostics } = await composeSnapshots(folder, session);
  return { snapshots: hasErrors(diagnostics) ? [] : snapshots, diagnostics, root: folder };
}

async function readOutput(files: Files, shown: string, root: string): Promise<Side> {
  const text = await readText(files, 'manifest.json');
  if (text instanceof FileProblem) return unreadable(text, join(shown, 'manifest.json'), root);
  const manifest = parseManifest(new TextEncoder().encode(text));
  const paths =
    manifest?.outputs.map(({ path }) => path).filter((path) => path.endsWith('/published.json')) ?? [];
  const sides = await Promise.all(
    paths.map((path) => readSnapshotFile(files, path, join(shown, path), root)),
  );
  if (sides.length === 0)
    return fault(`Unexpected folder \`${shown}\` without snapshots, expected the output of a build`, root);
  return {
    snapshots: sides.flatMap(({ snapshots }) => snapshots),
    diagnostics: sides.flatMap(({ diagnostics }) => diagnostics),
    root,
  };
}
