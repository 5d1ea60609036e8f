/** The shadow report of the flagship project: its comparisons, its quotations, and what is true of its illustration. Part of `flagship.test.ts`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Nodes } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { describe, expect, test } from 'vitest';
import type { Content } from '../src/content/compose.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import { toNumber } from '../src/model/exact.js';
import { type CellKey, isExact, type Operand } from '../src/model/quantity.js';
import type { DataTableNode } from '../src/model/tree/nodes.js';
import { plainText } from '../src/report/tree.js';
import { repository } from './house/repository.js';
import { textOf } from './support/flagship-texts.js';
import { ledgerOf } from './support/ledger-of.js';
import { statedTable } from './support/stated-table.js';

const content = (): Content => textOf('shadow-report').content;

const rowsOf = (dataset: string): Record<string, string>[] =>
  parse(readFileSync(join(repository, `data/${dataset}.csv`)), { columns: true });

/** A cell read again from its file by other code. */
function cell({ dataset, field, keys }: CellKey): number {
  const found = rowsOf(dataset).filter((row) =>
    Object.entries(keys).every(([name, value]) => row[name] === value),
  );
  expect(found).toHaveLength(1);
  return Number((found[0]?.[field] ?? '').replace(/^\[blank\]$/, '0'));
}

const table = (id: string): ReturnType<typeof statedTable> => {
  const found: DataTableNode[] = [];
  visitParents(
    content().body,
    (node) => void (node.type === 'dataTable' && node.id === id && found.push(node)),
  );
  const [only] = found;
  if (only === undefined) throw new Error(`no table ${id}`);
  return statedTable(only);
};

const grid = (id: string): string[] =>
  table(id).rows.map((row) =>
    [row.label, ...row.cells.map((each) => (each.kind === 'value' ? each.entry.text : each.text))].join(' '),
  );

function nodesOf<T extends Nodes['type']>(type: T): Extract<Nodes, { type: T }>[] {
  const found: Nodes[] = [];
  visitParents(content().body, (node) => void (node.type === type && found.push(node)));
  return found as Extract<Nodes, { type: T }>[];
}

test('it has no fault', () => {
  expect(textOf('shadow-report').diagnostics.map(formatDiagnostic)).toEqual([]);
});

describe('numbers', () => {
  test('agree with the cells that they name', () => {
    const calculate: Record<string, (cells: number[]) => number> = {
      value: ([a = Number.NaN]) => a,
      fact: ([a = Number.NaN]) => a,
      share: ([a = Number.NaN, b = Number.NaN]) => (a / b) * 100,
      change: ([a = Number.NaN, b = Number.NaN]) => Math.abs(a - b),
      difference: ([a = Number.NaN, b = Number.NaN]) => a - b,
      sum: (cells) => cells.reduce((total, each) => total + each, 0),
    };
    const again = ({ operation, operands, cells }: Omit<Operand, 'value'>): number =>
      calculate[operation]?.(operands?.map(again) ?? cells.map(cell)) ?? Number.NaN;
    // What the plan comes to is worked out again in `flagship.test.ts`.
    const numbers = ledgerOf(content()).filter(
      ({ quantity }) => isExact(quantity.value) && !quantity.dataset.startsWith('plan-'),
    );
    expect(numbers.length).toBeGreaterThan(100);
    for (const { text, quantity } of numbers) {
      if (!isExact(quantity.value)) continue;
      expect(toNumber(quantity.value), `${text} at line ${quantity.at.line}`).toBeCloseTo(again(quantity), 9);
    }
  });

  test('are illustrative exactly where they rest on the coalition or on the plan', () => {
    const madeUp = /^(?:coalition-.*|actions|indicators|indicator-values)$/;
    for (const { text, quantity } of ledgerOf(content())) {
      const own = quantity.cells.some(({ dataset }) => madeUp.test(dataset));
      if (isExact(quantity.value)) expect(quantity.illustrative, text).toBe(own);
    }
    expect(content().meta.illustrative).toBe(true);
  });

  test('of the two sides stand as worked out by hand', () => {
    expect(grid('tbl-presumed')).toEqual([
      '2010 39 61',
      '2011 39 68',
      '2012 54 83',
      '2013 52 87',
      '2014 42 79',
    ]);
    expect(grid('tbl-identified')).toEqual([
      '2010 39 31',
      '2011 39 33',
      '2012 54 41',
      '2013 52 40',
      '2014 42 34',
    ]);
    expect(grid('tbl-assisted')).toEqual([
      '2010 [x] 52',
      '2011 [x] 57',
      '2012 43 70',
      '2013 52 74',
      '2014 [x] 69',
    ]);
    expect(grid('tbl-trials')).toEqual([
      'Convicted of trafficking 14 16 10',
      'Convicted of a lesser offence 9 11 9',
      'Acquitted 5 6 6',
      'No judgment yet 8 12 14',
      'Total 36 45 39',
    ]);
    expect(grid('tbl-ages')[0]).toBe('Under 14 [x] 23');
  });
});

