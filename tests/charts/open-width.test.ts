import { expect, test } from 'vitest';
import { fillWidth, openWidth } from '../../src/charts/compose/open-width.js';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import { type Drawn, loadVega } from '../../src/charts/drawing/vega.js';
import { sceneLabels } from '../../src/charts/scene/scene.js';
import { type JsonObject, toObject } from '../../src/charts/spec.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { english } from '../support/english.js';
import { fontMetrics } from './fixtures.js';

const values = [
  { a: 'p', b: 1, c: 'u', d: '2011-01-01' },
  { a: 'q', b: 3, c: 'v', d: '2012-01-01' },
];
const look = { config: {}, locale: vegaLocale(english) };
const x = { field: 'b', type: 'quantitative' };
const y = { field: 'a', type: 'nominal' };
const size = { width: openWidth, height: 100 };
const bar = { mark: 'bar', encoding: { x, y, color: { field: 'c', type: 'nominal' } } };

const specs = {
  bars: { ...size, ...bar },
  columns: { ...size, mark: 'bar', encoding: { x: y, y: x, xOffset: { field: 'c' } } },
  line: { ...size, mark: 'line', encoding: { x: { field: 'd', type: 'temporal' }, y: x } },
  'bars of moments': { ...size, mark: 'bar', encoding: { x: { timeUnit: 'year', field: 'd' }, y: x } },
  histogram: { ...size, mark: 'bar', encoding: { x: { bin: true, field: 'b' }, y: { aggregate: 'count' } } },
  'heat map': { ...size, mark: 'rect', encoding: { x: y, y: { field: 'c' }, color: x } },
  layers: { ...size, layer: [bar, { mark: 'text', encoding: { x, y, text: { field: 'c' } } }] },
  panels: { columns: 2, facet: { field: 'c' }, spec: { ...size, ...bar } },
  'panels in rows': { ...size, ...bar, encoding: { ...bar.encoding, row: { field: 'c' } } },
  'side by side': {
    hconcat: [
      { ...size, ...bar },
      { ...size, width: 70, mark: 'point', encoding: { x, y } },
    ],
  },
};

test.each(Object.entries(specs))('%s compile to the same for all widths', async (_, spec) => {
  const { compile } = await loadVega();
  const compiled = (view: JsonObject): unknown =>
    compile({ ...look, spec: { data: { values }, ...view } }).spec;
  const filled = fillWidth(compiled(spec), 431);
  expect(filled).toEqual(compiled(toObject(fillWidth(spec, 431))));
  expect(JSON.stringify(filled)).toContain('431');
});

test.each(Object.entries(specs))(
  '%s are the same when they are resized as when they are drawn anew',
  async (_, spec) => {
    const { compile, draw } = await loadVega();
    const program = compile({ ...look, spec: { data: { values }, ...spec } });
    const textWidth = createTextWidth(fontMetrics());
    const seen = async ({ scene }: Drawn): Promise<unknown> => [
      scene.size,
      sceneLabels(scene),
      await scene.toSvg(),
    ];
    let resized = await draw(program, 250, textWidth);
    // With room for more ticks, for fewer, and for as many.
    for (const width of [431, 120, 130]) {
      if (resized.resize === undefined) throw new Error('another width would be drawn anew');
      resized = await resized.resize(width);
      expect(await seen(resized)).toEqual(await seen(await draw(program, width, textWidth)));
    }
  },
);

test('a width that stands for more than a signal is filled in before vega reads the spec', async () => {
  const { compile, draw } = await loadVega();
  const values = [{ a: 1, b: 2 }];
  const spec = {
    ...size,
    data: { values },
    mark: 'text',
    encoding: { x: { value: openWidth }, text: { field: 'a' } },
  };
  const program = compile({ ...look, spec });
  const { scene, resize } = await draw(program, 250, createTextWidth(fontMetrics()));
  expect(await scene.toSvg()).toContain('translate(250,');
  expect(resize).toBeUndefined();
});

test('rows are left as they are', () => {
  const rows = [{ a: openWidth }];
  expect(fillWidth({ data: { values: rows } }, 431)).toEqual({ data: { values: rows } });
});

test('the size of a scene is that of its SVG', async () => {
  const { compile, draw } = await loadVega();
  const program = compile({ ...look, spec: { data: { values }, ...specs.layers } });
  const { scene } = await draw(program, 431, createTextWidth(fontMetrics()));
  const { width, height } = scene.size;
  expect(await scene.toSvg()).toMatch(new RegExp(`^<svg [^>]* width="${width}" height="${height}"`));
  expect(width).toBeGreaterThan(431);
});
