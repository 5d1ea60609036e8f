import { expect, test } from 'vitest';
import { answersOf } from '../../../src/extensions/trace/answer.js';
import { findNumbers } from '../../../src/extensions/trace/query.js';
import { describeAnswer } from '../../../src/extensions/trace/run-trace.js';
import type { LookUp, TracedNumber } from '../../../src/extensions/trace/traced.js';
import { exact } from '../../../src/model/exact.js';
import type { CellKey, Quantity } from '../../../src/model/quantity.js';
import { entryOf } from '../../outputs/ledger/entries.js';

const cell = (year: string, line: number): CellKey => ({
  dataset: 'cases',
  field: 'cases',
  keys: { year },
  origin: { file: 'data/cases.csv', line },
});
const [part, rest, whole] = [cell('2013', 2), cell('2014', 3), cell('total', 4)];
const values: Readonly<Record<string, bigint>> = { 2013: 30n, 2014: 19n, total: 300n };
const lookUp: LookUp = ({ keys: { year = '' } }) => ({
  value: exact(values[year] ?? 0n),
  title: 'Cases',
  keys: [`Year: ${year}`],
});

const traced = (text: string, more: Partial<Quantity>, line = 1): TracedNumber => {
  const at = { file: 'templates/a.md', line, column: 5 };
  const section = { id: 'sec-a', title: '1 Cases' };
  const entry = entryOf(text, exact(49, 3), { at, ...more });
  return { text, class: 'ledger', place: 'text', anchor: 'sec-a', section, entry, at, pages: [4, 4] };
};

const sum = { value: exact(49), operation: 'sum', cells: [part, rest] } as const;
const share = traced('16.3%', {
  operation: 'share',
  unit: '%',
  cells: [part, rest, whole],
  operands: [sum, { value: exact(300), operation: 'value', cells: [whole] }],
});
const again = { ...share, place: 'caption' };
const other = traced('30', { operation: 'value', value: exact(30), cells: [part] }, 8);

