/**
 * Workers that are killed, stopped and cut off at random moments. Each test has a Valkey of its own, since one of them ends it: without
 * `valkey-server` on the search path they are left out. They need a compiled `dist/`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../commands/verify/mutations.js';
import { Machines, type RunningWorker, smallProject } from '../extensions/queue/enqueue/machines.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { seedOf } from './seed.js';

const isInstalled = spawnSync('valkey-server', ['--version']).status === 0;

/** A Valkey that keeps nothing, at a socket of its own. */
class Valkey {
  readonly #folder = temporaryFolder();
  readonly address = `unix://${join(this.#folder, 'valkey')}`;
  #server: ChildProcess | undefined;

  async start(): Promise<this> {
    const socket = join(this.#folder, 'valkey');
    const server = spawn(
      'valkey-server',
      ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', this.#folder],
      { stdio: 'ignore' },
    );
    onTestFinished(() => void server.kill('SIGKILL'));
    this.#server = server;
    await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(true);
    return this;
  }

  /** Ends it as a power cut does: what waited is gone. */
  async lose(): Promise<void> {
    if (this.#server === undefined) return;
    const ended = once(this.#server, 'close');
    this.#server.kill('SIGKILL');
    await ended;
    rmSync(join(this.#folder, 'valkey'), { force: true });
  }
}

const names = Array.from({ length: 8 }, (_, at) => `town-${at + 1}`);

/** Reports with charts, which a worker takes some time for. */
function charted(): Record<string, string> {
  const starter = join(repository, 'src/project/starter');
  const text = (path: string): string => readFileSync(join(starter, path), 'utf8');
  const reports = names.map((id) => `  ${id}: {template: templates/annual-report.md, formats: [html]}`);
  return {
    'tallybook.yaml': text('tallybook.yaml').replace(/^ {2}annual-report:.*$/m, reports.join('\n')),
    ...Object.fromEntries(
      ['data/datapackage.yaml', 'data/visits.csv', 'lexicon/en.yaml', 'templates/annual-report.md'].map(
        (path) => [path, text(path)],
      ),
    ),
  };
}

/** Each file that a worker has put into the directory, by its path in the output folder, with all that was ever put there. */
function putBy({ share }: Machines): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const path of listFiles(join(share, 'parts'))) {
    const [, file] = /^[0-9a-f]{64}\/public\/[^/]+\/(.+\.(?:html|json))$/.exec(path) ?? [];
    if (file === undefined || file === 'part.json' || file.startsWith('asked/')) continue;
    const run = path.slice(0, 64);
    const known = all.get(`${run} ${file}`) ?? new Set();
    all.set(`${run} ${file}`, known.add(readFileSync(join(share, 'parts', path), 'latin1')));
  }
  return all;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.skipIf(!isInstalled)('workers', () => {
  test('that are killed twenty times lose nothing and double nothing', async () => {
    const { address } = await new Valkey().start();
    const machines = new Machines(charted(), address);
    const random = seededRandom(seedOf('killed workers'));
    const workers: RunningWorker[] = [0, 1].map(() => machines.worker('--lease', '1'));
    let kills = 0;
    for (let round = 1; kills < 20; round += 1) {
      // Each round is another project, of which nothing is built yet.
      const publisher = `publisher: Library ${'I'.repeat(round)}`;
      machines.write(
        'tallybook.yaml',
        `${charted()['tallybook.yaml']}`.replace(/^publisher:.*$/m, publisher),
      );
      let isOver = false;
      const waiting = machines.enqueue({ wait: true }).finally(() => {
        isOver = true;
      });
      while (!isOver) {
        await pause(random() * 2500);
        if (isOver || kills >= 20) break;
        const at = random() < 0.5 ? 0 : 1;
        workers[at]?.child.kill('SIGKILL');
        await workers[at]?.end;
        workers[at] = machines.worker('--lease', '1');
        kills += 1;
      }
      const { diagnostics, published } = await waiting;
      expect(diagnostics).toEqual([]);
      expect(published?.outputs).toHaveLength(3 * names.length);
      expect(machines.published).toEqual((await machines.buildElsewhere()).files);
    }
    const all = putBy(machines);
    expect(all.size).toBeGreaterThan(0);
    expect([...all].filter(([, contents]) => contents.size > 1).map(([path]) => path)).toEqual([]);
    console.log(`${kills} kills, ${all.size} files, each with the same bytes whoever made it`);
  });

  test.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)('that are stopped by %s give back what they are at, and end with %i', async (signal, code) => {
    const { address } = await new Valkey().start();
    const machines = new Machines(charted(), address);
    const waiting = machines.enqueue({ wait: true });
    const stopped = machines.worker('--lease', '600');
    await stopped.until(/Building/);
    stopped.child.kill(signal);
    expect(await stopped.end).toBe(code);
    expect(stopped.said()).not.toMatch(/Failed/);
    expect(readdirSync(machines.temporary)).toEqual([]);
    // With so long a lease nobody could take over what was not given back.
    const other = machines.worker('--lease', '600', '--until-empty');
    const { diagnostics, published } = await waiting;
    expect(diagnostics).toEqual([]);
    expect(published?.outputs).toHaveLength(3 * names.length);
    expect(await other.end).toBe(0);
  });

  test('go on when the queue was lost with all that waited in it', async () => {
    const valkey = await new Valkey().start();
    const machines = new Machines(charted(), valkey.address);
    const waiting = machines.enqueue({ wait: true });
    const worker = machines.worker('--lease', '1');
    await worker.until(/Built/);
    await valkey.lose();
    await worker.until(/is lost; waiting for it/);
    await valkey.start();
    const { diagnostics, published } = await waiting;
    expect(diagnostics).toEqual([]);
    expect(published?.outputs).toHaveLength(3 * names.length);
    expect(machines.published).toEqual((await machines.buildElsewhere()).files);
    expect(worker.said()).toMatch(/is there again/);
    worker.child.kill('SIGTERM');
    expect(await worker.end).toBe(0);
  });

  test('end though the queue is gone for good', async () => {
    const valkey = await new Valkey().start();
    const machines = new Machines(smallProject(['a']), valkey.address);
    const worker = machines.worker();
    await worker.until(/No|Waiting for jobs/);
    await valkey.lose();
    await worker.until(/is lost/);
    worker.child.kill('SIGTERM');
    expect(await worker.end).toBe(0);
  });
});
