/**
 * What descriptions say of dumbbells, waterfalls, pyramids and centred bars is worked out again from the rows, by a reader that shares
 * no code with the writer.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { runs } from '../support/runs.js';
import { tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const bands = ['young', 'middle', 'old'] as const;
const groups = ['men', 'women'] as const;
type Cells = readonly (readonly (number | null)[])[];

/** Two groups by three bands, some of them without a number. */
const cells = fc.array(
  fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), { minLength: 2, maxLength: 2 }),
  { minLength: 3, maxLength: 3 },
);

const datasetOf = (all: Cells): PublishedDataset =>
  sketchDataset(
    'people',
    [
      { name: 'age', categories: Object.fromEntries(bands.map((name) => [name, name])) },
      { name: 'sex', categories: Object.fromEntries(groups.map((name) => [name, name])) },
      { name: 'persons', role: 'measure', type: 'integer', unit: 'persons' },
    ],
    all.flatMap((row, at) => row.map((value, side) => [bands[at] ?? '', groups[side] ?? '', value])),
  );

const side = (name: string, isLeft: boolean): string =>
  `{transform: [{filter: {field: sex, equal: ${name}}}, {filter: {field: persons, valid: true}}], mark: bar, encoding: {y: {field: age}, x: {field: persons, scale: {domainMax: 10, nice: false${isLeft ? ', reverse: true' : ''}}}, color: {field: sex}}}`;
const pyramid = `allow: {long-axis: small numbers}\nform: pyramid\nhconcat:\n  - ${side('men', true)}\n  - ${side('women', false)}`;

const dumbbell = `
form: dumbbell
encoding: {y: {field: age}, x: {field: persons}}
layer:
  - {mark: line, encoding: {detail: {field: age}, order: {field: sex, type: ordinal}}}
  - {mark: point, encoding: {color: {field: sex}}}`;

const numbers = (text: string): readonly number[] =>
  (text.match(/[+\u2212-]?\d+/g) ?? []).map((each) => Number(each.replace('\u2212', '-')));

test('of a pyramid: where each side is longest and shortest, and which bands have more of the one', async () => {
  await fc.assert(
    fc.asyncProperty(cells, async (all) => {
      const known = groups.map((_, at) => all.flatMap((row) => row[at] ?? []));
      if (known.some(({ length }) => length === 0) || Math.max(...known.flat()) < 3) return;
      const { chart, problems } = await tryDraw(pyramid.replace(/^allow.*\n/, ''), datasetOf(all));
      expect(problems).toEqual([]);
      const said = chart?.description ?? '';
      groups.forEach((group, at) => {
        const own = all.map((row) => row[at]);
        const [high, low] = [Math.max(...(known[at] ?? [])), Math.min(...(known[at] ?? []))];
        const namesOf = (value: number): string => listed(bands.filter((_, index) => own[index] === value));
        // A band that neither side has is not in the chart.
        const gaps = own.some((value, index) => value === null && typeof all[index]?.[1 - at] === 'number')
          ? ', of those with a figure'
          : '';
        expect(said).toContain(
          high === low
            ? `${group}: the number of persons was ${high} `
            : `${group}: the number of persons was highest for ${namesOf(high)} (${high}) and lowest for ${namesOf(low)} (${low})${gaps}.`,
        );
      });
      for (const [more, fewer, way] of [
        ['men', 'women', 1],
        ['women', 'men', -1],
      ] as const) {
        const own = bands.filter((_, at) => {
          const [one, two] = all[at] ?? [];
          return typeof one === 'number' && typeof two === 'number' && (one - two) * way > 0;
        });
        const sentence = new RegExp(`More ${more} than ${fewer}: ([^.]*)\\.`).exec(said)?.[1];
        expect(sentence).toBe(own.length === 0 ? undefined : own.length === 3 ? 'young to old' : listed(own));
      }
    }),
    { numRuns: runs(3, 40).numRuns, seed: 20170101 },
  );
});

test('of a dumbbell: both numbers, and how far the second is from the first where both are known', async () => {
  await fc.assert(
    fc.asyncProperty(cells, async (all) => {
      if (all.every((row) => row.every((value) => value === null))) return;
      const { chart, problems } = await tryDraw(dumbbell, datasetOf(all));
      expect(problems).toEqual([]);
      for (const sentence of (chart?.description ?? '').split('.').filter((each) => each.trim() !== '')) {
        const at = bands.findIndex((name) => sentence.trim().startsWith(`${name}:`));
        const [one, two] = all[at] ?? [];
        const [told, change] = sentence.split('; from the first to the second ');
        expect(numbers(told ?? '')).toEqual([one, two].filter((value) => typeof value === 'number'));
        const isKnown = typeof one === 'number' && typeof two === 'number';
        expect(change === undefined ? undefined : numbers(change)).toEqual(isKnown ? [two - one] : undefined);
      }
    }),
    { numRuns: runs(3, 40).numRuns, seed: 20170102 },
  );
});

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

test('what was written by hand is told by its marks, whatever it looks like', async () => {
  const all = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const { chart } = await tryDraw(dumbbell.replace('form: dumbbell\n', ''), datasetOf(all));
  expect(chart?.alternative).toMatch(/^Line chart/);
  const { problems } = await tryDraw(
    pyramid.replace(/^allow.*\n/, '').replace('form: pyramid\n', ''),
    datasetOf(all),
  );
  expect(problems.join('\n')).toContain('`reverse` draws the `x` axis backwards');
});
