import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, onTestFinished, vi } from 'vitest';
import { type BuildOptions, build } from '../../../src/commands/build/build.js';
import type { BuildResult } from '../../../src/commands/build/result.js';
import type { ProgressEvent } from '../../../src/session/progress.js';
import { listFiles, temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { sharedSessions } from '../../support/shared-session.js';

/** What the projects of a test file share. */
interface Shared {
  /** Where the output of the first build of a recorded project is kept for the next. */
  readonly kept: string;
  /** What that build returned. */
  first: BuildResult | undefined;
}

/** Makes the projects of a test file, whose builds share what works beside the main thread. To be called at its top. */
export function projectFolders() {
  const shared: Shared = {
    kept: temporaryFolder(afterAll),
    first: undefined,
  };
  return {
    /** The starter project. */
    starter: (): ProjectFolder => new ProjectFolder(shared),
    /** A project with two reports whose builds are recorded, and the records believed, as on the machine of an author. */
    recorded(): ProjectFolder {
      const project = new ProjectFolder(shared);
      project.addSecondReport();
      vi.stubEnv('CI', '');
      vi.stubEnv('TALLYBOOK_CACHE', project.cache);
      onTestFinished(() => void vi.unstubAllEnvs());
      return project;
    },
    /** Ends what works beside the main thread, so that the next build starts its own. */
    rest: sharedSessions.rest,
  };
}

/** The starter project in a folder of its own, for the length of a test. Without `shared` each build starts and ends all that it needs. */
export class ProjectFolder {
  readonly #folder = temporaryFolder();
  readonly #shared: Shared | undefined;
  readonly root = join(this.#folder, 'project');
  /** Beside the project, never in it. */
  readonly cache = join(this.#folder, 'cache');
  events: ProgressEvent[] = [];

  constructor(shared?: Shared) {
    this.#shared = shared;
    cpSync(join(repository, 'src/project/starter'), this.root, { recursive: true });
  }

  /** A second report, with a partial. */
  addSecondReport(): void {
    this.write('templates/partials/closing.md', 'Written by hand.\n');
    this.write('templates/second.md', '# Second {#sec-second}\n\n{{> closing}}\n');
    this.edit(
      'tallybook.yaml',
      (yaml) => `${yaml}  second: {template: templates/second.md, formats: [html]}\n`,
    );
  }

  /** The first build of a recorded project, which is done once: the others have a copy of what it made. */
  async firstBuild(): Promise<BuildResult> {
    const shared = this.#shared;
    if (shared === undefined) return this.build();
    const parts = [
      [join(this.root, 'output'), join(shared.kept, 'output')],
      [this.cache, join(shared.kept, 'cache')],
    ] as const;
    if (shared.first === undefined) {
      shared.first = await this.build();
      for (const [own, copy] of parts) cpSync(own, copy, { recursive: true });
    } else {
      for (const [own, copy] of parts) cpSync(copy, own, { recursive: true });
    }
    this.events = [];
    return shared.first;
  }

  /** Builds as HTML alone, unless `formats` says otherwise. */
  async build(options: Partial<BuildOptions> = {}): Promise<BuildResult> {
    this.events = [];
    const session = this.#shared && sharedSessions.open();
    return build({
      ...(session && { session }),
      root: this.root,
      only: [],
      languages: [],
      formats: ['html'],
      draft: false,
      debug: false,
      env: process.env,
      progress: (event) => void this.events.push(event),
      ...options,
    });
  }

  /** The reports that the last build wrote again. */
  get written(): string[] {
    return this.events.flatMap(({ step, state, target }) =>
      step === 'compose' && state === 'begin' && target !== undefined ? [target.report] : [],
    );
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  read(path: string): string {
    return this.bytes(path).toString();
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  /** Every file and empty folder below a folder. */
  list(folder: string): string[] {
    return listFiles(join(this.root, folder));
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  edit(path: string, change: (text: string) => string): void {
    writeFileSync(join(this.root, path), change(this.read(path)));
  }

  /** Gives every file another time, as a fresh checkout does. */
  touch(...paths: string[]): void {
    for (const path of paths) utimesSync(join(this.root, path), 1, 1);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }
}
