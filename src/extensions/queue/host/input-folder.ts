import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { insidePath } from '../../../host/files/files.js';
import { makeFolder } from '../../../host/files/folders.js';
import { environmentProblem, writeProblem } from '../../../host/problems.js';
import { faultOf } from '../../../problems/problem.js';
import { type Share, takeInput } from './share.js';

/** A file of a project as a shared directory has it. */
export interface SharedInput {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Of its content; absent where only its name is known, since nothing was read of it. */
  readonly sha256?: string;
}

/** A folder on this machine that holds the inputs of one project after the other. */
export class InputFolder {
  readonly #root: string;
  /** The hash of each file by its path; undefined after a failure, when nobody knows what is there. */
  #held: ReadonlyMap<string, string> | undefined = new Map();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Makes the folder hold these files and no others; what it holds already stays, so that a session which built from it knows what
   * did not change. Rejects with an `EnvironmentProblem`, after which all is written anew.
   */
  async fill(share: Share, inputs: readonly SharedInput[]): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    const wanted = new Map(inputs.map(({ path, sha256 = '' }) => [path, sha256]));
    this.#clear(held, wanted);
    for (const [path, hash] of wanted) {
      if (held?.get(path) === hash) continue;
      const inside = insidePath(path);
      if (inside === undefined || inside === '.') throw outside(path, share);
      const bytes = hash === '' ? '' : await takeInput(share, path, hash);
      const file = join(this.#root, inside);
      try {
        makeFolder(dirname(file), 0o700);
        await writeFile(file, bytes, { mode: 0o600 });
      } catch (error) {
        throw writeProblem(file, error);
      }
    }
    this.#held = wanted;
  }

  /** Removes what is held and not wanted, or all that is there where that is unknown. */
  #clear(held: ReadonlyMap<string, string> | undefined, wanted: ReadonlyMap<string, string>): void {
    try {
      if (held === undefined)
        for (const name of readdirSync(this.#root)) rmSync(join(this.#root, name), { recursive: true });
      else for (const path of held.keys()) if (!wanted.has(path)) this.#remove(path);
    } catch (error) {
      throw writeProblem(this.#root, error);
    }
  }

  /** With the folders that are empty then: a file may be to stand where one was. */
  #remove(path: string): void {
    rmSync(join(this.#root, path), { force: true });
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      if (readdirSync(join(this.#root, folder)).length > 0) return;
      rmdirSync(join(this.#root, folder));
    }
  }
}

const outside = (path: string, { shown }: Share) =>
  environmentProblem(faultOf('queue/input.path', { path, shown }), { file: shown });
