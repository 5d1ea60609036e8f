/**
 * A batch of one-page reports that is killed twenty times at random moments, and started again each time, comes out whole, byte for byte as
 * if nothing had happened. `BATCH=200` makes fewer reports than two thousand. It needs a compiled `dist/`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { program } from '../cli/slow-build.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { seedOf } from './seed.js';

const reports = Number(process.env.BATCH ?? 2000);
const kills = 20;
/** So many of them while the output folder changes from one state to the other, which takes a moment. */
const whilePublishing = 5;

test.skipIf(process.platform === 'win32')(
  `${reports} reports whose build is killed ${kills} times come out whole, each once`,
  async () => {
    const folder = temporaryFolder();
    const [calm, troubled] = [join(folder, 'calm'), join(folder, 'troubled')];
    writeProject(calm, reports);
    cpSync(calm, troubled, { recursive: true });
    const random = randomFrom(seedOf('batch'));
    const undisturbed = await build(calm, folder);
    expect(undisturbed.status, undisturbed.said).toBe(0);
    const { begun, publishing, ended } = undisturbed;
    const share = (1.4 * (publishing - begun)) / (kills - whilePublishing);
    let killed = 0;
    const murder = async (when: Murder): Promise<void> => {
      const { status } = await build(troubled, folder, when);
      if (status === undefined) killed += 1;
      // It was faster than its murderer: all is made anew.
      else forget(troubled);
    };
    while (killed < kills - whilePublishing) await murder({ after: begun + random() * share });
    while (killed < kills) await murder({ after: random() * (ended - publishing), ofPublishing: true });
    const last = await build(troubled, folder);
    expect(last.status, last.said).toBe(0);
    process.stdout.write(`batch: killed ${killed} times\n`);
    expect(filesOf(troubled)).toEqual(filesOf(calm));
    const manifest: { outputs: { path: string }[] } = JSON.parse(
      readFileSync(join(troubled, 'output/manifest.json'), 'utf8'),
    );
    const pages = manifest.outputs.map(({ path }) => path).filter((path) => path.endsWith('.pdf'));
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages).toHaveLength(reports);
    for (const path of listFiles(join(calm, 'output'))) {
      if (path === '.build/inputs.json') continue;
      const [own, expected] = [troubled, calm].map((each) => readFileSync(join(each, 'output', path)));
      if (expected === undefined || own?.equals(expected) !== true) expect.unreachable(`${path} differs`);
    }
    const verified = await run(['verify', join(troubled, 'output')], folder);
    expect(verified.status, verified.said).toBe(0);
  },
);

/** Everything below an output folder. */
const filesOf = (project: string): string[] => listFiles(join(project, 'output')).toSorted();

/** Takes away what proves that a build need not be done. */
function forget(project: string): void {
  const record = join(project, 'output/.build/inputs.json');
  if (existsSync(record)) writeFileSync(record, '{}');
}

interface Run {
  /** Undefined where it was killed. */
  readonly status: number | undefined;
  readonly said: string;
  /** Milliseconds from its start until its data were read, until it published, and until it ended. */
  readonly begun: number;
  readonly publishing: number;
  readonly ended: number;
}

/** Kills the build and all of its processes after some milliseconds, of its start or of when it publishes. */
interface Murder {
  readonly after: number;
  readonly ofPublishing?: boolean;
}

const build = (project: string, folder: string, murder?: Murder): Promise<Run> =>
  run(['build', project], folder, murder);

async function run(args: readonly string[], folder: string, murder?: Murder): Promise<Run> {
  const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
  const [temporary, cache] = [join(folder, 'tmp'), join(folder, 'cache')];
  mkdirSync(temporary, { recursive: true });
  const env = { ...own, TALLYBOOK_CACHE: cache, TMPDIR: temporary };
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const sinceStart = (): number => performance.now() - start;
  const { pid } = child;
  if (pid === undefined) throw new Error('no process');
  let timer: NodeJS.Timeout | undefined;
  const killAfter = (milliseconds: number): void => {
    timer ??= setTimeout(() => kill(pid), milliseconds);
  };
  if (murder !== undefined && murder.ofPublishing !== true) killAfter(murder.after);
  let [said, begun, publishing] = ['', 0, 0];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (begun === 0 && said.includes('Reading data')) begun = sinceStart();
    if (publishing > 0 || !said.includes('Publishing')) return;
    publishing = sinceStart();
    if (murder?.ofPublishing === true) killAfter(murder.after);
  });
  const [code]: unknown[] = await once(child, 'close');
  clearTimeout(timer);
  return {
    status: typeof code === 'number' ? code : undefined,
    said,
    begun,
    publishing,
    ended: sinceStart(),
  };
}

/** The browser too, as when the power goes. */
function kill(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A report for each of many towns, on one page. */
function writeProject(root: string, count: number): void {
  for (const folder of ['data', 'templates']) mkdirSync(join(root, folder), { recursive: true });
  const towns = Array.from({ length: count }, (_, index) => `town-${spelled(index)}`);
  const categories = towns
    .map((town) => `{value: ${town}, label: "${town.slice(5).toUpperCase()}"}`)
    .join(', ');
  const rows = [2022, 2023, 2024].flatMap((year) =>
    towns.map((town, at) => `${year},${town},${40 + ((at * 37 + year * 53) % 400)}`),
  );
  const files: Readonly<Record<string, string>> = {
    'tallybook.yaml': `tallybook: 1
title: "Cases in {town}"
publisher: The bench
edition: 2024
reports:
  cases: {template: templates/cases.md, formats: [html, pdf], matrix: {over: {town: {dataset: cases}}}}
`,
    'data/datapackage.yaml': `name: many
resources:
  - name: cases
    path: cases.csv
    title: Cases by town
    illustrative: true
    sources: [{title: Made for a test}]
    schema:
      primaryKey: [year, town]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: town, type: string, role: dimension, categories: [${categories}]}
        - {name: cases, type: integer, role: measure, unit: cases}
`,
    'data/cases.csv': `year,town,cases\n${rows.join('\n')}\n`,
    'templates/cases.md': `The offices recorded {{value "cases" year=2024 town=(param "town")}} in 2024, and {{value "cases" year=2023 town=(param "town")}} the year before.

{{table "cases" rows="year" town=(param "town") caption="Cases by year" id="tbl-cases"}}
`,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
}

/** A number in letters: digits in a name would be read as figures. */
const spelled = (index: number): string =>
  String(index)
    .padStart(4, '0')
    .replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
