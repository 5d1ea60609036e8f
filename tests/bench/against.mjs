/**
 * `npm run bench -- --against REVISION`: two versions of Tallybook build the same project in turns, so that a busy minute
 * is shared by both. Told are the ratios of pairs, with the interval in which the true one lies with 95 % confidence: of two
 * times that were measured apart, nobody could say whether the version or the hour made the difference.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, runNode } from './processes.mjs';
import { copyProject, forgetBuilds } from './projects.mjs';

/** @typedef {{ readonly program: string, readonly root: string }} Side One version, and its own copy of the project. */

/**
 * Compares this checkout with a revision of it. The project is that of the revision unless one is named: a newer version
 * reads older projects, but not the other way round.
 * @param {{ repository: string, revision: string, rounds: number, project?: string }} options
 */
export async function compareVersions({ repository, revision, rounds, project }) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);
  const scratch = mkdtempSync(join(tmpdir(), 'tallybook-against-'));
  const checkout = join(scratch, 'checkout');
  git('worktree', 'add', '--quiet', '--detach', checkout, commit);
  try {
    install(repository, checkout);
    execFileSync(process.execPath, [join('src', 'compile.mjs')], { cwd: checkout, stdio: 'ignore' });
    /** @type {(from: string, name: string) => Side} */
    const side = (from, name) => ({
      program: join(from, 'dist', 'cli.js'),
      root: copyProject(project ?? checkout, join(scratch, name)),
    });
    const before = side(checkout, 'before');
    const after = side(repository, 'after');
    // Not counted: it fills the caches of the disk, and unpacks the browser.
    for (const each of [before, after]) await measure.cold(each);
    process.stdout.write(`this version against ${commit.slice(0, 10)}, ${rounds} pairs\n`);
    for (const [name, run] of Object.entries(measure)) {
      process.stdout.write(`${describePairs(name, await pairs(rounds, run, before, after))}\n`);
    }
  } finally {
    git('worktree', 'remove', '--force', checkout);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Installs what the revision needs; what is installed already where it needs the same. @param {string} repository @param {string} checkout */
function install(repository, checkout) {
  const lock = (/** @type {string} */ folder) => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (lock(repository) === lock(checkout)) {
    symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'), 'junction');
    return;
  }
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: checkout,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
}

/** What is measured, each in milliseconds. */
const measure = {
  cold: async (/** @type {Side} */ { program, root }) => {
    forgetBuilds(root);
    return (await runNode([program, 'build', root, '--quiet'])).ms;
  },
  // After a cold build, so that it finds all of it up to date.
  'no-op': async (/** @type {Side} */ { program, root }) => (await runNode([program, 'build', root, '--quiet'])).ms,
  check: async (/** @type {Side} */ { program, root }) => (await runNode([program, 'check', root, '--quiet'])).ms,
};

/**
 * Pairs of times, the one that goes first changing from pair to pair.
 * @param {number} rounds @param {(side: Side) => Promise<number>} run @param {Side} before @param {Side} after
 */
async function pairs(rounds, run, before, after) {
  /** @type {{ before: number, after: number }[]} */
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const first = await run(round % 2 === 0 ? before : after);
    const second = await run(round % 2 === 0 ? after : before);
    found.push(round % 2 === 0 ? { before: first, after: second } : { before: second, after: first });
  }
  return found;
}

/** One line. @param {string} name @param {readonly { before: number, after: number }[]} times */
export function describePairs(name, times) {
  const { ratio, low, high } = ratioOf(times);
  const of = (/** @type {'before' | 'after'} */ side) => Math.round(median(times.map((each) => each[side])));
  const interval = Number.isNaN(low) ? 'one pair says nothing of its spread' : `95 %: ${low.toFixed(2)} to ${high.toFixed(2)}`;
  return `${name.padEnd(6)} ${ratio.toFixed(2)} x the time before (${interval}); ${of('before')} ms before, ${of('after')} ms now`;
}

/**
 * The geometric mean of the ratios and its interval by Student's t, on logarithms: twice as fast and twice as slow are
 * equally far from 1.
 * @param {readonly { before: number, after: number }[]} times
 */
export function ratioOf(times) {
  const logs = times.map(({ before, after }) => Math.log(after / before));
  const count = logs.length;
  const mean = logs.reduce((sum, each) => sum + each, 0) / count;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
  const half = student(count - 1) * Math.sqrt(variance / count);
  return { ratio: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

/** The two-sided 95 % quantile, by degrees of freedom from 1; beyond the table that of its last entry, which is no smaller. */
function student(/** @type {number} */ degrees) {
  const table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086];
  return degrees < 1 ? Number.NaN : (table[Math.min(degrees, table.length) - 1] ?? Number.NaN);
}
