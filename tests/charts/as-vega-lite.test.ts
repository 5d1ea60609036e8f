/** What an author writes of groups, scales and parts holds as it does in Vega-Lite, or is refused by its name. */
import { describe, expect, test } from 'vitest';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { problemsOf, tryDraw } from './draw-charts.js';
import { chartNode, sketchDataset } from './fixtures.js';
import { drawOnce } from './flagship-charts.js';

const people = sketchDataset(
  'people',
  [
    { name: 'person' },
    { name: 'town' },
    { name: 'age', role: 'measure', type: 'integer', unit: 'years' },
    { name: 'visits', role: 'measure', type: 'integer', unit: 'visits' },
  ],
  Array.from({ length: 24 }, (_, at) => [
    `p${at}`,
    ['A', 'B', 'C'][at % 3] ?? '',
    30 + at * (at % 5),
    5 + (at % 7),
  ]),
);

async function marksOf(yaml: string, dataset: PublishedDataset = people) {
  const { items, diagnostics } = await drawOnce({ node: chartNode(yaml), dataset });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return items
    .filter(({ mark }) => mark.role === 'mark')
    .map(({ item, mark }) => ({ ...item, type: mark.marktype }));
}

describe('a field of a channel that is left out', () => {
  const ticks = (rest: string): string => `mark: tick\nencoding: {y: {field: age, aggregate: mean}${rest}}`;

  test('keeps apart what it would set apart', async () => {
    expect(await marksOf(ticks(''))).toHaveLength(1);
    expect(await marksOf(ticks(', tooltip: {field: town}'))).toHaveLength(3);
    expect(await marksOf(ticks(', tooltip: [{field: town}, {field: age, aggregate: mean}]'))).toHaveLength(3);
  });

  test('changes nothing where it sets nothing apart', async () => {
    expect(await marksOf(ticks(', x: {field: town}, tooltip: {field: town}'))).toHaveLength(3);
    expect(
      await marksOf('mark: bar\nencoding: {y: {field: person}, x: {field: age}, tooltip: {field: town}}'),
    ).toHaveLength(24);
  });

  test('is refused where bars or lines would be others', async () => {
    const bars = 'mark: bar\nencoding:\n  x: {field: age, aggregate: sum}\n  tooltip: {field: town}';
    expect(await problemsOf(bars, people)).toEqual([
      '4:12 chart/spec `tooltip` of `town` would split `bar`, and a report does not show `tooltip`',
    ]);
  });
});

describe('`config`', () => {
  const points =
    'mark: point\nencoding: {x: {field: age}, y: {field: visits}}\nconfig: {scale: {zero: false}}';

  test('lets scales of points begin elsewhere', async () => {
    const zeros = async (yaml: string): Promise<number> =>
      Math.min(...(await marksOf(yaml)).map(({ x = 0 }) => x));
    expect(await zeros(points)).toBeLessThan((await zeros(points.replace('false', 'true'))) / 2);
  });

  test('moves no bar from zero', async () => {
    const bars = 'mark: bar\nencoding: {y: {field: person}, x: {field: age}}\nconfig: {scale: {zero: false}}';
    expect(await problemsOf(bars, people)).toEqual([]);
  });

  test('of what a scale does with missing numbers is refused', async () => {
    expect(
      await problemsOf(`${points.replace('zero: false', 'invalid: {color: {value: red}}')}`, people),
    ).toEqual([expect.stringContaining('chart/scale `invalid` in a scale would draw')]);
  });
});

describe('a number that is missing', () => {
  const some = sketchDataset(
    'some',
    [
      { name: 'town' },
      { name: 'age', role: 'measure', type: 'integer' },
      { name: 'visits', role: 'measure', type: 'integer' },
    ],
    [
      ['A', 40, 4],
      ['B', null, 5],
      ['C', 20, 6],
    ],
  );

  test.each([
    ['mark: {type: point, invalid: show}', ''],
    ['mark: point', 'config: {mark: {invalid: show}}'],
    ['mark: {type: line, invalid: null}', ''],
  ])('has no place: %s %s', async (mark, config) => {
    const { problems } = await tryDraw(
      `${mark}\nencoding: {x: {field: town}, y: {field: age}}\n${config}`,
      some,
    );
    expect(problems).toEqual([expect.stringContaining('draws a missing number as if it were known')]);
  });

  test('may have a colour, as its author says', async () => {
    const coloured = 'mark: point\nencoding: {x: {field: town}, y: {field: visits}, color: {field: age}}\n';
    expect(await marksOf(coloured, some)).toHaveLength(2);
    expect(await marksOf(`${coloured}config: {mark: {invalid: show}}`, some)).toHaveLength(3);
  });
});