test('a number answers with its places, cells, steps and where its cells are printed too', () => {
  const [answer, ...others] = answersOf([share, again], [share, again, other], lookUp);
  expect(others).toEqual([]);
  expect(answer?.value).toEqual({ fraction: '49/3', decimal: '16.333333333333…' });
  expect(answer?.places.map(({ place, page, at }) => [place, page, at])).toEqual([
    ['text', '4', 'templates/a.md:1:5'],
    ['caption', '4', 'templates/a.md:1:5'],
  ]);
  expect(answer?.cells.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([
    'data/cases.csv:2 30',
    'data/cases.csv:3 19',
    'data/cases.csv:4 300',
  ]);
  expect(answer?.steps).toEqual([
    { operation: 'sum', formula: '30 + 19', value: { fraction: '49', decimal: '49' } },
    {
      operation: 'share',
      formula: '49 ÷ 300 × 100',
      value: { fraction: '49/3', decimal: '16.333333333333…' },
    },
  ]);
  expect(answer?.elsewhere.map(({ text }) => text)).toEqual(['30']);
});

test('a number answers with what its rule read beside its cells', () => {
  const counted = traced('1', { operation: 'count', value: exact(1), cells: [{ ...part, beside: [whole] }] });
  const [answer] = answersOf([counted], [counted, other], lookUp);
  expect(answer?.cells.map(({ line }) => line)).toEqual([2, 4]);
  expect(findNumbers({ kind: 'position', file: 'data/cases.csv', line: 4 }, [counted, other])).toEqual([
    counted,
  ]);
});

test('as lines for a terminal', () => {
  const [answer] = answersOf([share], [share, other], lookUp);
  expect(answer === undefined ? [] : describeAnswer(answer)).toEqual([
    '“16.3%” = 49/3 = 16.333333333333… (%)',
    '  printed once',
    '    “16.3%” in the text, 1 Cases, #sec-a, page 4, templates/a.md:1:5, sec-a:kq3f72ab',
    '  from 3 cells',
    '    data/cases.csv:2  Cases: cases, Year: 2013 = 30',
    '    data/cases.csv:3  Cases: cases, Year: 2014 = 19',
    '    data/cases.csv:4  Cases: cases, Year: total = 300',
    '  by',
    '    sum: 30 + 19 = 49',
    '    share: 49 ÷ 300 × 100 = 49/3 = 16.333333333333…',
    '  the same cells are also printed as',
    '    “30” in the text, 1 Cases, #sec-a, page 4, templates/a.md:8:5, sec-a:kq3f72ab',
  ]);
});

test('different quantities with the same digits are different answers', () => {
  const same = traced('30', { operation: 'value', value: exact(30), cells: [rest] }, 9);
  expect(answersOf([other, same], [other, same], lookUp)).toHaveLength(2);
});

test('a change with its sign and its size are different answers, each with its own steps', () => {
  const change = { operation: 'change', cells: [rest, part] } as const;
  const [fall, size] = [
    traced('−11', { ...change, value: exact(-11), signed: true }),
    traced('11', { ...change, value: exact(11), signed: false }),
  ];
  expect(answersOf([fall, size], [fall, size], lookUp).map(({ steps }) => steps[0]?.formula)).toEqual([
    '19 − 30',
    '30 − 19',
  ]);
});

test('what a cell or a label holds prints no command, escape or line of its own', () => {
  const text = '4\n::error::x\u001b[2J';
  const lines = describeAnswer({
    text,
    places: [{ text, place: 'table', class: 'cell', section: text }],
    cells: [{ dataset: 'a', title: text, field: 'visits', keys: [text], file: 'data/a.csv', line: 2, text }],
    steps: [],
    elsewhere: [],
  });
  expect(lines.join('')).not.toMatch(/\p{Cc}/u);
});

const withEdition: LookUp = Object.assign((of: CellKey) => lookUp(of), {
  previous: { edition: 2014, file: 'data/editions/2014.json', datasets: [] },
});
const revision = traced('+2', {
  operation: 'revision',
  value: exact(2),
  cells: [part, { ...part, origin: { file: 'data/editions/2014.json', line: 1 } }],
  operands: [
    { value: exact(30), operation: 'value', cells: [part] },
    { value: exact(28), operation: 'earlier-edition', cells: [part] },
  ],
});

test('a number of the edition before answers with the cell as it was published, not as it is now', () => {
  const before = traced('28', { operation: 'earlier-edition', value: exact(28), cells: [part] });
  const [answer] = answersOf([before], [before, revision, other], withEdition);
  expect(answer === undefined ? [] : describeAnswer(answer).slice(3)).toEqual([
    '  from the cell',
    '    data/editions/2014.json:1  Cases (edition 2014): cases, Year: 2013 = 28',
    '  by',
    '    earlier-edition: 28',
    '  the same cells are also printed as',
    '    “+2” in the text, 1 Cases, #sec-a, page 4, templates/a.md:1:5, sec-a:kq3f72ab',
  ]);
});

test('a revision answers with both cells, as the edition before published it and as it is now', () => {
  const [answer] = answersOf([revision], [revision, other], withEdition);
  expect(answer === undefined ? [] : describeAnswer(answer).slice(3)).toEqual([
    '  from 2 cells',
    '    data/cases.csv:2  Cases: cases, Year: 2013 = 30',
    '    data/editions/2014.json:1  Cases (edition 2014): cases, Year: 2013 = 28',
    '  by',
    '    earlier-edition: 28',
    '    revision: 30 − 28 = 2',
    '  the same cells are also printed as',
    '    “30” in the text, 1 Cases, #sec-a, page 4, templates/a.md:8:5, sec-a:kq3f72ab',
  ]);
});

test('what is no quantity says what it is', () => {
  const numeral: TracedNumber = {
    text: '12',
    class: 'enumerator',
    place: 'page-number',
    anchor: undefined,
    section: undefined,
    only: 'pdf',
  };
  const [answer] = answersOf([numeral], [numeral], lookUp);
  expect(answer === undefined ? [] : describeAnswer(answer)).toEqual([
    '“12”',
    '  no quantity: a number of order: of a figure, section, paragraph, note or page',
    '  printed once',
    '    “12” in the foot of a page, class enumerator',
  ]);
});