test('it says at the first sight that the coalition is an illustration', () => {
  expect(content().meta.publisher).toContain('(illustrative)');
  expect(content().meta.subtitle).toContain('the coalition does not exist');
  // What is real has rows of its own; what is made up stands beside the words that say so.
  const [cards, summary, note] = nodesOf('container');
  expect([cards?.name, summary?.name, note?.name]).toEqual(['cards', 'summary', 'note']);
  const children = [cards, summary].filter((box) => box !== undefined);
  const real = ledgerOf({ ...content(), body: { type: 'root', children } });
  expect(real.length).toBeGreaterThan(8);
  expect(real.filter(({ quantity }) => quantity.illustrative)).toEqual([]);
  expect(plainText(note?.children ?? [])).toContain(
    'The coalition and everything that it counted are illustrative',
  );
});

// Typed from the source a second time.
test('three statements are quoted word for word', () => {
  const quotations = nodesOf('blockquote').map(({ children }) => plainText(children.slice(0, 1)));
  expect(quotations).toEqual([
    '\u2018\u2026 only 95, the number of internal trafficking victims \u2026 However, this number has a increasing trend \u2026\u2019',
  ]);
  const claims = nodesOf('testedQuotation');
  expect(claims.map(({ verdict }) => verdict)).toEqual(['false', 'false']);
  expect(claims.map(({ children: [said] }) => plainText(said.children))).toEqual([
    '\u2018As statistics show, the trend of trafficking of Kosovo victims has increased from year to year\u2019',
    '\u2018\u2026 the age of the victims, mainly between the ages of 14 and 18 \u2026\u2019',
  ]);
});

test('every recommendation stands once in the list, in the order of its code, with its addressee, its time and its basis, and the first of them among the key points too', () => {
  const lists = nodesOf('listItem').map(({ children }) => plainText(children));
  const rows = nodesOf('tableRow').map(({ children }) => children.map((each) => plainText([each])));
  const by: Record<string, string> = {
    'at-once': 'at once',
    'one-year': 'within a year',
    'two-years': 'within two years',
  };
  const all = rowsOf('coalition-recommendations');
  const first = all.filter(({ rank }) => rank === 'first');
  expect(first.map(({ code }) => code)).toEqual(['A3', 'B1', 'D1', 'E1']);
  expect(lists.filter((item) => /^[A-G]\d\. /.test(item))).toEqual(
    first.map(({ code, recommendation, addressee }) => `${code}. ${recommendation} ${addressee}`),
  );
  const listed = rows.filter(([code = '']) => /^[A-G]\d$/.test(code));
  expect(
    listed.map(([code, asked = '', who, basis]) => [code, asked.split('. ').at(-1), who, basis]),
  ).toEqual(
    all.map(({ code, recommendation = '', addressee, due = '', basis }) => [
      code,
      recommendation.split('. ').at(-1),
      `${addressee}, ${by[due]}`,
      basis,
    ]),
  );
});

describe('the data', () => {
  const number = (dataset: string, keys: Record<string, string>, field = 'persons'): number =>
    cell({ dataset, field, keys, origin: { file: '', line: 0 } });
  const years = ['2010', '2011', '2012', '2013', '2014'];

  test('bear out what the text says in words', () => {
    const own = (year: string, status: string): number => number('coalition-victims', { year, status });
    for (const year of years) {
      const state = number('victims-by-nationality', { year, nationality: 'total' }, 'victims');
      expect(own(year, 'presumed')).toBeGreaterThan(state);
      expect(own(year, 'identified')).toBeLessThan(state);
      expect(own(year, 'assisted')).toBeGreaterThan(own(year, 'identified'));
    }
    expect(own('2014', 'identified') / own('2014', 'presumed')).toBeLessThan(0.5);
  });

  test('of the coalition do not contradict themselves', () => {
    for (const status of ['presumed', 'identified', 'assisted']) {
      const sum = years.reduce((total, year) => total + number('coalition-victims', { year, status }), 0);
      // Once each in the total, so that it cannot be larger than the years added up.
      expect(number('coalition-victims', { year: 'total', status })).toBeLessThanOrEqual(sum);
    }
    expect(number('coalition-ages', { age: 'total' })).toBe(
      number('coalition-victims', { year: 'total', status: 'presumed' }),
    );
    for (const { year = '', persons } of rowsOf('coalition-assistance')) {
      expect(Number(persons)).toBeLessThanOrEqual(number('coalition-victims', { year, status: 'assisted' }));
    }
    const steps = rowsOf('coalition-compensation').map(({ persons }) => Number(persons));
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
  });
});
