/**
 * `npm run bench`: how long builds take on this machine, against the least that printing the same documents takes in
 * the same minutes, and what is aimed at. Times differ from machine to machine and from hour to hour; their ratios hardly do.
 * `docs/benchmarks.md` says what each measure is.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareVersions } from './against.mjs';
import { measureCurve } from './measure-curve.mjs';
import { measureProject } from './measure-project.mjs';
import { browser } from './measure-floor.mjs';
import { measureThroughput } from './measure-throughput.mjs';
import { measurePeers } from './peers.mjs';
import { measurePreview } from './preview.mjs';
import { measureProtect } from './measure-protect.mjs';
import { copyForChanges } from './projects.mjs';
import { describeResults, writeResults } from './results.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(repository, 'dist', 'cli.js');
const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    pages: { type: 'string' },
    reports: { type: 'string', default: '200' },
    peers: { type: 'boolean', default: false },
    documents: { type: 'string', default: '152' },
    against: { type: 'string' },
    project: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const { quick } = asked;
const rounds = Number(asked.rounds ?? (quick ? 2 : 5));
const scratch = mkdtempSync(join(tmpdir(), 'tallybook-bench-'));
const flagship = { sentence: join('templates', 'annual-report.md'), program, scratch };

/** What can be measured, by name. @type {Readonly<Record<string, () => Promise<import('./measure-project.mjs').Measured>>>} */
const measures = {
  english: async () =>
    measureProject({ ...flagship, name: 'flagship in English', root: copyForChanges(repository, join(scratch, 'english')), languages: 'en', rounds }),
  flagship: async () =>
    measureProject({ ...flagship, name: 'flagship', root: copyForChanges(repository, join(scratch, 'flagship')), languages: '', rounds: Math.min(rounds, 3) }),
  curve: async () => measureCurve({ program, scratch, rounds, most: Number(asked.pages ?? (quick ? 100 : 1000)) }),
  throughput: async () => measureThroughput({ program, scratch, rounds: Math.min(rounds, 3), reports: Number(asked.reports) }),
  peers: async () =>
    measurePeers({ program, scratch, cache: join(repository, '.tallybook', 'peers'), documents: Number(asked.documents), rounds: Math.min(rounds, 2), browser: await browser() }),
  preview: async () => measurePreview({ root: copyForChanges(repository, join(scratch, 'preview')), changes: 6 * rounds }),
  protect: async () => measureProtect({ scratch }),
};
/** Those that are measured on their own, each with its place in the results. */
const alone = ['peers', 'protect'];
const names = asked.only ?? (asked.peers ? ['peers'] : quick ? ['english', 'curve'] : Object.keys(measures).filter((name) => !alone.includes(name)));

try {
  if (asked.help) {
    process.stdout.write(
      `npm run bench -- [--quick] [--only ${Object.keys(measures).join('|')}] [--rounds N] [--pages MOST] [--reports N] [--write]
npm run bench -- --peers [--documents N] [--rounds N] [--write]
npm run bench -- --against REVISION [--rounds N] [--project FOLDER]
docs/benchmarks.md says what they do\n`,
    );
  } else if (asked.against !== undefined) {
    const { project } = asked;
    await compareVersions({ repository, revision: asked.against, rounds, ...(project === undefined ? {} : { project }) });
  } else {
    const measured = [];
    for (const name of names) {
      const measure = measures[name];
      if (measure === undefined) throw new Error(`Unexpected measure \`${name}\`, expected one of ${Object.keys(measures).join(', ')}`);
      process.stderr.write(`measuring ${name} ...\n`);
      measured.push(await measure());
    }
    const results = describeResults(measured);
    process.stdout.write(results);
    if (asked.write) writeResults(join(repository, 'docs', 'reference', 'benchmarks.md'), alone.find((name) => names.includes(name)) ?? 'bench', results);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
