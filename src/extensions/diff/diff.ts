import { basename, dirname, join, resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { type Diagnostic, hasErrors, type Position, positionIn } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { audienceOf, parseSnapshot, type Snapshot } from '../../model/snapshot/snapshot.js';
import { parseManifest } from '../../outputs/manifest/manifest.js';
import { phrase, problem } from '../../problems/problem.js';
import { openSession, type Session } from '../../session/session.js';
import { extensions } from '../extensions.js';
import { type Change, type Changes, compareSnapshots, isSame } from './compare.js';
import { composeSnapshots } from './compose-snapshots.js';
import { type CheckedOut, checkOut } from './host/git.js';
import { formatChanges } from './markdown.js';

/** What a comparison fails on: anything that differs, revisions without a reason, or these and figures of the same edition. */
export type Failure = 'difference' | 'revision' | 'figure';

export interface DiffResult {
  /** Errors of a side mean that there was nothing to compare. Each with the folder that its positions start from. */
  readonly diagnostics: readonly { readonly diagnostic: Diagnostic; readonly root: string }[];
  /** Undefined where a side could not be read. */
  readonly changes: Changes | undefined;
  readonly same: boolean;
  /** What one side published and the other has otherwise, without a reason. */
  readonly unexplained: readonly Change[];
  /** True where there is what the comparison was to fail on. */
  readonly fails: boolean;
  /** The changes as Markdown. */
  readonly markdown: string;
}

interface DiffOptions {
  readonly before: string;
  readonly after: string;
  /** Anything that differs, where nothing else is named. */
  readonly failOn?: Failure;
  readonly cwd: string;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}

/** Compares two sides as typed: projects, output folders, files `published.json` or git revisions. Rejects with an `EnvironmentProblem`. */
export async function diff(options: DiffOptions): Promise<DiffResult> {
  const { before, after } = await readSides(options);
  const diagnostics = [before, after].flatMap((side) =>
    side.diagnostics.map((diagnostic) => ({ diagnostic, root: side.root })),
  );
  const apart = otherAudience([before, after], options);
  if (apart !== undefined) diagnostics.push({ diagnostic: apart, root: options.cwd });
  if (hasErrors(diagnostics.map(({ diagnostic }) => diagnostic))) {
    return { diagnostics, changes: undefined, same: false, unexplained: [], fails: true, markdown: '' };
  }
  const { failOn = 'difference' } = options;
  const changes = compareSnapshots(before.snapshots, after.snapshots);
  const same = isSame(changes);
  const unexplained = extensions.flatMap((each) =>
    each.unexplained === undefined
      ? []
      : each.unexplained(before.snapshots, after.snapshots, failOn === 'figure'),
  );
  const fails = failOn === 'difference' ? !same : unexplained.length > 0;
  return { diagnostics, changes, same, unexplained, fails, markdown: formatChanges(changes, unexplained) };
}

/** An error where one side holds confidential reports and the other public ones: what differs would be what is hidden. */
function otherAudience([one, other]: readonly [Side, Side], typed: DiffOptions): Diagnostic | undefined {
  const audiences = new Set([...one.snapshots, ...other.snapshots].map(audienceOf));
  if (audiences.size < 2) return undefined;
  const isFirst = one.snapshots.some((snapshot) => audienceOf(snapshot) === 'confidential');
  return problem(
    'diff/audience',
    { file: isFirst ? typed.before : typed.after, line: 1, column: 1 },
    { before: isFirst ? typed.before : typed.after },
  );
}

/** Both sides, of which two projects are composed in one session: what they have in common is made once. */
async function readSides({ before, after, cwd, env }: DiffOptions) {
  const session = openSession(env);
  try {
    return {
      before: await readSide(before, cwd, session),
      after: await readSide(after, cwd, session),
    };
  } finally {
    await session.rest();
  }
}

/** One side of a comparison: the snapshots of its reports, or what is wrong with it. Positions as typed. */
interface Side {
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
async function readSide(typed: string, cwd: string, session: Session): Promise<Side> {
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
  const id = checkedOut === undefined ? 'diff/side.project' : 'diff/side.revision';
  return fault(phrase(id, { typed }), cwd);
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
  if (parsed.value !== undefined) return { snapshots: [parsed.value], diagnostics: [], root: cwd };
  const message = phrase('diff/side.published', { fault: parsed.fault, shown });
  return fault(message, cwd, positionIn(shown, text, parsed.offset), parsed.hint);
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
  const message = byte === '' ? phrase('diff/side.utf') : phrase('diff/side.byte', { byte });
  return fault(message, root, { file: shown, ...place });
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
  if (sides.length === 0) return fault(phrase('diff/side.snapshots', { shown }), root);
  return {
    snapshots: sides.flatMap(({ snapshots }) => snapshots),
    diagnostics: sides.flatMap(({ diagnostics }) => diagnostics),
    root,
  };
}

export interface DiffRequest extends SharedRequest {
  readonly command: 'diff';
  /** As typed: a project, an output folder, a snapshot or a git revision each. */
  readonly before: string;
  readonly after: string;
  readonly failOn: Failure;
}

/**
 * Prints what differs between two sides as Markdown, or with `--json` as one JSON object. Returns 1 when something
 * differs that it is to fail on (anything, if nothing else was asked for), else 0. It returns 2 when a side cannot be
 * read, which is printed like every problem.
 */
export async function runDiff(
  { before, after, failOn, json, quiet }: DiffRequest,
  terminal: Printing,
): Promise<0 | 1 | 2> {
  const { diagnostics, changes, same, unexplained, fails, markdown } = await diff({
    before,
    after,
    failOn,
    cwd: terminal.cwd,
    env: terminal.env,
  });
  for (const { diagnostic, root } of diagnostics) printDiagnostics([diagnostic], json, root, terminal);
  if (changes === undefined) return 2;
  if (json) terminal.json({ same, unexplained, ...changes });
  else if (!quiet || !same) terminal.out(markdown);
  return fails ? 1 : 0;
}
