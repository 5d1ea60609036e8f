import { openTemporaryFolder, type TemporaryFolder } from '../../../host/files/temporary-folder.js';
import { Child } from '../../../host/processes/child.js';
import { InputFolder } from '../host/input-folder.js';
import type { Share } from '../host/share.js';
import { type Job, partsKey, partsOf, type Run } from '../jobs.js';
import type * as BuildProcess from './build-process.js';

/** Memory of a process that builds, without the processes for charts and the browser beside it. */
const megabytes = 4_096;

/** For how long, in milliseconds, a process waits for another job before it ends, and its browser with it. */
const idle = 60_000;

/**
 * A process that builds one job at a time, and keeps what it can use again for the next. It is not that of the worker, which so has
 * time to say that it is alive, and survives a report that takes all memory.
 */
export class Builder {
  readonly #share: Share;
  /** Below the parts of a run, that of this builder. */
  readonly #name: string;
  #folder: TemporaryFolder | undefined;
  #inputs: InputFolder | undefined;
  #child: Child | undefined;
  #resting: NodeJS.Timeout | undefined;
  #filling: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(share: Share, name: string) {
    this.#share = share;
    this.#name = name;
  }

  /**
   * Builds a job into the part of this builder. Rejects with an `EnvironmentProblem`, or with a `ChildEnded` where the process ran out of
   * memory; the next job gets another one.
   */
  async build(run: Run, job: Job, env: NodeJS.ProcessEnv): Promise<BuildProcess.BuiltJob> {
    clearTimeout(this.#resting);
    this.#folder ??= openTemporaryFolder('inputs');
    this.#inputs ??= new InputFolder(this.#folder.path);
    this.#filling = this.#inputs.fill(this.#share, run.files);
    await this.#filling;
    if (this.#closing !== undefined) throw new Error('closed');
    this.#child ??= new Child(megabytes, { tidies: true });
    const parts = partsOf(job.run);
    const { SOURCE_DATE_EPOCH: _, ...rest } = env;
    const work: BuildProcess.BuildWork = {
      root: this.#folder.path,
      names: run.files.flatMap(({ path, sha256 }) => (sha256 === undefined ? [path] : [])),
      job,
      draft: run.draft,
      env: { ...rest, ...run.environment },
      parts: `${this.#share.folder}/${parts}`,
      shown: `${this.#share.shown}/${parts}`,
      worker: this.#name,
      key: partsKey(this.#share),
    };
    let built: BuildProcess.BuiltJob | undefined;
    try {
      await this.#child.call<typeof BuildProcess.buildJob>('build-process.js', 'buildJob', [work], (part) => {
        built = part as BuildProcess.BuiltJob;
      });
    } catch (error) {
      await this.#end();
      throw error;
    }
    if (built === undefined) throw new Error('a job came to no end');
    this.#resting = setTimeout(() => void this.#end(), idle).unref();
    return built;
  }

  /** Ends the process, whatever it does, and removes its inputs. Never fails. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** The folder last, since it may be written to until then. */
  async #close(): Promise<void> {
    await this.#filling?.catch(() => {});
    await this.#end();
    this.#folder?.removeNow();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#resting);
    const child = this.#child;
    this.#child = undefined;
    await child?.leave();
  }
}
