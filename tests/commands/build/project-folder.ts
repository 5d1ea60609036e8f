import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildOptions, type BuildResult, build } from '../../../src/commands/build/build.js';
import type { ProgressEvent } from '../../../src/session/progress.js';
import { repository } from '../../house/repository.js';

/** The starter project in a folder of its own, with a second report, a partial and a chart file. */
export class ProjectFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'tallybook-up-to-date-'));
  /** Beside the project, never in it. */
  readonly cache = `${this.root}-cache`;
  events: ProgressEvent[] = [];

  constructor() {
    cpSync(join(repository, 'src/project/starter'), this.root, { recursive: true });
    this.write('templates/partials/closing.md', 'Written by hand.\n');
    this.write('templates/second.md', '# Second {#sec-second}\n\n{{> closing}}\n');
    this.edit(
      'tallybook.yaml',
      (yaml) => `${yaml}  second: {template: templates/second.md, formats: [html]}\n`,
    );
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

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
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

  end(): void {
    for (const folder of [this.root, this.cache, `${this.cache}-of-another`]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
