/** Files of shapes with random faults: whatever is done to one, it is shapes that can be drawn or it is told where it is wrong. */
import { expect, test } from 'vitest';
import { readGeometry } from '../../src/extensions/maps/shapes/read-geometry.js';
import type { GeometryFile } from '../../src/extensions/maps/shapes/shapes.js';
import { standardLimits } from '../../src/resource-limits.js';
import { tryDraw } from '../charts/draw-charts.js';
import { sketchDataset } from '../charts/fixtures.js';
import { anyOf, fuzz, mutateText, mutateTree, oddTexts, oddWords, type Random } from './fuzz.js';

const runs = 3_000;

const ring = (x: number, y: number): number[][] => [
  ...[
    [x, y],
    [x + 2, y],
    [x + 2, y + 2],
    [x, y + 2],
    [x, y],
  ],
];
/** On both sides of the date line. */
const across = ring(0, 10).map(([x = 0, y = 0]) => [x === 0 ? 179 : -179, y]);
const geojson = {
  type: 'FeatureCollection',
  features: ['a', 'b', 'c'].map((name, place) => ({
    type: 'Feature',
    id: name,
    properties: { name },
    geometry:
      place === 2
        ? { type: 'MultiPolygon', coordinates: [[across], [ring(-100, -60)]] }
        : { type: 'Polygon', coordinates: [ring(10 * place, 40)] },
  })),
};
const topojson = {
  type: 'Topology',
  transform: { scale: [0.01, 0.01], translate: [10, 40] },
  arcs: [
    [
      [0, 0],
      [100, 0],
      [0, 100],
    ],
    [
      [0, 0],
      [0, 100],
      [100, 0],
    ],
    [
      [300, 0],
      [100, 0],
      [0, 100],
    ],
    [
      [400, 100],
      [-100, 0],
      [0, -100],
    ],
  ],
  objects: {
    land: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'a', arcs: [[0, -2]] },
        { type: 'MultiPolygon', id: 'b', arcs: [[[0, ~1]], [[2, 3]]] },
      ],
    },
  },
};

const strange: readonly unknown[] = [
  ...oddWords,
  ...[null, true, 0, -0, 1, -1, 180, -180, 181, 90, -90, 1e308, 1e-320, 0.1, 500_000],
  ...[[], [[]], [[[]]], {}, [0, 0], [[0, 0]], ring(0, 0), [ring(0, 0)], [ring(170, 80)], ring(-180, -90)],
  ...['Polygon', 'Point', 'GeometryCollection', 'Topology', 'FeatureCollection'],
];
const keys = [
  'type',
  'arcs',
  'coordinates',
  'geometry',
  'features',
  'properties',
  'id',
  'crs',
  'objects',
  'transform',
];
const pieces = [
  ...oddTexts,
  ...oddWords,
  ...['[', ']', '{', '}', ',', ':', '-', '1e999', 'NaN', '-Infinity', '0x1', '[[[[', '"a":'],
];

function damaged(random: Random): GeometryFile {
  const format = random() < 0.5 ? 'geojson' : 'topojson';
  const whole = format === 'geojson' ? geojson : topojson;
  let changed: unknown = whole;
  for (let left = Math.floor(random() * 3); left > 0; left--)
    changed = mutateTree(changed, strange, keys, random);
  const text = JSON.stringify(changed) ?? '';
  return {
    file: 'shapes.json',
    text: random() < 0.15 ? mutateText(text, pieces, random) : text,
    format,
    key: anyOf(['id', 'id', 'id', 'properties.name'], random),
    label: 'id',
  };
}

test(`each of ${runs} damaged files is shapes, or errors with their places; what is read can be drawn`, () =>
  fuzz('damaged files of shapes', runs, (random) => {
    const file = damaged(random);
    return {
      input: { [file.file]: file.text },
      read: async () => {
        const { shapes, problems } = readGeometry(file, standardLimits);
        const isWrong = problems.some(({ severity }) => severity === 'error');
        expect(shapes.length > 0).toBe(!isWrong);
        for (const { pieces: land } of shapes)
          for (const edge of land.flat())
            for (const [lon, lat] of edge) {
              expect(Math.abs(lon)).toBeLessThanOrEqual(180);
              expect(Math.abs(lat)).toBeLessThanOrEqual(90);
            }
        if (shapes.length > 0 && random() < 0.1) await drawnOf(file, random);
        return problems;
      },
    };
  }));

/** Draws what was read, in both forms: a map, or a problem with its place; never a number that is none. */
async function drawnOf(file: GeometryFile, random: Random): Promise<void> {
  const { shapes } = readGeometry(file, standardLimits);
  const geometry = {
    name: 'g',
    title: '',
    attribution: 'us',
    names: {},
    shapes,
    file: file.file,
    position: { file: 'p', line: 1, column: 1 },
  };
  const measure = { name: 'rate', role: 'measure', type: 'number', unit: '%' } as const;
  const rows = shapes.map(({ key }) => [key, Math.floor(random() * 100)]);
  const dataset = {
    ...sketchDataset('areas', [{ name: 'area' }, measure], rows),
    geometries: { g: geometry },
  };
  const form = anyOf(['shades', 'symbols'], random);
  const { chart } = await tryDraw(
    `{data: {name: areas}, map: {geometry: g, by: area, measure: rate, form: ${form}}}`,
    dataset,
  );
  if (chart !== undefined) expect(chart.svg).not.toMatch(/NaN|Infinity/);
}
