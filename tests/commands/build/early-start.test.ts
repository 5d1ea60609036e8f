import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProjectFolder } from './project-folder.js';

let project: ProjectFolder;
let temporary = '';
beforeEach(() => {
  project = new ProjectFolder();
  project.addSecondReport();
  temporary = join(project.root, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Processes that were started with our temporary folder: the browser and all its parts. Linux tells. */
function browsers(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(temporary));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const faults: readonly (readonly [where: string, break_: () => void, code: string])[] = [
  [
    'the data',
    () => project.edit('data/visits.csv', (csv) => csv.replace('2023,total,5220', '2023,total,5221')),
    'data/total',
  ],
  [
    'a template',
    () => project.edit('templates/annual-report.md', (text) => `${text}\n[](#nowhere)\n`),
    'document/dead-reference',
  ],
  [
    'the second report, while the first is printed',
    () => project.edit('templates/second.md', (text) => `${text}\n[](#nowhere)\n`),
    'document/dead-reference',
  ],
];

// The one before any text is read in every run, the others by `npm run test:deep`.
const tried = faults.filter(([where]) => process.env.DEEP || where === 'the data');

test.each(tried)('a fault in %s leaves no browser that started early', async (_, breakIt, code) => {
  breakIt();
  const { diagnostics, outputs } = await project.build({ formats: [] });
  // What the browser had to say is beside the point, and it would depend on how far it got.
  expect(diagnostics.map((each) => each.code)).toEqual([code]);
  expect(outputs).toEqual([]);
  expect(browsers()).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});

test.runIf(process.env.DEEP)('a failure of the tool itself leaves none either', async () => {
  project.write('output/manifest.json', '{"name": "Not ours"}');
  await expect(project.build({ formats: [] })).rejects.toMatchObject({
    diagnostic: { code: 'host/foreign-file' },
  });
  expect(browsers()).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});
