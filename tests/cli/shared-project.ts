/** A project that is built by several processes at once, or by one that is stopped where a test wants it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect } from 'vitest';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { program } from './slow-build.js';

const stopper = pathToFileURL(join(import.meta.dirname, 'stop-at-rename.mjs')).href;

const built = temporaryFolder(afterAll);

/** A small project with the reports `a`, `b`, `c` and `d`, pages alone. */
export class SharedProject {
  readonly root: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder = temporaryFolder()) {
    this.root = join(folder, 'project');
    cpSync(join(repository, 'tests/hostile/project'), this.root, { recursive: true });
    const reports = ['a', 'b', 'c', 'd'].map(
      (id) => `  ${id}: {template: templates/annual-report.md, formats: [html]}\n`,
    );
    const yaml = this.read('tallybook.yaml').replace(/^ {2}annual-report:.*\n/m, '');
    writeFileSync(join(this.root, 'tallybook.yaml'), `${yaml}${reports.join('')}`);
    const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
    this.#env = { ...own, TALLYBOOK_CACHE: join(folder, 'cache') };
  }

  /** A project whose report `a` is built, in a copy of what the first of them was built in. */
  static async withA(): Promise<SharedProject> {
    if (!existsSync(join(built, 'project'))) {
      expect(await ended(new SharedProject(built).start(['--only', 'a']))).toMatchObject({ code: 0 });
    }
    const project = new SharedProject();
    cpSync(built, dirname(project.root), { recursive: true });
    return project;
  }

  start(options: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const args = env.STOP_AT === undefined ? [] : ['--import', stopper];
    return spawn(process.execPath, [...args, program, 'build', this.root, ...options], {
      env: { ...this.#env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Starts a build that stops before its `nth` change of names, and waits until it has. */
  async stopped(
    nth: number,
    options: readonly string[],
  ): Promise<{ child: ChildProcess; go: () => Promise<void> }> {
    const [stopped, go] = ['stopped', 'go'].map((name) => join(temporaryFolder(), name));
    if (stopped === undefined || go === undefined) throw new Error('no names');
    execFileSync('mkfifo', [stopped, go]);
    const child = this.start(options, { STOP_AT: String(nth), STOPPED: stopped, GO: go });
    await readFile(stopped);
    return { child, go: () => writeFile(go, 'go\n') };
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Every file of the output, but what is kept for the next build, with its content. */
  outputs(): (readonly [string, string])[] {
    return listFiles(join(this.root, 'output'))
      .filter((path) => !path.startsWith('.build/'))
      .map((path) => [path, this.read(`output/${path}`)] as const);
  }

  /** Every name in the output folder that no reader and no next build needs. */
  leftovers(): string[] {
    const names = readdirSync(join(this.root, 'output'), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /tallybook-tmp|publishing|building/.test(name));
  }

  get named(): string[] {
    const { outputs } = JSON.parse(this.read('output/manifest.json')) as { outputs: { report: string }[] };
    return [...new Set(outputs.map(({ report }) => report))];
  }
}

/** What a build said, and how it ended, once it has. */
export async function ended(child: ChildProcess): Promise<{ said: string; code: unknown; signal: unknown }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      said += text;
    });
  }
  const [code, signal] = await once(child, 'close');
  return { said, code, signal };
}

/**
 * Kills a build before its `nth` change of names, and expects that the next finds the old output whole, though that one
 * fails, and the one after builds it.
 */
export async function expectWholeWhenKilled(nth: number): Promise<void> {
  const project = await SharedProject.withA();
  const before = project.outputs();
  const csv = project.read('data/accidents.csv');
  appendFileSync(join(project.root, 'templates/annual-report.md'), '\nAnother line.\n');
  const { child } = await project.stopped(nth, ['--only', 'a']);
  const end = ended(child);
  child.kill('SIGKILL');
  expect(await end).toMatchObject({ signal: 'SIGKILL' });
  expect(project.leftovers()).not.toEqual([]);

  writeFileSync(join(project.root, 'data/accidents.csv'), `${csv}2016,nobody,1\n`);
  expect(await ended(project.start(['--only', 'a']))).toMatchObject({ code: 1 });
  expect(project.outputs()).toEqual(before);
  expect(project.leftovers()).toEqual([]);

  writeFileSync(join(project.root, 'data/accidents.csv'), csv);
  expect(await ended(project.start(['--only', 'a']))).toMatchObject({ code: 0 });
  expect(project.read('output/a/en/a.html')).toContain('Another line.');
}
