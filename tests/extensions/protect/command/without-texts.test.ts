/** What protects small counts are the data and their policy: nobody waits for a text, a translation, a logo or an edition before. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { printingOn } from '../../../../src/cli/printing.js';
import { protectProject } from '../../../../src/extensions/protect/command/protect.js';
import { runProtect } from '../../../../src/extensions/protect/command/run-protect.js';

const files = {
  'tallybook.yaml': `title: Shelter
publisher: Shelter
edition: 2024
languages: [en, sq, sr-Cyrl]
bibliography: literature.bib
previous: editions/2023/published.json
theme: {logo: {file: logo.svg, alt: Logo}}
quotations: [{speakers: [Law], text: texts/law.txt}]
reports:
  clients: {template: templates/clients.md}
  towns: {template: templates/towns.md, matrix: {over: {town: {dataset: clients}}}}
`,
  'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: {en: Clients, sq: Klientët}
    about: persons
    protect: {threshold: 5}
    schema:
      primaryKey: [town]
      fields:
        - {name: town, categories: [north, south, east, total], total: total}
        - {name: persons, type: integer, unit: persons}
`,
  'data/clients.csv': 'town,persons\nnorth,27\nsouth,11\neast,2\ntotal,40\n',
  'translations/sq.yaml': 'of another time: [',
};

function written(towns = files['data/clients.csv'], more = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'tallybook-protect-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...files, 'data/clients.csv': towns, ...more })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('counts are protected without templates, translations and texts', async () => {
  const root = written();
  const { diagnostics, report } = await protectProject({ root, seconds: 5, isDry: false });
  expect(diagnostics).toEqual([]);
  expect(report?.datasets[0]?.hidden).toHaveLength(2);
  expect(existsSync(join(root, 'protection.lock.yaml'))).toBe(true);
});

const oneTown = {
  'data/datapackage.yaml': files['data/datapackage.yaml'].replace(
    'categories: [north, south, east, total], total: total',
    'categories: [north]',
  ),
};

test.each([
  [
    'one of each kind',
    files['data/clients.csv'],
    'counts hidden: 2 of 4, 1 small and 1 to protect small ones',
    '2 of 4',
  ],
  [
    'several small ones',
    'town,persons\nnorth,1\nsouth,2\neast,9\n',
    'counts hidden: 2 of 3, 2 small and 0 to protect small ones',
    '2 of 3',
  ],
  [
    'none of one',
    'town,persons\nnorth,27\n',
    'counts hidden: 0 of 1, 0 small and 0 to protect small ones',
    '0 of 1',
  ],
])('the report counts what is hidden in words that fit the number: %s', async (_, towns, said, now) => {
  const lines: string[] = [];
  const take = (text: string): number => lines.push(...text.split('\n'));
  const asked = {
    command: 'protect',
    project: '.',
    seconds: 5,
    isDry: true,
    imports: [],
    exportTo: undefined,
  } as const;
  await runProtect(
    { ...asked, json: false, debug: false, quiet: false },
    printingOn({
      cwd: written(towns, towns.includes('south') ? {} : oneTown),
      env: {},
      out: take,
      err: take,
      now: () => 0,
    }),
  );
  expect(lines).toContain(`clients (threshold 5, range, zeros shown): ${said}`);
  expect(lines.find((line) => line.startsWith('  as it is'))?.replace(/\s+/g, ' ')).toBe(` as it is ${now}`);
});
