import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { build } from '../../../../src/commands/build/build.js';
import type { BuildResult } from '../../../../src/commands/build/result.js';
import {
  type EnqueueOptions,
  type EnqueueResult,
  enqueue,
} from '../../../../src/extensions/queue/enqueue/enqueue.js';
import { program } from '../../../cli/slow-build.js';
import { listFiles, temporaryFolder } from '../../../host/temporary-folder.js';

/** The address of a Valkey or Redis for tests; empty where there is none. */
export const queue = process.env.TALLYBOOK_TEST_VALKEY ?? '';

/** A worker that was started as a user does. */
export interface RunningWorker {
  readonly child: ChildProcess;
  /** All that it has said. */
  said(): string;
  /** Waits until it has said something. */
  until(words: RegExp): Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly end: Promise<number | NodeJS.Signals | null>;
}

/** A project, and a shared directory that workers on one machine see as those on several would. */
export class Machines {
  readonly #folder = temporaryFolder();
  readonly root = join(this.#folder, 'project');
  readonly share = join(this.#folder, 'share');
  /** The temporary folder of workers. */
  readonly temporary = join(this.#folder, 'tmp');
  readonly said: string[] = [];
  readonly env: NodeJS.ProcessEnv = { ...process.env, CI: '', TALLYBOOK_CACHE: join(this.#folder, 'cache') };

  readonly #queue: string;

  constructor(files: Readonly<Record<string, string>>, address = queue) {
    this.#queue = address;
    mkdirSync(this.temporary);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  async enqueue(options: Partial<EnqueueOptions> = {}): Promise<EnqueueResult> {
    return await enqueue({
      root: this.root,
      only: [],
      languages: [],
      formats: [],
      draft: false,
      wait: false,
      keepGoing: false,
      queue: this.#queue,
      share: { folder: this.share, shown: 'share' },
      env: this.env,
      say: (line) => void this.said.push(line),
      ...options,
    });
  }

  /** Builds the same project elsewhere, on one machine, and returns what there is then. */
  async buildElsewhere(keepGoing = false): Promise<{ readonly result: BuildResult; readonly files: Files }> {
    const root = join(this.#folder, 'elsewhere');
    rmSync(root, { recursive: true, force: true });
    cpSync(this.root, root, { recursive: true, filter: (path) => relative(this.root, path) !== 'output' });
    const asked = { only: [], languages: [], formats: [], draft: false, debug: false, keepGoing };
    const result = await build({ ...asked, root, env: this.env, progress: () => {} });
    return { result, files: filesBelow(join(root, 'output')) };
  }

  /** What is published. */
  get published(): Files {
    return filesBelow(join(this.root, 'output'));
  }

  /** Starts a worker, which is ended with the test at the latest. */
  worker(...args: readonly string[]): RunningWorker {
    const command = [program, 'worker', '--share', this.share, ...args];
    const child = spawn(process.execPath, command, {
      env: { ...this.env, TALLYBOOK_QUEUE: this.#queue, TMPDIR: this.temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const end = once(child, 'close').then(
      ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    return {
      child,
      said: () => said,
      end,
      async until(words) {
        while (!words.test(said)) {
          const next = child.stderr === null ? end : once(child.stderr, 'data');
          const over = await Promise.race([next.then(() => false), end.then(() => true)]);
          if (over && !words.test(said)) throw new Error(`a worker that ended said\n${said}`);
        }
      },
    };
  }
}

type Files = Readonly<Record<string, string>>;

/** Files by their paths, but the record of how they came about. */
const filesBelow = (folder: string): Files =>
  Object.fromEntries(
    listFiles(folder)
      .filter((path) => !path.startsWith('.build/'))
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  );

/** A project of small reports without charts, which a worker needs no browser for. */
export const smallProject = (reports: readonly string[]): Readonly<Record<string, string>> => ({
  'tallybook.yaml': `tallybook: 1\ntitle: Towns\npublisher: A library\nedition: 2024\nreports:\n${reports
    .map((id) => `  ${id}: {template: templates/${id}.md, formats: [html]}\n`)
    .join('')}`,
  'data/datapackage.yaml': `resources:
  - name: visits
    title: Visits
    path: visits.csv
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
  'data/visits.csv': 'year,visits\n2023,10\n2024,12\n',
  ...Object.fromEntries(
    reports.map((id) => [
      `templates/${id}.md`,
      `# Visits to ${id} {#sec-${id}}\n\nThere were {{value "visits" year=2024}}.\n`,
    ]),
  ),
});
