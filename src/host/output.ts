import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { onExit } from './exit.js';
import { errorCode, insidePath, isWithin } from './files.js';
import { releaseTemporaryName, removeLeftovers, temporaryName } from './leftovers.js';
import { nodeOperations, type OutputOperations } from './output-operations.js';
import { environmentProblem, reasonOf, replaceProblem, writeProblem } from './problems.js';

/** A finished output: `path` is relative to the output folder, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PublishOptions {
  /** Which of the files is the manifest: it takes its place last, so that it never names what is not there. */
  readonly manifest: string;
  /** Outputs of the previous manifest that the new one no longer names. One that is already gone is no error. */
  readonly obsolete: readonly string[];
  /** The output folder as the project names it, for messages; its own name by default. */
  readonly shownRoot?: string;
  /** What touches the disk; tests put failures in. */
  readonly operations?: OutputOperations;
}

/**
 * Puts finished outputs into the output folder, all or none.
 *
 * Everything is first written beside its final place under temporary names; only when the last byte is on disk do
 * the names change, the manifest's last. When a change of names fails (a PDF open in a viewer on Windows), those
 * already made are undone. Whatever happens, also an interrupt, the old outputs stay whole and no temporary survives.
 *
 * Rejects with an `EnvironmentProblem`: `host/disk-full`, `host/output-locked` or `host/write`.
 */
export async function publish(
  outputRoot: string,
  files: readonly OutputFile[],
  options: PublishOptions,
): Promise<void> {
  const publication = new Publication(outputRoot, options);
  const release = onExit(() => publication.undo());
  try {
    await publication.prepare(files);
    publication.replace();
  } catch (error) {
    publication.undo();
    throw error;
  } finally {
    publication.finish();
    release();
  }
}

/**
 * Returns the bytes of a file of an earlier build, such as the manifest, or undefined where there is none.
 * Rejects with an `EnvironmentProblem` `host/read` when it is there and cannot be read.
 */
export async function readPrevious(outputRoot: string, path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(outputRoot, path));
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT' || errorCode(cause) === 'ENOTDIR') return undefined;
    const file = `${basename(outputRoot)}/${path}`;
    const message = `Unexpected failure (${errorCode(cause) ?? reasonOf(cause)}) on reading \`${file}\`, expected a file of an earlier build`;
    throw environmentProblem('host/read', message, { file, hint: 'remove it and build again', cause });
  }
}

/** One output on its way: where it waits, and what stood in its place, kept until all is done. */
interface Step {
  readonly path: string;
  readonly final: string;
  /** Undefined for an obsolete file, which has no successor. */
  readonly waiting: string | undefined;
  readonly backup: string;
  state: 'waiting' | 'backed-up' | 'replaced';
}

class Publication {
  /** Links followed, once it exists. */
  #root: string;
  readonly #options: PublishOptions;
  readonly #operations: OutputOperations;
  readonly #steps: Step[] = [];
  readonly #createdFolders: { readonly top: string; readonly bottom: string }[] = [];
  #replaced = false;

  constructor(root: string, options: PublishOptions) {
    this.#root = resolve(root);
    this.#options = options;
    this.#operations = options.operations ?? nodeOperations;
  }

