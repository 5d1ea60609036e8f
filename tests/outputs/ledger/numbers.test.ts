import { describe, expect, test } from 'vitest';
import { type Exact, exact } from '../../../src/model/exact.js';
import { renderNumbers } from '../../../src/outputs/ledger/numbers.js';
import type { PrintedNumeral } from '../../../src/outputs/ledger/numeral.js';
import { numbersJsonSchema, numbersSchema } from '../../../src/outputs/ledger/schema.js';
import { entryOf } from './entries.js';

function numeral(more: Partial<PrintedNumeral> = {}): PrintedNumeral {
  return { text: '', class: 'ledger', place: 'text', anchor: undefined, section: undefined, ...more };
}

const read = (numerals: readonly PrintedNumeral[]) =>
  numbersSchema.parse(
    JSON.parse(
      new TextDecoder().decode(renderNumbers({ report: 'annual', language: 'en', numerals, claims: [] })),
    ),
  );

function published(value: Exact | Parameters<typeof entryOf>[1]) {
  return read([numeral({ entry: { ...entryOf('', value), id: 'sec-a:abcdefgh' } })]).numbers[0];
}

describe('a printed quantity', () => {
  test('a number that a double holds stands alone', () => {
    expect(published(exact(125, 1000))).toMatchObject({ value: 0.125 });
    expect(published(exact(125, 1000))).not.toHaveProperty('exact');
    expect(published(exact(0))).not.toHaveProperty('exact');
  });

  test('a number that JSON readers would round keeps its fraction beside it', () => {
    expect(published(exact(1, 3))).toMatchObject({ exact: '1/3' });
    expect(published(exact(9007199254740993n))).toMatchObject({ exact: '9007199254740993' });
  });

  test('a missing value is no number and has no line', () => {
    expect(published({ kind: 'missing', code: '', symbol: '[x]', meaning: 'not available' })).toBeUndefined();
  });

  test('a cell is named by its categories, not by the line that it happens to stand on', () => {
    expect(published(exact(5))).toMatchObject({
      keys: [{ dataset: 'cases', field: 'cases', keys: { year: '2014' } }],
    });
    expect(JSON.stringify(published(exact(5)))).not.toContain('cases.csv');
  });
});

test('numerals of every class stand in one list in reading order, with their section', () => {
  const section = { id: 'sec-a', title: '1 Cases' };
  const file = read([
    numeral({ text: '1', class: 'enumerator', place: 'heading', anchor: 'sec-a', section }),
    numeral({ text: '2014', class: 'date', section }),
    numeral({ text: '12', class: 'enumerator', place: 'page-number', only: 'pdf' }),
  ]);
  expect(file.version).toBe(1);
  expect(file.sections).toEqual([section]);
  expect(file.numbers).toEqual([
    { class: 'enumerator', text: '1', place: 'heading', section: 'sec-a', anchor: 'sec-a' },
    { class: 'date', text: '2014', place: 'text', section: 'sec-a' },
    { class: 'enumerator', text: '12', place: 'page-number', only: 'pdf' },
  ]);
});

test('each line of the file is one entry, so that two builds can be compared', () => {
  const bytes = renderNumbers({
    report: 'annual',
    language: 'en',
    numerals: [numeral({ text: '2014', class: 'date' }), numeral({ text: '2015', class: 'date' })],
    claims: [],
  });
  const lines = new TextDecoder().decode(bytes).split('\n');
  expect(lines.filter((line) => line.includes('"date"'))).toEqual([
    '{"class":"date","text":"2014","place":"text"},',
    '{"class":"date","text":"2015","place":"text"}',
  ]);
});

test('the schema is one for other programs too', () => {
  expect(numbersJsonSchema()).toMatchObject({ properties: { version: { const: 1 } } });
});
