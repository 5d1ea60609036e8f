/** Data as offices have them: long names, many rows, many years. What is drawn is read whole, and fits a page. */
import { describe, expect, test } from 'vitest';
import { overlappingLabels } from '../../src/charts/scene/scene.js';
import { draw, tryDrawOf } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const activities = {
  a: 'Combustion of fuels in installations with a total rated thermal input exceeding the limit',
  b: 'Production of cement clinker in rotary kilns or in other furnaces with a high capacity a day',
  c: 'Production of bulk organic chemicals by cracking, reforming, partial or full oxidation',
};
const years = Array.from({ length: 21 }, (_, index) => 2005 + index);

const emissions = sketchDataset(
  'emissions',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'activity', title: 'Activity', categories: activities },
    { name: 'tonnes', role: 'measure', type: 'integer', title: 'Tonnes', unit: 'tonnes' },
  ],
  years.flatMap((year, index) =>
    Object.keys(activities).map((activity, place) => [year, activity, 1_220_000 - place * 600_000 + index]),
  ),
);

const regions = Object.fromEntries(
  Array.from({ length: 51 }, (_, index) => [`r${index}`, `Region ${index}`]),
);
const births = sketchDataset(
  'births',
  [
    { name: 'region', title: 'Region', categories: regions },
    { name: 'births', role: 'measure', type: 'integer', title: 'Births', unit: 'births' },
  ],
  Object.keys(regions).map((region, index) => [region, 100 + index]),
);

describe('long names', () => {
  test('at the ends of lines break, leave the plot its room, and stand clear of the years', async () => {
    const chart = await draw(
      `
data: {name: emissions}
encoding:
  x: {field: year}
  y: {field: tonnes}
  color: {field: activity}
layer:
  - mark: line
  - mark: {type: text, align: left, dx: 8}
    transform: [{filter: datum.year == 2025}]
    encoding: {text: {field: activity}}
`,
      emissions,
    );
    expect(overlappingLabels(chart.labels)).toEqual([]);
    const names = chart.labels.filter(({ role }) => role === 'label');
    expect(names.map(({ text }) => text).sort()).toEqual(Object.values(activities).sort());
    expect(Math.min(...names.map(({ x1 }) => x1))).toBeGreaterThan(chart.width * 0.6);
  });

  test('beside a heat map set its rows apart, and its numbers fit their cells', async () => {
    const chart = await draw(
      `
data: {name: emissions}
height: {step: 28}
encoding:
  y: {field: activity}
  x: {field: year, type: ordinal, axis: {orient: top}}
layer:
  - mark: {type: rect, stroke: "#ffffff", strokeWidth: 2}
    transform: [{filter: datum.year > 2015}]
    encoding: {color: {field: tonnes, legend: null}}
  - mark: text
    transform: [{filter: datum.year > 2015}]
    encoding: {text: {field: tonnes}}
`,
      emissions,
    );
    expect(overlappingLabels(chart.labels)).toEqual([]);
  });

  test('of a legend break, so that the plot is as wide as it', async () => {
    const chart = await draw(
      `
data: {name: emissions}
mark: bar
encoding:
  x: {field: year, type: ordinal}
  y: {field: tonnes}
  color: {field: activity}
`,
      emissions,
    );
    expect(overlappingLabels(chart.labels)).toEqual([]);
    const last = chart.labels.find(({ text }) => text === '2025');
    expect(last?.x2).toBeGreaterThan(chart.width * 0.9);
  });
});

test('fifty-one bars are drawn on one page', async () => {
  const chart = await draw(
    'data: {name: births}\nmark: bar\nencoding: {y: {field: region}, x: {field: births}}\n',
    births,
  );
  expect(overlappingLabels(chart.labels)).toEqual([]);
  expect(chart.height).toBeLessThan(860);
});

test('thirty-nine bars with names of two lines, and as many rows of a heat map, fit a page below the heading of their chapter', async () => {
  const long = Object.fromEntries(
    Array.from({ length: 39 }, (_, index) => [`r${index}`, `Nordvorpommersche Boddenküste ${index}`]),
  );
  const rows = Object.keys(long).flatMap((region) => [2014, 2015].map((year) => [year, region, 4000]));
  const fields = [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'region', title: 'Region', categories: long },
    { name: 'births', role: 'measure', type: 'integer', title: 'Births', unit: 'births' },
  ] as const;
  const data = sketchDataset('births', fields, rows);
  const bars =
    'data: {name: births}\ntransform: [{filter: {field: year, equal: 2015}}]\nmark: bar\nencoding: {y: {field: region}, x: {field: births}}\n';
  const map =
    'data: {name: births}\nmark: rect\nheight: {step: 30}\nencoding: {y: {field: region}, x: {field: year, type: ordinal}, color: {field: births}}\n';
  for (const spec of [bars, map]) {
    const chart = await draw(spec, data);
    expect(overlappingLabels(chart.labels)).toEqual([]);
    expect(chart.height).toBeLessThan(720);
  }
});