  /** Writes every file under its temporary name. Nothing that exists is changed. */
  async prepare(files: readonly OutputFile[]): Promise<void> {
    const { manifest, obsolete } = this.#options;
    this.#createFolder(this.#root, this.#shown(''));
    this.#root = await realpath(this.#root);
    const named = new Set(files.map(({ path }) => path));
    // First, because on a disk that ignores case a new file may bear the name of an obsolete one.
    for (const path of obsolete.filter((path) => !named.has(path))) {
      this.#steps.push(this.#step(path, await this.#locate(path), false));
    }
    const manifestLast = [
      ...files.filter(({ path }) => path !== manifest),
      ...files.filter(({ path }) => path === manifest),
    ];
    for (const { path, bytes } of manifestLast) {
      const step = this.#step(path, await this.#locate(path), true);
      this.#createFolder(dirname(step.final), this.#shown(path));
      removeLeftovers(dirname(step.final));
      this.#steps.push(step);
      try {
        await this.#operations.write(step.waiting ?? step.final, bytes);
      } catch (cause) {
        throw writeProblem(this.#shown(path), cause);
      }
    }
  }

  /** Changes the names, in one go: nothing else of this process runs in between. */
  replace(): void {
    for (const step of this.#steps) {
      try {
        if (this.#operations.keep(step.final, step.backup)) step.state = 'backed-up';
        if (step.waiting !== undefined) this.#operations.rename(step.waiting, step.final);
        else if (step.state === 'backed-up') this.#operations.remove(step.final);
        if (step.state === 'waiting') step.state = 'replaced';
      } catch (cause) {
        throw replaceProblem(this.#shown(step.path), cause);
      }
    }
    this.#replaced = true;
  }

  /** Brings the old files back and removes what was made for the new ones. Does nothing once all names are changed. */
  undo(): void {
    if (this.#replaced) return;
    for (const step of this.#steps.toReversed()) {
      if (step.state === 'backed-up') attempt(() => this.#operations.rename(step.backup, step.final));
      if (step.state === 'replaced') attempt(() => this.#operations.remove(step.final));
      const { waiting } = step;
      if (waiting !== undefined) attempt(() => this.#operations.remove(waiting));
    }
    for (const { top, bottom } of this.#createdFolders.toReversed()) {
      this.#removeEmptyFolders(bottom, dirname(top));
    }
  }

  /** Removes the kept old files and the folders that removals left empty. */
  finish(): void {
    for (const { final, waiting, backup } of this.#steps) {
      attempt(() => this.#operations.remove(backup));
      if (waiting === undefined) this.#removeEmptyFolders(dirname(final), this.#root);
      else releaseTemporaryName(basename(waiting));
      releaseTemporaryName(basename(backup));
    }
  }

  #step(path: string, final: string, hasSuccessor: boolean): Step {
    const beside = (name: string): string => join(dirname(final), temporaryName(name));
    return {
      path,
      final,
      waiting: hasSuccessor ? beside(`${basename(final)}.new`) : undefined,
      backup: beside(`${basename(final)}.old`),
      state: 'waiting',
    };
  }

  /** Returns the absolute path of an output. Rejects a path that leaves the output folder, also through a link. */
  async #locate(path: string): Promise<string> {
    const inside = insidePath(path);
    const leaves = environmentProblem(
      'host/write',
      `Unexpected output path \`${path}\`, expected one inside \`${this.#shown('')}\``,
      {
        file: this.#shown(path),
        hint: 'remove the link or the manifest entry that leads out of the output folder',
      },
    );
    if (inside === undefined || inside === '.') throw leaves;
    let folder = dirname(join(this.#root, inside));
    while (isWithin(this.#root, folder)) {
      try {
        if (!isWithin(this.#root, await realpath(folder))) throw leaves;
        return join(this.#root, inside);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT')
          throw error === leaves ? error : writeProblem(this.#shown(path), error);
        folder = dirname(folder);
      }
    }
    throw leaves;
  }

  #createFolder(folder: string, shown: string): void {
    try {
      const top = this.#operations.createFolder(folder);
      if (top !== undefined) this.#createdFolders.push({ top, bottom: folder });
    } catch (cause) {
      throw writeProblem(shown, cause);
    }
  }

  /** Removes a folder and its parents, up to but not including `stop`, while they are empty. */
  #removeEmptyFolders(folder: string, stop: string): void {
    let current = folder;
    while (current !== stop && isWithin(stop, current) && this.#operations.removeEmptyFolder(current)) {
      current = dirname(current);
    }
  }

  #shown(path: string): string {
    const root = this.#options.shownRoot ?? basename(this.#root);
    return path === '' ? root : `${root}/${path}`;
  }
}

/** Runs a step of tidying up: its failure must not hide the first one. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The first failure is the one to report.
  }
}
