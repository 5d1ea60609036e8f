/** A sheet with two rows of merged heads becomes a table and a chart, and every number names its cell. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trace } from '../../src/commands/trace/trace.js';
import { standardLimits } from '../../src/resource-limits.js';
import { readHere } from '../../src/session/workbook-process.js';
import { repository } from '../house/repository.js';
import { exampleWorkbook } from '../support/example-workbook.js';

const root = join(repository, 'examples/workbook');
const file = join(root, 'data/deaths.xlsx');

test('the workbook of the example is what is made of its sheet', async () => {
  if (!existsSync(file) && !process.env.CI) writeFileSync(file, exampleWorkbook());
  const read = (bytes: Uint8Array) => readHere({ kind: 'xlsx', bytes, sheet: 'Table 3' }, standardLimits);
  expect(await read(new Uint8Array(readFileSync(file)))).toEqual(await read(exampleWorkbook()));
});

test('a number of the example answers with the cell of the sheet, and the cell with its numbers', async () => {
  const ask = (query: string) =>
    trace({ root, report: 'deaths', language: undefined, query, env: process.env });
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
