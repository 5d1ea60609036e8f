/** A sheet with two rows of merged heads becomes a table and a chart, and every number names its cell. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { trace } from '../../src/extensions/trace/trace.js';
import { standardLimits } from '../../src/resource-limits.js';
import { readHere } from '../../src/session/workers/workbook-process.js';
import { buildInMemory, textOf } from '../commands/verify/sample-output.js';
import { repository } from '../house/repository.js';
import { exampleWorkbook } from '../support/example-workbook.js';
import { sharedSessions } from '../support/shared-session.js';

const root = join(repository, 'examples/workbook');
const file = join(root, 'data/deaths.xlsx');

test('the workbook of the example is what is made of its sheet', async () => {
  if (!existsSync(file) && !process.env.CI) writeFileSync(file, exampleWorkbook());
  const read = (bytes: Uint8Array) => readHere({ kind: 'xlsx', bytes, sheet: 'Table 3' }, standardLimits);
  expect(await read(new Uint8Array(readFileSync(file)))).toEqual(await read(exampleWorkbook()));
});

test('a number of the example answers with the cell of the sheet, and the cell with its numbers', async () => {
  const session = sharedSessions.open();
  const ask = (query: string) =>
    trace({ root, report: 'deaths', language: undefined, query, env: process.env, session });
  const { diagnostics, answers } = await ask('data/deaths.xlsx Table 3!F10');
  expect(diagnostics).toEqual([]);
  expect(answers.map(({ text, cells }) => [text, cells])).toEqual([
    [
      '17',
      [
        expect.objectContaining({
          file: 'data/deaths.xlsx',
          sheet: 'Table 3',
          line: 10,
          column: 6,
          text: '17',
        }),
      ],
    ],
  ]);
  const inRow = await ask('data/deaths.xlsx Table 3!6');
  expect(inRow.answers.length).toBeGreaterThan(1);
});

test('its two rows of merged heads become a table with two rows of heads, a chart and an accessible workbook', async () => {
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  const { output, diagnostics } = await buildInMemory({
    'tallybook.yaml': text('tallybook.yaml').replace('[html, pdf, docx]', '[html]'),
    'data/datapackage.yaml': text('data/datapackage.yaml'),
    'data/deaths.xlsx': new Uint8Array(readFileSync(file)),
    'templates/deaths.md': text('templates/deaths.md'),
  });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  const page = textOf(output, 'deaths/en/deaths.html');
  expect(page).toContain('<th scope="colgroup" colspan="2" class="group starts"><span>2020</span></th>');
  expect(page).toContain('<th scope="rowgroup" colspan="5"><span>North</span></th>');
  expect(page).toContain('id="fig-deaths"');
  const { sheets } = await readXlsx(output['deaths/en/deaths-data.xlsx'] ?? new Uint8Array());
  expect(sheets.map(({ name }) => name)).toEqual(['Cover', 'Notes', 'Codes', 'Table 1']);
});