test('years that the author chose along an axis stand as they are', async () => {
  const chart = await draw(
    `
data: {name: emissions}
mark: bar
encoding:
  x: {field: year, type: ordinal, axis: {labelExpr: "datum.label == '2005' || datum.label == '2014' ? datum.label : ''"}}
  y: {field: tonnes}
  facet: {field: activity, columns: 3}
`,
    emissions,
  );
  expect(chart.labels.filter(({ text }) => text === '2005')).toHaveLength(3);
});

test('a heat map of 39 rows with names of several lines fits a page, and every name is read', async () => {
  const names = Object.fromEntries(
    Array.from({ length: 39 }, (_, index) => [
      `p${index}`,
      `${String.fromCharCode(65 + (index % 26))}${index} inspection of work in agriculture, in building and in private households`,
    ]),
  );
  const programmes = sketchDataset(
    'programmes',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'programme', title: 'Programme', categories: names },
      { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    ],
    [2013, 2014].flatMap((year) => Object.keys(names).map((name, index) => [year, name, 100 + index])),
  );
  const chart = await draw(
    `
height: {step: 28}
encoding: {y: {field: programme}, x: {field: year, type: ordinal, axis: {orient: top}}}
layer:
  - {mark: rect, encoding: {color: {field: cases, legend: null}}}
  - {mark: text, encoding: {text: {field: cases}}}
`,
    programmes,
  );
  expect(chart.height).toBeLessThan(760);
  expect(overlappingLabels(chart.labels)).toEqual([]);
  const shown = chart.labels.filter(({ role }) => role === 'axis').map(({ text }) => text);
  for (const name of Object.values(names)) expect(shown).toContain(name);
});

test('on a phone a heat map of twelve years has its long names above its rows, and every number in its cell', async () => {
  const permits = sketchDataset(
    'permits',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'activity', title: 'Activity', categories: activities },
      { name: 'permits', role: 'measure', type: 'integer', title: 'Permits', unit: 'permits' },
    ],
    years
      .slice(-12)
      .flatMap((year, index) => Object.keys(activities).map((activity) => [year, activity, 110 + index])),
  );
  const { chart, problems } = await tryDrawOf(
    `
data: {name: permits}
encoding: {y: {field: activity}, x: {field: year, type: ordinal, axis: {orient: top}}}
layer:
  - mark: rect
    encoding: {color: {field: permits, legend: null}}
  - mark: text
    encoding: {text: {field: permits}}
`,
    [permits],
  );
  expect(problems).toEqual([]);
  const { height = Number.NaN, labels = [] } = chart?.others.find(({ frame }) => frame === 'phone') ?? {};
  expect(height).toBeLessThan(330);
  expect(overlappingLabels(labels)).toEqual([]);
  const names = labels.filter(({ text }) => Object.values(activities).includes(text));
  const numbers = labels.filter(({ role }) => role === 'label');
  expect(names).toHaveLength(3);
  for (const [index, name] of names.toSorted((a, b) => a.y1 - b.y1).entries()) {
    const below = numbers.toSorted((a, b) => a.y1 - b.y1)[index * 12];
    expect(name.y2).toBeLessThan(below?.y1 ?? 0);
  }
});

test('on a phone numbers on neighbouring segments are set smaller, all alike, before they run into one another', async () => {
  const answers = sketchDataset(
    'answers',
    [
      { name: 'question', title: 'Question', categories: { a: 'Are letters clear?', b: 'Was it fast?' } },
      { name: 'answer', title: 'Answer', categories: { yes: 'Yes', no: 'No', both: 'Both', none: 'None' } },
      { name: 'persons', role: 'measure', type: 'integer', title: 'Persons', unit: 'persons' },
    ],
    [
      ['a', 'yes', 700],
      ['a', 'no', 180],
      ['a', 'both', 160],
      ['a', 'none', 960],
      ['b', 'yes', 500],
      ['b', 'no', 500],
      ['b', 'both', 500],
      ['b', 'none', 500],
    ],
  );
  const { chart } = await tryDrawOf(
    `
data: {name: answers}
encoding: {y: {field: question}, x: {field: persons, stack: normalize, axis: null}}
layer:
  - mark: bar
    encoding: {color: {field: answer}}
  - mark: text
    encoding: {x: {bandPosition: 0.5}, detail: {field: answer}, text: {field: persons}}
`,
    [answers],
  );
  const phone = chart?.others.find(({ frame }) => frame === 'phone');
  const at = (text: string) => phone?.labels.find((label) => label.text === text);
  expect((at('160')?.x1 ?? 0) - (at('180')?.x2 ?? 0)).toBeGreaterThan(2.5);
  const sizes = [at('700'), at('160'), at('960')].map((label) => label && Math.round(label.y2 - label.y1));
  expect(new Set(sizes).size).toBe(1);
});
