import { existsSync, realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultOf } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { insidePath, isWithin } from '../files/files.js';
import type { EnvironmentProblem } from '../host.js';
import { environmentProblem, replaceProblem, writeProblem } from '../problems.js';
import { onExit } from '../processes/exit.js';
import { errorCode } from '../system-error.js';
import { releaseTemporaryName, removeLeftovers, temporaryName } from './leftovers.js';
import { realPath } from './output-links.js';
import { nodeOperations, type OutputOperations } from './output-operations.js';
import { foreignFile, isUntouched, type ObsoleteOutput, refuseForeign } from './own-outputs.js';
import { isForeignJournal, journalName, writeJournal } from './publication-journal.js';
import type { OutputFile, PublishOptions } from './publish-options.js';

/**
 * Puts finished outputs into the output folder, all or none, and returns the obsolete ones that stay because they are
 * not as they were written.
 *
 * Everything is first written beside its final place under temporary names; only when the last byte is on disk do
 * the names change, the manifest's last. When a change of names fails (a PDF open in a viewer on Windows), those
 * already made are undone. Whatever happens, also an interrupt, the old outputs stay whole and no temporary survives;
 * after a SIGKILL the journal says how to bring them back (`publication-journal.ts`).
 *
 * Rejects with an `EnvironmentProblem`: `host/disk-full`, `host/output-locked`, `host/foreign-file` or `host/write`.
 */
export async function publish(
  outputRoot: string,
  files: readonly OutputFile[],
  options: PublishOptions,
): Promise<readonly string[]> {
  const publication = new Publication(outputRoot, options);
  const release = onExit(() => publication.undo());
  try {
    await publication.prepare(files);
    publication.replace();
    return publication.left;
  } catch (error) {
    publication.undo();
    throw error;
  } finally {
    publication.finish();
    release();
  }
}

/** One output on its way: where it waits, and what stood in its place, kept until all is done. */
interface Step {
  readonly path: string;
  /** Of what stands there when all is done; of an obsolete file, of what stood there. */
  readonly sha256: string;
  readonly final: string;
  /** Undefined for an obsolete file, which has no successor. */
  readonly waiting: string | undefined;
  readonly backup: string;
  state: 'waiting' | 'backed-up' | 'replaced';
}

/** Outputs on their way into the output folder; `publish` says in which order its methods are called. */
class Publication {
  /** Obsolete outputs that were changed since they were written. */
  readonly left: string[] = [];
  /** Links followed, once it exists. */
  #root: string;
  readonly #options: PublishOptions;
  readonly #operations: OutputOperations;
  readonly #steps: Step[] = [];
  readonly #createdFolders: { readonly top: string; readonly bottom: string }[] = [];
  #journal: string | undefined;
  #replaced = false;

  constructor(root: string, options: PublishOptions) {
    this.#root = resolve(root);
    this.#options = options;
    this.#operations = options.operations ?? nodeOperations;
  }

  /** Writes every file under its temporary name. Nothing that exists is changed. */
  async prepare(files: readonly OutputFile[]): Promise<void> {
    const { manifest, obsolete, earlier, within } = this.#options;
    const isOut = within !== undefined && !isWithin(await realpath(within), realPath(this.#root));
    if (isOut) throw this.#linkOut();
    this.#createFolder(this.#root, this.#shown(''));
    this.#root = await realpath(this.#root);
    if (within !== undefined && !isWithin(await realpath(within), this.#root)) throw this.#linkOut();
    if (isForeignJournal(this.#root)) throw foreignFile(this.#shown(journalName), 'a file');
    const named = new Set(files.map(({ path }) => path));
    // First, because on a disk that ignores case a new file may bear the name of an obsolete one.
    for (const output of obsolete.filter(({ path }) => !named.has(path))) {
      const step = this.#step(output, await this.#locate(output.path));
      if (!existsSync(step.final)) continue;
      if (await isUntouched(step.final, output)) this.#steps.push(step);
      else this.left.push(output.path);
    }
    const manifestLast = [
      ...files.filter(({ path }) => path !== manifest),
      ...files.filter(({ path }) => path === manifest),
    ];
    for (const file of manifestLast) {
      const { path } = file;
      const hashed = { path, sha256: 'at' in file ? file.sha256 : sha256(file.bytes) };
      const step = this.#step(hashed, await this.#locate(path), 'successor');
      await refuseForeign(step.final, hashed, earlier, this.#shown(path));
      this.#createFolder(dirname(step.final), this.#shown(path));
      removeLeftovers(dirname(step.final));
      this.#steps.push(step);
      try {
        const waiting = step.waiting ?? step.final;
        if ('at' in file) await this.#operations.take(file.at, waiting, file.shared);
        else await this.#operations.write(waiting, file.bytes);
      } catch (cause) {
        throw writeProblem(this.#shown(path), cause);
      }
    }
  }

  /** Changes the names, in one go: nothing else of this process runs in between. */
  replace(): void {
    this.#begin();
    for (const step of this.#steps) {
      try {
        this.#expectInside(step);
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

  /** Writes down what is about to happen, for who comes after a process that was killed meanwhile. */
  #begin(): void {
    try {
      this.#journal = writeJournal(this.#root, this.#steps);
    } catch (cause) {
      throw writeProblem(this.#shown(''), cause);
    }
  }

  /** Since its folder was looked at, a link may have taken its place. */
  #expectInside({ final }: Step): void {
    if (!isWithin(this.#root, realpathSync(dirname(final))))
      throw new Error('a link took the place of a folder');
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
    const journal = this.#journal;
    if (journal !== undefined) attempt(() => this.#operations.remove(journal));
  }

  #step({ path, sha256 }: ObsoleteOutput, final: string, successor?: 'successor'): Step {
    const beside = (name: string): string => join(dirname(final), temporaryName(name));
    return {
      path,
      sha256,
      final,
      waiting: successor === undefined ? undefined : beside(`${basename(final)}.new`),
      backup: beside(`${basename(final)}.old`),
      state: 'waiting',
    };
  }

  /** Returns the absolute path of an output. Rejects a path that leaves the output folder, also through a link. */
  async #locate(path: string): Promise<string> {
    const inside = insidePath(path);
    const leaves = environmentProblem(faultOf('host/write.output', { path, shown: this.#shown('') }), {
      file: this.#shown(path),
    });
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

  #linkOut(): EnvironmentProblem {
    const shown = this.#shown('');
    return environmentProblem(faultOf('host/write.become', { shown }), { file: shown });
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
