import { describe, expect, test } from 'vitest';
import { draw, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const pie =
  'transform: [{filter: "datum.year == 2011"}]\nmark: arc\nencoding: {theta: {field: cases}, color: {field: offence}}\n';

const parts = (values: readonly (number | null)[], unit = 'cases', additive = true) =>
  sketchDataset(
    'parts',
    [
      { name: 'kind', categories: { a: 'A', b: 'B', c: 'C' } },
      { name: 'number', role: 'measure', type: 'number', unit, ...(additive ? {} : { additive }) },
    ],
    values.map((value, index) => ['abc'.charAt(index), value]),
  );

const circle = 'mark: arc\nencoding: {theta: {field: number}, color: {field: kind}}\n';

describe('a circle in parts', () => {
  test('is told part by part, each with its share', async () => {
    const chart = await draw(pie);
    expect(chart.alternative).toBe(
      'Pie chart of the number of cases. Offence: Trafficking in persons and Slavery.',
    );
    expect(chart.description.replaceAll('\u00a0', ' ')).toBe(
      'One by one: Trafficking in persons: 40, 76.9% of the circle; Slavery: 12, 23.1% of the circle.',
    );
    const shares = chart.entries.filter(({ quantity }) => quantity.operation === 'share');
    expect(shares.map(({ text, quantity }) => [text, quantity.operands?.length])).toEqual([
      ['76.9%', 2],
      ['23.1%', 2],
    ]);
  });

  test('prints words beside the slices in the same order, largest first where that is asked for', async () => {
    const { description } = await draw(
      `layer: [{mark: {type: arc, innerRadius: 40}}, {mark: {type: text, radius: 60}, encoding: {text: {field: number}}}]\n` +
        'encoding: {theta: {field: number}, color: {field: kind, sort: {field: number, order: descending}}}\n',
      parts([10, 30, 20]),
    );
    expect(description.replaceAll('\u00a0', ' ')).toBe(
      'One by one: B: 30, 50.0% of the circle; C: 20, 33.3% of the circle; A: 10, 16.7% of the circle.',
    );
  });

  const refused: readonly (readonly [string, Parameters<typeof parts>, string, RegExp])[] = [
    [
      'numbers that do not add up',
      [[1, 2], 'cases', false],
      circle,
      /chart\/sum `number` is stacked, but cannot be added up/,
    ],
    ['rates', [[1, 2], 'cases per 1,000'], circle, /chart\/sum `number` is stacked, but cannot be added up/],
    ['a negative part', [[5, -2]], circle, /chart\/sum A stack of `\w+` has a negative part/],
    ['percentages of less than the whole', [[30, 40], '%'], circle, /in the circle add up to less than 100/],
    ['few things', [[1, 2, 1]], circle, /guard\/small-base `\w+` shows shares of 4/],
    [
      'slices that lie on one another',
      [[30, 40]],
      circle.replace('number}', 'number, stack: null}'),
      /chart\/hidden `stack: null` starts all slices of `arc`/,
    ],
    [
      'half of a circle',
      [[30, 40]],
      circle.replace('number}', 'number, scale: {domain: [0, 200]}}'),
      /chart\/scale With `domain` in the scale of `theta`/,
    ],
  ];
  test.each(refused)('is not made of %s', async (_, data, yaml, expected) => {
    const integers = parts(...data);
    const fields = integers.fields.map((field) =>
      field.name === 'number' && field.unit === 'cases' ? { ...field, type: 'integer' as const } : field,
    );
    const { problems } = await tryDraw(yaml, { ...integers, fields });
    expect(problems.join('\n')).toMatch(expected);
  });

  test('shows no number by the length of a wedge', async () => {
    const { problems } = await tryDraw(
      'mark: arc\nencoding: {theta: {field: kind}, radius: {field: number}, color: {field: kind}}\n',
      parts([30, 40]),
    );
    expect(problems.join('\n')).toContain('chart/polar `radius` shows numbers by the length of slices');
  });

  test('is not made of parts and their total', async () => {
    const { problems } = await tryDraw(
      "transform: [{filter: \"datum.year == 2011 && (datum.offence == 'total' || datum.offence == 'slavery')\"}]\n" +
        'mark: arc\nencoding: {theta: {field: cases}, color: {field: offence}}\n',
    );
    expect(problems.join('\n')).toMatch(/chart\/sum `\w+` stacks the total of `offence` on its parts/);
  });
});
