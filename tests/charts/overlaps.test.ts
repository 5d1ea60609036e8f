/** No word of a drawing lies over another or touches it, in forms of the gallery; `flagship.test.ts` looks at the charts of the flagship. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { drawExample } from '../gallery/draw-example.js';
import { rowsOf, type Spec, sourceOf } from '../gallery/examples.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { textOverlaps } from '../support/text-overlaps.js';
import { draw } from './draw-charts.js';
import { chartNode, sketchDataset } from './fixtures.js';

const gallery = join(import.meta.dirname, '../gallery');

/** Titles of axes beside heads, a legend of numbers above a title, months in little panels. */
test.each(
  process.env.DEEP ? ['bar_column_fold', 'rect_heatmap_weather', 'hconcat_weather'] : ['bar_column_fold'],
)('of %s in the gallery', async (name) => {
  const spec = JSON.parse(readFileSync(join(gallery, `specs/${name}.vl.json`), 'utf8')) as Spec;
  const source = sourceOf(spec);
  if (typeof source === 'string') throw new Error(source);
  const rows = rowsOf(source, (each) => readFileSync(join(gallery, 'data', each), 'utf8')) ?? [];
  const { chart, faults } = await drawExample(name, spec, rows);
  expect(faults).toEqual([]);
  expect(chart === undefined ? ['not drawn'] : textOverlaps(chart)).toEqual([]);
});

const dots = 'mark: point\nencoding: {x: {field: year, type: ordinal}, y: {field: cases}, ';

test.each([
  ['sizes', `${dots}size: {field: cases}}`],
  ['shades', `${dots}color: {field: cases}}`],
  ['sums', `${dots}opacity: {aggregate: sum, field: cases}}`],
  ['names', `${dots}color: {field: offence}}`],
])('of a legend of %s above the title of an axis', async (_, yaml) => {
  expect(textOverlaps(await draw(yaml))).toEqual([]);
});

test('of a heat map of 39 rows with long names, at any width', async () => {
  const names = Array.from(
    { length: 39 },
    (_, at) => `${at} inspection of work in agriculture and households`,
  );
  const programmes = sketchDataset(
    'programmes',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'programme', categories: Object.fromEntries(names.map((name) => [name, name])) },
      { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    ],
    [2009, 2010, 2011, 2012, 2013, 2014].flatMap((year) => names.map((name, at) => [year, name, 100 + at])),
  );
  const yaml = `encoding: {y: {field: programme}, x: {field: year, type: ordinal, axis: {orient: top}}}
layer:
  - {mark: rect, encoding: {color: {field: cases, legend: null}}}
  - {mark: text, encoding: {text: {field: cases}}}
`;
  const { value } = await renderCharts(
    {
      charts: [{ ...chartNode(yaml), dataset: 'programmes' }],
      data: { programmes },
      language: english,
      allFrames: true,
    },
    repositoryHost(),
  );
  const [chart] = Object.values(value);
  if (chart === undefined) throw new Error('not drawn');
  expect(textOverlaps(chart)).toEqual([]);
  expect(chart.others.map(({ frame }) => frame)).toEqual(['desk', 'phone']);
  const numbers = chart.others.map(({ labels }) => labels.filter(({ role }) => role === 'label').length);
  expect(numbers).toEqual([39 * 6, 39 * 6]);
});

test('the check finds words that do', async () => {
  const chart = await draw('mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n');
  const [first] = chart.labels;
  if (first === undefined) throw new Error('no words');
  const over = { ...first, x1: first.x1 + 2, x2: first.x2 + 2 };
  expect(textOverlaps({ ...chart, labels: [first, over] })).toEqual([
    `paper: ${first.role} \`${first.text}\` over ${first.role} \`${first.text}\``,
  ]);
  const beside = { ...first, role: 'axis' as const, x1: first.x2 + 1, x2: first.x2 + 20 };
  expect(textOverlaps({ ...chart, labels: [{ ...first, role: 'axis' }, beside] })).toHaveLength(1);
});
