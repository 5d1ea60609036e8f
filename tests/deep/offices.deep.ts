/** Every published file of `examples/offices` becomes two pages on paper, without a complaint, and its output verifies. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFinishedPdf } from '../../src/outputs/pdf/read-finished.js';
import { temporaryFolder } from '../host/temporary-folder.js';

const folder = temporaryFolder(afterAll);
const names = readdirSync('examples/offices').filter((name) => !name.includes('.'));

const run = (...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
};

test('a page that goes on within a group begins with its head, and the finished PDF verifies', async () => {
  const project = join(folder, 'long');
  for (const part of ['data', 'templates']) mkdirSync(join(project, part), { recursive: true });
  const regions = ['North', 'East', 'South', 'West', 'Centre', 'Islands'];
  const rows = regions.flatMap((region, at) =>
    Array.from({ length: 40 + (at % 2) }, (_, index) => `${region},District ${at}-${index},${100 + index}`),
  );
  const files = {
    'tallybook.yaml':
      'tallybook: 1\ntitle: Long\npublisher: Office\nedition: 2024\nreports:\n  long: {template: templates/long.md}\n',
    'data/datapackage.yaml': `name: long
resources:
  - name: long
    path: long.csv
    schema:
      primaryKey: [region, district]
      fields:
        - {name: region}
        - {name: district}
        - {name: cases, type: integer, unit: cases}
`,
    'data/long.csv': `region,district,cases\n${rows.join('\n')}\n`,
    'templates/long.md':
      '# Long {#sec-long}\n\n{{table "long" rows="region|district" caption="Cases by district" id="tbl-long"}}\n',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  expect(run('build', project)).toContain('8 pages');
  expect(run('verify', join(project, 'output'))).toContain('No problems');
  const pdf = await readFinishedPdf(readFileSync(join(project, 'output/long/en/long.pdf')));
  const aside = pdf?.words.aside.map(({ text }) => text).join(' ') ?? '';
  for (const region of regions) expect(aside).toContain(`${region} (continued)`);
});

test.each(names)('%s', (name) => {
  const project = join(folder, name);
  cpSync(join('examples/offices', name), project, {
    recursive: true,
    filter: (path) => !path.endsWith('output') && !path.endsWith('.tallybook'),
  });
  const said = run('build', project);
  expect(said).toContain('(');
  expect(said).toMatch(/built 5 files, 2 pages/);
  expect(said).not.toMatch(/(?:error|warning) (?!host\/sandbox)/);
  expect(run('verify', join(project, 'output'))).toContain('No problems');
});