test('a box has the ticks that it asks for, at both ends of its whiskers', async () => {
  const box = (ticks: string): string =>
    `mark: {type: boxplot, extent: min-max${ticks}}\nencoding: {y: {field: town}, x: {field: age}}`;
  const count = async (ticks: string): Promise<number> =>
    (await marksOf(box(ticks))).filter(({ type }) => type === 'rect').length;
  expect(await count('')).toBe(6);
  expect(await count(', ticks: true')).toBe(12);
});

test('a band that lies along no other axis goes across the whole plot', async () => {
  const marks = await marksOf(`layer:
  - {mark: point, encoding: {x: {field: visits}, y: {field: age}}}
  - {mark: {type: errorband, extent: stdev, borders: true}, encoding: {y: {field: age}}}`);
  const [band] = marks.filter(({ type }) => type === 'rect');
  expect(band?.width).toBeGreaterThan(400);
  expect(marks.filter(({ type }) => type === 'rule')).toHaveLength(2);
});

test('a sum bears the name of its operation', async () => {
  const { chart } = await tryDraw(
    'mark: bar\nencoding: {y: {field: town}, x: {field: age, aggregate: sum}}',
    people,
  );
  expect(chart?.labels.map(({ text }) => text)).toContain('Sum of age (years)');
});

describe('points', () => {
  const crowd = (count: number) =>
    sketchDataset(
      'crowd',
      [
        { name: 'person' },
        { name: 'age', role: 'measure', type: 'integer' },
        { name: 'visits', role: 'measure', type: 'integer' },
      ],
      Array.from({ length: count }, (_, at) => [`p${at}`, 20 + (at % 9), at % 7]),
    );
  const yaml = (mark: string): string => `mark: ${mark}\nencoding: {x: {field: age}, y: {field: visits}}`;
  const clear = async (mark: string, count: number): Promise<boolean> =>
    (await marksOf(yaml(mark), crowd(count))).every(
      ({ fillOpacity = 1, stroke }) => fillOpacity < 1 && stroke !== undefined,
    );

  test('of which more than a hundred lie on others are seen through each other', async () => {
    expect(await clear('point', 300)).toBe(true);
    expect(await clear('circle', 300)).toBe(true);
  });

  test('that are few, or look as their author says, stay as they are', async () => {
    expect(await clear('point', 60)).toBe(false);
    expect(await clear('{type: point, opacity: 1}', 300)).toBe(false);
  });
});

test('a table says of each part of what time it is', async () => {
  const days = sketchDataset(
    'days',
    [{ name: 'town' }, { name: 'day', type: 'date' }, { name: 'visits', role: 'measure', type: 'integer' }],
    ['2010-01-05', '2010-02-05', '2011-01-05'].flatMap((day) => ['A', 'B'].map((town) => [town, day, 4])),
  );
  const { chart } = await tryDraw(
    'mark: bar\nencoding: {y: {field: town}, x: {field: visits, aggregate: sum}, detail: {field: day, timeUnit: year}}',
    days,
  );
  expect(chart?.table?.rows.map(({ label }) => label)).toEqual(['2010', '2010', '2011', '2011']);
});

test('years as moments stand as far apart as they are', async () => {
  const years = sketchDataset(
    'years',
    [
      { name: 'year', type: 'year' },
      { name: 'visits', role: 'measure', type: 'integer' },
    ],
    [
      [2001, 5],
      [2002, 6],
      [2011, 7],
    ],
  );
  const [a, b, c] = (
    await marksOf('mark: point\nencoding: {x: {field: year, type: temporal}, y: {field: visits}}', years)
  ).map(({ x = 0 }) => x);
  expect(((c ?? 0) - (b ?? 0)) / ((b ?? 0) - (a ?? 0))).toBeCloseTo(9, 1);
});
