/**
 * Builds beside each other, and builds that are killed, by the program as a user runs it. A build is stopped between two
 * changes of names by a module that is loaded into it, so that nothing here depends on how fast anything is.
 * It needs a compiled `dist/`, as `npm test` makes.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ownMark } from '../../src/host/process-mark.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const program = join(repository, 'dist', 'cli.js');
const stopper = pathToFileURL(join(import.meta.dirname, 'stop-at-rename.mjs')).href;

/** A small project with the reports `a`, `b`, `c` and `d`, pages alone. */
class Project {
  readonly root = join(temporaryFolder(), 'project');
  readonly #env: NodeJS.ProcessEnv;

  constructor() {
    cpSync(join(repository, 'tests/hostile/project'), this.root, { recursive: true });
    const reports = ['a', 'b', 'c', 'd'].map(
      (id) => `  ${id}: {template: templates/annual-report.md, formats: [html]}\n`,
    );
    const yaml = this.read('tallybook.yaml').replace(/^ {2}annual-report:.*\n/m, '');
    writeFileSync(join(this.root, 'tallybook.yaml'), `${yaml}${reports.join('')}`);
    const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
    this.#env = { ...own, TALLYBOOK_CACHE: join(this.root, '..', 'cache') };
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
async function ended(child: ChildProcess): Promise<{ said: string; code: unknown; signal: unknown }> {
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

describe.skipIf(process.platform === 'win32')('one build at a time', () => {
  test('waits for another, says so, and loses nothing of what that one made', async () => {
    const project = new Project();
    const { child: first, go } = await project.stopped(2, ['--only', 'a']);
    const firstEnd = ended(first);
    const second = project.start(['--only', 'b']);
    const secondEnd = ended(second);
    const [line] = (await once(second.stderr ?? second, 'data')) as [string];
    expect(line).toMatch(new RegExp(`^Waiting for another build into output, process ${first.pid}\n`));
    await go();
    expect(await firstEnd).toMatchObject({ code: 0 });
    expect(await secondEnd).toMatchObject({ code: 0 });
    expect(project.named).toEqual(['a', 'b']);
    expect(project.leftovers()).toEqual([]);
  });

  test('four that start at once lose none of their reports', async () => {
    const project = new Project();
    const ends = await Promise.all(['a', 'b', 'c', 'd'].map((id) => ended(project.start(['--only', id]))));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(project.named).toEqual(['a', 'b', 'c', 'd']);
    expect(project.leftovers()).toEqual([]);
    expect(await ended(project.start([]))).toMatchObject({
      said: expect.stringContaining('Nothing changed'),
    });
  });

  test('a build that has nothing to do waits for none, and none waits for one that is dead', async () => {
    const project = new Project();
    await ended(project.start(['--only', 'a']));
    // Of this process, which lives.
    const claim = join(project.root, 'output', '.build', `building-${ownMark()}-0123abcd`);
    writeFileSync(claim, '');
    const unchanged = { code: 0, said: expect.stringContaining('Nothing changed') };
    expect(await ended(project.start(['--only', 'a']))).toMatchObject(unchanged);

    const [, start, place] = ownMark().split('-');
    renameSync(
      claim,
      join(project.root, 'output', '.build', `building-999999999-${start}-${place}-0123abcd`),
    );
    const built = { code: 0, said: expect.not.stringContaining('Waiting') };
    expect(await ended(project.start(['--only', 'b']))).toMatchObject(built);
    expect(project.leftovers()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a build that is killed', () => {
  test.each([1, 4])(
    'before change %i of names leaves an output that the next build finds whole, though that one fails',
    async (nth) => {
      const project = new Project();
      await ended(project.start(['--only', 'a']));
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
    },
  );

  test('in its first build leaves nothing that the next does not clear, though the report is gone', async () => {
    const project = new Project();
    const { child } = await project.stopped(2, ['--only', 'a']);
    const end = ended(child);
    child.kill('SIGKILL');
    await end;
    mkdirSync(join(project.root, 'output', 'own'));
    const yaml = project.read('tallybook.yaml').replace(/^ {2}a: .*$/m, '');
    writeFileSync(join(project.root, 'tallybook.yaml'), yaml);
    expect(await ended(project.start(['--only', 'b']))).toMatchObject({ code: 0 });
    expect(project.named).toEqual(['b']);
    expect(readdirSync(join(project.root, 'output')).sort()).toEqual(['.build', 'b', 'manifest.json', 'own']);
    expect(project.leftovers()).toEqual([]);
  });
});
