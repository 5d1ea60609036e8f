/** Panels as offices have them: many, small, with long names in languages of long words. No head or title is cut or lies over another. */
import { expect, test } from 'vitest';
import { cutLabels, overlappingLabels } from '../../src/charts/scene/scene.js';
import { draw, tryDrawOf } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const heads = {
  english: 'Dealing with prostitution and related offences',
  german: 'Menschenhandelsbekämpfungsmaßnahmen und Opferentschädigungsverfahren',
  albanian: 'Trafikimi me qenie njerëzore dhe veprat penale të ndërlidhura',
  serbian: 'Трговина људима и сродна кривична дела против слободе',
};

/** A dataset with so many groups, all with a name of the language, over the years. */
function sketch(name: string, groups: number) {
  const categories = Object.fromEntries(
    Array.from({ length: groups }, (_, index) => [`g${index}`, `${index + 1}. ${name}`]),
  );
  return sketchDataset(
    'cases',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'group', title: 'Group', categories },
      {
        name: 'cases',
        role: 'measure',
        type: 'integer',
        title: 'Cases that were closed before any of the courts',
        unit: 'cases',
      },
    ],
    [2011, 2012, 2013, 2014].flatMap((year) =>
      Object.keys(categories).map((group, index) => [year, group, 10 + index * 7 + (year % 5)]),
    ),
  );
}

const facet = (columns: number, mark = 'bar'): string =>
  `mark: ${mark}\nencoding: {x: {field: year, type: ordinal}, y: {field: cases}, facet: {field: group, columns: ${columns}}}`;
const rows = 'mark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: cases}, row: {field: group}}';
const across = 'mark: line\nencoding: {x: {field: year}, y: {field: cases}, column: {field: group}}';

test.each([
  ['german', 'three panels in a row', facet(3), 3],
  ['german', 'eight small panels, four in a row', facet(4), 8],
  ['albanian', 'eight small panels, four in a row', facet(4), 8],
  ['serbian', 'ten panels of lines, five in a row', facet(5, 'line'), 10],
  ['english', 'ten panels of lines, five in a row', facet(5, 'line'), 10],
  ['german', 'panels below each other', rows, 3],
  ['german', 'panels beside each other', across, 3],
  ['english', 'panels beside each other', across, 3],
] as const)('heads in %s of %s are whole and clear of each other', async (language, _, yaml, groups) => {
  const name = heads[language];
  const chart = await draw(yaml, sketch(name, groups));
  expect(overlappingLabels(chart.labels).map((pair) => pair.map(({ text }) => text))).toEqual([]);
  expect(cutLabels(chart)).toEqual([]);
  const titles = chart.labels.filter(({ role }) => role === 'title').map(({ text }) => text);
  expect(titles).toContain(`1. ${name}`);
  expect(chart.width).toBeLessThanOrEqual(642);
});

test('on a phone a panel with one name of its own is as high as one bar, however many panels there are', async () => {
  const yaml = `
data: {name: cases}
transform: [{filter: datum.year == 2014}]
facet: {row: {field: group, type: nominal, header: null}}
resolve: {scale: {y: independent}}
spec:
  height: 46
  mark: bar
  encoding: {y: {field: group, type: nominal, title: null}, x: {field: cases, axis: null}}
`;
  const { chart, problems } = await tryDrawOf(yaml, [sketch(heads.english, 8)]);
  expect(problems).toEqual([]);
  expect((chart?.others.find(({ frame }) => frame === 'phone')?.height ?? Number.NaN) / 8).toBeLessThan(80);
});
