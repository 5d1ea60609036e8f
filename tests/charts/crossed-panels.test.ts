/** Panels of rows and columns stand under their own names, whether the others have rows or not. */
import { expect, test } from 'vitest';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import { loadVega } from '../../src/charts/drawing/vega.js';
import { datumOf, placedItems } from '../../src/charts/scene/scene.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { createLanguage } from '../../src/language/create.js';
import { draw } from './draw-charts.js';
import { fontMetrics, sketchDataset } from './fixtures.js';

const rows = [
  { r: 'r1', c: 'c1', n: 1 },
  { r: 'r2', c: 'c2', n: 2 },
  { r: 'r3', c: 'c2', n: 3 },
];

test('an empty panel moves none of the others', async () => {
  const { compile, draw: drawScene } = await loadVega();
  const spec = {
    data: { values: rows },
    mark: 'point',
    width: 80,
    height: 40,
    encoding: {
      x: { field: 'n', type: 'quantitative' },
      row: { field: 'r', type: 'nominal', sort: ['r1', 'r2', 'r3'] },
      column: { field: 'c', type: 'nominal', sort: ['c1', 'c2'] },
    },
  };
  const locale = vegaLocale(createLanguage('en', {}));
  const { scene } = await drawScene(
    compile({ spec, config: {}, locale }),
    80,
    createTextWidth(fontMetrics()),
  );
  const places = placedItems(scene).flatMap(({ item, mark, x, y }) => {
    const n = mark.marktype === 'symbol' ? datumOf(item)?.n : undefined;
    return typeof n === 'number' ? [{ n, x, y }] : [];
  });
  scene.dispose();
  const [first, second, third] = places.toSorted((a, b) => a.n - b.n);
  if (first === undefined || second === undefined || third === undefined) throw new Error('not drawn');
  expect(second.x).toBeGreaterThan(first.x);
  expect(third.x).toBe(second.x);
  expect(second.y).toBeGreaterThan(first.y);
  expect(third.y).toBeGreaterThan(second.y);
});

test('panels may each have their own names along the side', async () => {
  const data = sketchDataset(
    'panels',
    [
      { name: 'r', title: 'Row', categories: { r1: 'First', r2: 'Second', r3: 'Third' } },
      { name: 'c', title: 'Column', categories: { c1: 'Left', c2: 'Right' } },
      { name: 'n', role: 'measure', type: 'integer', title: 'Number', unit: 'cases' },
    ],
    rows.map(({ r, c, n }) => [r, c, n]),
  );
  const chart = await draw(
    'facet: {row: {field: r}, column: {field: c}}\nresolve: {scale: {y: independent}}\nspec: {mark: bar, encoding: {x: {field: n}, y: {field: r}}}',
    data,
  );
  expect(chart.svg).toContain('Third');
});
