/** What stands under a figure of parts that do not come to their total. */
import { describe, expect, test } from 'vitest';
import { tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const rows = [
  ['2013', 'female', 30],
  ['2013', 'male', 22],
  ['2013', 'total', 55],
  ['2014', 'female', 31],
  ['2014', 'male', 20],
  ['2014', 'total', 51],
];

const victims = (measure: object = {}, remainder: object = { remainder: 'sex not known' }) =>
  sketchDataset(
    'victims',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'sex', title: 'Sex', total: 'total', ...remainder },
      { name: 'victims', role: 'measure', type: 'integer', unit: 'victims', ...measure },
    ],
    rows,
  );

const remarks = async (yaml: string, dataset = victims()): Promise<readonly string[] | undefined> => {
  const { chart, problems } = await tryDraw(yaml, dataset);
  expect(problems).toEqual([]);
  return chart?.remarks;
};

const included = 'Totals by “Sex” also include: sex not known.';
const left = 'Not in the parts by “Sex”: sex not known.';
const parts = 'x: {field: year}, y: {field: victims}';
const both = 'transform: [{filter: {field: sex, oneOf: [female, male, total]}}]\n';
const one = 'transform: [{filter: {field: year, equal: 2013}}]\n';

describe('the remainder of a total', () => {
  test.each([
    ['a stack', `mark: bar\nencoding: {${parts}, color: {field: sex}}\n`],
    [
      'a whole of 100',
      `mark: bar\nencoding: {x: {field: year}, y: {field: victims, stack: normalize}, color: {field: sex}}\n`,
    ],
    [
      'a sum',
      `transform: [{filter: {field: sex, oneOf: [female, male]}}]\nmark: bar\nencoding: {x: {field: year}, y: {aggregate: sum, field: victims}}\n`,
    ],
    [
      'shares of a sum',
      `transform:\n  - {filter: {field: year, equal: 2013}}\n  - {filter: {field: sex, oneOf: [female, male]}}\n  - {joinaggregate: [{op: sum, field: victims, as: whole}]}\n  - {calculate: 100 * datum.victims / datum.whole, as: share}\n` +
        'mark: bar\nencoding: {y: {field: sex}, x: {field: share, type: quantitative, title: Share}}\n',
    ],
  ])('is told under %s of the parts', async (_, yaml) => {
    expect(await remarks(yaml)).toContain(left);
    expect(await remarks(yaml, victims({}, {}))).not.toContain(left);
  });

  test('is told where the total stands beside its parts', async () => {
    const lines = `${both}mark: line\nencoding: {${parts}, color: {field: sex}}\n`;
    expect(await remarks(lines)).toEqual([included]);
  });

  test('is not told of parts that stand alone, nor of a total alone', async () => {
    expect(
      await remarks(`${one}mark: bar\nencoding: {y: {field: sex}, x: {field: victims}}\n`),
    ).not.toContain(left);
    expect(await remarks(`mark: bar\nencoding: {${parts}}\n`)).toEqual([]);
  });
});

test('why a measure does not add up stands under its parts and their total', async () => {
  const reason = 'A person may be counted in both.';
  const dataset = victims({ additive: false, reason }, {});
  const lines = `mark: line\nencoding: {${parts}, color: {field: sex}}\n`;
  expect(await remarks(both + lines, dataset)).toEqual([reason]);
  expect(await remarks(lines, dataset)).toEqual([]);
});
