/** What protects small counts are the data and their policy: nobody waits for a text, a translation, a logo or an edition before. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { protectProject } from '../../../../src/extensions/protect/command/protect.js';

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

test('counts are protected without templates, translations and texts', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tallybook-protect-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { diagnostics, report } = await protectProject({ root, seconds: 5, isDry: false });
  expect(diagnostics).toEqual([]);
  expect(report?.datasets[0]?.hidden).toHaveLength(2);
  expect(existsSync(join(root, 'protection.lock.yaml'))).toBe(true);
});
