import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { next, undoNext } from '../../../src/extensions/next/next.js';
import { sha256 } from '../../../src/sha256.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

const root = temporaryFolder(afterAll);
const template = 'templates/annual-report.md';
const published = 'output/annual-report/en/published.json';

const text = `---
title: "Visits: annual report 2024"
---

# Visits {#sec-visits}

In 2024 the library opened on Sundays. There were {{value "visits" year=2024}} visits, after
{{value "visits" year=2023}} in 2023 and {{value "visits" year=2021}} in 2021.
{{#claim "increasing" "visits" from=2022 to=2024}}Visits increased each year{{/claim}}.

{{table "visits" rows="reader" columns="year" from=2021 to=2024 caption="Visits from 2021 to 2024" id="tbl-visits"}}
`;

const put = (path: string, words: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), words);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What a build of the edition would leave, as far as the move asks for it. */
function publish(edition: number, more: object = {}): void {
  const snapshot = {
    ...{ format: 'tallybook-published', version: 1, tool: '0', inputs: '0'.repeat(64) },
    ...{
      report: 'annual-report',
      language: 'en',
      title: 'Visits',
      edition,
      draft: false,
      datasets: [],
      numbers: [],
    },
    ...{ claims: [], parts: [], revisions: [], revisedTexts: [], markup: [], files: [] },
    ...more,
  };
  const words = JSON.stringify(snapshot);
  put(published, words);
  const output = {
    path: 'annual-report/en/published.json',
    sha256: sha256(words),
    bytes: words.length,
    ...{ report: 'annual-report', language: 'en', format: 'json' },
  };
  const manifest = {
    version: 1,
    tool: { name: 'tallybook', version: '0' },
    edition,
    draft: false,
    inputs: [],
  };
  put('output/manifest.json', JSON.stringify({ ...manifest, outputs: [output] }));
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'src/project/starter', part), join(root, part), { recursive: true });
  put(template, text);
  publish(2024);
});

const run = async (write = false) => {
  const { diagnostics, ...result } = await next({ root, report: undefined, write, env: {} });
  return { ...result, said: diagnostics.map(formatDiagnostic) };
};

test('shows what moves as a diff, lists the years that somebody typed, and changes nothing', async () => {
  const { diff, said, written } = await run();
  expect(diff).toContain('-edition: 2024\n+edition: 2025\n+previous: data/editions/2024.json\n');
  expect(diff).toContain('+title: "Visits: annual report {edition}"');
  expect(diff).toContain('{{value "visits" year="edition"}} visits, after');
  // The year before follows; the beginning of the series, and what is said of it, does not.
  expect(diff).toContain(
    '+{{value "visits" year="edition-1"}} in 2023 and {{value "visits" year=2021}} in 2021.',
  );
  expect(diff).toContain('from="edition-2" to="edition"');
  expect(diff).toContain('from=2021 to="edition" caption="Visits from 2021 to {edition}"');
  expect(said).toEqual([
    expect.stringContaining(`${template}:7:4 warning next/year: “In 2024 the library opened on Sundays.`),
    expect.stringContaining(`${template}:8:33 warning next/year`),
  ]);
  expect(written).toEqual([]);
  expect(read(template)).toBe(text);
});

test('the year that a file without years is of moves too', async () => {
  put(
    'data/datapackage.yaml',
    read('data/datapackage.yaml').replace('    illustrative', '    period: 2024/2024\n    illustrative'),
  );
  expect((await run()).diff).toContain('-    period: 2024/2024\n+    period: 2025/2025');
});

test('moves, says once more what is still old, and is undone', async () => {
  const { written } = await run(true);
  expect(written).toEqual(['data/editions/2024.json', 'tallybook.yaml', template]);
  expect(read('data/editions/2024.json')).toBe(read(published));
  // Next year's data come in, and one claim no longer holds.
  const data = read('data/visits.csv');
  put('data/visits.csv', `${data.trimEnd()}\n2025,children,100\n2025,adults,200\n2025,total,300\n`);
  const again = await run();
  expect(again).toMatchObject({ diff: '', edition: 2024 });
  expect(again.said).toEqual([
    expect.stringContaining(`${template}:7:4 warning next/year`),
    expect.stringContaining(`${template}:8:40 warning next/year`),
    expect.stringContaining(`${template}:9:1 warning claim/false`),
  ]);
  expect((await undoNext(root)).diagnostics).toEqual([]);
  expect(read(template)).toBe(text);
  expect(read('tallybook.yaml')).toContain('edition: 2024\n#');
  expect((await undoNext(root)).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('next/undo: There is nothing to undo here'),
  ]);
});

test('a project file that is one mapping in braces is told', async () => {
  put(
    'tallybook.yaml',
    `{${read('tallybook.yaml').replaceAll(/#.*$/gm, '').trim().replace('reports:\n  ', 'reports: {').split('\n').filter(Boolean).join(', ')}}}`,
  );
  expect((await run(true)).said).toEqual([expect.stringContaining('error next/settings: ')]);
});

test('a file that was changed since is not put back', async () => {
  await run(true);
  put(template, `${read(template)}\nMore.\n`);
  expect((await undoNext(root)).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining(`${template}:1:1 error next/undo: `),
  ]);
  expect(read('tallybook.yaml')).toContain('edition: 2025');
});

test.each([
  ['nothing was built', () => rmSync(join(root, 'output'), { recursive: true }), 'There is no `output/'],
  ['another edition was built', () => publish(2023), 'is of edition 2023, and the project of 2024'],
  ['a draft was built', () => publish(2024, { draft: true }), 'is a draft'],
  [
    'it was changed since',
    () => put(published, `${read(published)} `),
    'is not the file that the last build wrote',
  ],
  [
    'it is of another version',
    () => put(published, read(published).replace('"version":1', '"version":2')),
    'cannot be read',
  ],
  [
    'another is kept',
    () => put('data/editions/2024.json', '{}'),
    '`data/editions/2024.json` is there already',
  ],
])('stops with a word where %s', async (_, change, words) => {
  change();
  const { said, written } = await run(true);
  expect(said).toEqual([expect.stringContaining('error next/kept: ')]);
  expect(said[0]).toContain(words);
  expect(written).toEqual([]);
  expect(read(template)).toBe(text);
  expect(existsSync(join(root, '.tallybook/next.json'))).toBe(false);
});
