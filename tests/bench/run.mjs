/**
 * `npm run bench`: how long builds take on this machine, against the least that printing the same documents takes in
 * the same minutes. Times differ from machine to machine and from hour to hour; their ratios hardly do. Options:
 * `--rounds N` (5), `--project FOLDER` (the flagship), `--quick` (no synthetic report, no peers), `--write` (puts the
 * results into `docs/benchmarks.md`), `--against REVISION` (another version of Tallybook instead, see `against.mjs`).
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareVersions } from './against.mjs';
import { measureFloor, prepareFloor } from './measure-floor.mjs';
import { installed, peers, writePlainText } from './peers.mjs';
import { median, runNode } from './processes.mjs';
import { describeRun, writeResults } from './results.mjs';
import { writeSynthetic } from './synthetic.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(repository, 'dist', 'cli.js');
const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    project: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    against: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (asked.help) {
  process.stdout.write(
    'npm run bench -- [--rounds N] [--project FOLDER] [--quick] [--write] [--against REVISION]; docs/benchmarks.md says what they do\n',
  );
  process.exit();
}
const rounds = Number(asked.rounds);
if (asked.against !== undefined) {
  const { project } = asked;
  const options = { repository, revision: asked.against, rounds, ...(project === undefined ? {} : { project }) };
  await compareVersions(options);
  process.exit();
}
const project = asked.project ?? repository;
const scratch = mkdtempSync(join(tmpdir(), 'tallybook-bench-'));
try {
  const flagship = join(scratch, 'flagship');
  mkdirSync(flagship);
  for (const part of ['tallybook.yaml', 'data', 'templates', 'sources']) {
    cpSync(join(project, part), join(flagship, part), { recursive: true });
  }
  const results = [await measureProject('flagship', flagship)];
  if (!asked.quick) {
    const synthetic = join(scratch, 'synthetic');
    writeSynthetic(synthetic);
    results.push(await measureProject('synthetic', synthetic));
  }
  const others = asked.quick ? [] : await measurePeers();
  if (asked.write) writeResults(join(repository, 'docs', 'benchmarks.md'), results, others, rounds);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Cold builds, builds of what did not change, floors and warm builds, in turns, so that a busy minute is shared by all.
 * @param {string} name @param {string} root
 */
async function measureProject(name, root) {
  const build = [program, 'build', root, '--quiet'];
  const output = join(root, 'output');
  // Also unpacks the browser, which is part of installing it.
  const { peakMegabytes } = await runNode(build, { watch: true });
  const floor = await prepareFloor(root, join(scratch, name));
  /** @type {Record<'cold' | 'warm' | 'noOp' | 'floor', number[]>} */
  const times = { cold: [], warm: [], noOp: [], floor: [] };
  /** @type {Record<string, number[]>} */
  const steps = {};
  for (let round = 0; round < rounds; round++) {
    times.floor.push(await measureFloor(floor));
    rmSync(output, { recursive: true, force: true });
    times.cold.push((await runNode(build)).ms);
    times.noOp.push((await runNode(build)).ms);
    const [first, second] = (await runNode([script('warm.mjs'), root, '2'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    times.warm.push(second.ms);
    for (const [step, ms] of Object.entries(first.steps)) steps[step] = [...(steps[step] ?? []), Number(ms)];
  }
  const result = {
    name,
    documents: floor.documents.length,
    pages: floor.pages,
    peakMegabytes,
    cold: median(times.cold),
    warm: median(times.warm),
    noOp: median(times.noOp),
    floor: median(times.floor),
    coldRatio: median(times.cold.map((ms, round) => ms / (times.floor[round] ?? Number.NaN))),
    warmRatio: median(times.warm.map((ms, round) => ms / (times.floor[round] ?? Number.NaN))),
    steps: Object.entries(steps).map(([step, all]) => ({ step, ms: median(all) })),
  };
  process.stdout.write(describeRun(result));
  return result;
}

/** The text of the flagship's first report through other tools. */
async function measurePeers() {
  const folder = join(scratch, 'peers');
  writePlainText(join(project, 'templates', 'annual-report.md'), folder);
  /** @type {{name: string, ms: number | undefined}[]} */
  const found = [];
  for (const { name, package: packageName, run } of peers) {
    if (installed(packageName) === undefined) {
      process.stdout.write(`${name}  not installed, skipped (npm install --no-save ${packageName})\n`);
      found.push({ name, ms: undefined });
      continue;
    }
    const times = [];
    for (let round = 0; round < Math.min(rounds, 3); round++) times.push(await run(folder));
    process.stdout.write(`${name}  ${Math.round(median(times))} ms (prose alone)\n`);
    found.push({ name, ms: median(times) });
  }
  return found;
}

/** @param {string} name */
function script(name) {
  return join(dirname(fileURLToPath(import.meta.url)), name);
}
