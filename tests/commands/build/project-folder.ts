import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, onTestFinished, vi } from 'vitest';
import { type BuildOptions, type BuildResult, build } from '../../../src/commands/build/build.js';
import type { ProgressEvent } from '../../../src/session/progress.js';
import { listFiles, temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

/** What the first build of a project with two reports made, and kept for the next. */
const kept = temporaryFolder(afterAll);
let firstResult: BuildResult | undefined;

/** A project with two reports whose builds are recorded, and the records believed, as on the machine of an author. */
export function recordedProject(): ProjectFolder {
  const project = new ProjectFolder();
  project.addSecondReport();
  vi.stubEnv('CI', '');
  vi.stubEnv('TALLYBOOK_CACHE', project.cache);
  onTestFinished(() => void vi.unstubAllEnvs());
  return project;
}

/** The starter project in a folder of its own, for the length of a test. */
export class ProjectFolder {
  readonly #folder = temporaryFolder();
  readonly root = join(this.#folder, 'project');
  /** Beside the project, never in it. */
  readonly cache = join(this.#folder, 'cache');
  events: ProgressEvent[] = [];

  constructor() {
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

  /** The first build of a `recordedProject`, which is done once: the others have a copy of what it made. */
  async firstBuild(): Promise<BuildResult> {
    const parts = [
      [join(this.root, 'output'), join(kept, 'output')],
      [this.cache, join(kept, 'cache')],
    ] as const;
    if (firstResult === undefined) {
      firstResult = await this.build();
      for (const [own, copy] of parts) cpSync(own, copy, { recursive: true });
    } else {
      for (const [own, copy] of parts) cpSync(copy, own, { recursive: true });
    }
    this.events = [];
    return firstResult;
  }

  /** Builds as HTML alone, unless `formats` says otherwise. */
  async build(options: Partial<BuildOptions> = {}): Promise<BuildResult> {
    this.events = [];
    return build({
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
