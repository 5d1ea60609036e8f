/** A report whose figure gives way to text is printed twice, of which one print is kept: every build must keep the same one. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '../../src/commands/verify/verify.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { buildAll } from '../support/project-copy.js';

const regions = Array.from({ length: 16 }, (_, index) => `Region ${String.fromCharCode(65 + index)}`);
const paragraph =
  'The register counts what happened in each region, as it was written down on the day by those who were there and sent at the end of the month. Nothing is added to it later, and what could not be read is left open. Whoever needs more can ask the office, which keeps the sheets for as long as the law asks for.';
const text = (count: number): string => Array.from({ length: count }, () => paragraph).join('\n\n');

const files: Readonly<Record<string, string>> = {
  'tallybook.yaml':
    'tallybook: 1\ntitle: A figure that gives way\npublisher: P\nedition: 2015\nreports:\n  report: {template: report.md, formats: [pdf]}\n',
  'report.md': `# Events {#sec-events}\n\n${text(8)}\n\n{{bars "events" id="fig-events" title="Events by region"}}\n\n${text(7)}\n`,
  'data/events.csv': `region,events\n${regions.map((region, index) => `${region},${90 + index}\n`).join('')}`,
  'data/datapackage.yaml': `name: d
resources:
  - name: events
    path: events.csv
    title: Events by region
    sources: [{title: Example}]
    schema:
      primaryKey: [region]
      fields:
        - {name: region, type: string, role: dimension}
        - {name: events, type: integer, role: measure, unit: events}
`,
};

async function built(): Promise<{ readonly root: string; readonly outputs: readonly [string, string][] }> {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  await buildAll(root);
  const output = join(root, 'output');
  return {
    root,
    outputs: listFiles(output).map((path) => [path, readFileSync(join(output, path), 'base64')]),
  };
}

test('two builds of a report with a figure that was moved give the same bytes, and verify knows the move', async () => {
  const [first, second] = [await built(), await built()];
  const read = (file: string): string => readFileSync(join(first.root, 'output/report/en', file), 'utf8');
  expect(JSON.parse(read('published.json')).moved).toEqual([{ id: 'fig-events', past: expect.any(Number) }]);
  expect(second.outputs).toEqual(first.outputs);
  const { diagnostics } = await verify({ root: join(first.root, 'output') });
  expect(diagnostics).toEqual([]);
});
