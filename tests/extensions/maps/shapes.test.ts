import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGeometry } from '../../../src/extensions/maps/shapes/read-geometry.js';
import type { GeometryFile } from '../../../src/extensions/maps/shapes/shapes.js';
import { standardLimits } from '../../../src/resource-limits.js';

const square = (x: number, y: number, side = 1): number[][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const feature = (name: unknown, ...rings: unknown[]) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: rings },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const topology = (more: object = {}) => ({
  type: 'Topology',
  objects: {
    land: {
      type: 'GeometryCollection',
      geometries: [{ type: 'Polygon', arcs: [[0, -2]], id: 'a', properties: {} }],
    },
  },
  arcs: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    [
      [0, 0],
      [0, 1],
      [1, 1],
    ],
  ],
  ...more,
});

const read = (value: unknown, more: Partial<GeometryFile> = {}, limits = {}) =>
  readGeometry(
    {
      file: 'geo/a.json',
      text: typeof value === 'string' ? value : JSON.stringify(value),
      format: 'geojson',
      key: 'properties.name',
      label: 'properties.name',
      ...more,
    },
    { ...standardLimits, ...limits },
  );
const said = (value: unknown, more: Partial<GeometryFile> = {}, limits = {}): string =>
  read(value, more, limits)
    .problems.map(
      ({ severity, code, message, hint, position: { line, column } }) =>
        `${line}:${column} ${severity} ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
    )
    .join('\n');

describe('shapes', () => {
  test('go round as the drawing needs it, whichever way they are written, and stay what they were', () => {
    const against = square(0, 0);
    for (const ring of [against, [...against].reverse()])
      expect(read(collection(feature('A', ring))).shapes).toEqual([
        { key: 'A', label: 'A', pieces: [[[...against].reverse()]] },
      ]);
    const [shape] = read(collection(feature('A', square(0, 0, 4), square(1, 1)))).shapes;
    expect(shape?.pieces[0]?.[1]).toEqual(square(1, 1));
  });

  test('may lie on both sides of the date line, or round a pole', () => {
    const across = [
      [179, 0],
      [-179, 0],
      [-179, 1],
      [179, 1],
      [179, 0],
    ];
    expect(read(collection(feature('A', across))).shapes[0]?.pieces[0]?.[0]).toEqual([...across].reverse());
    const pole = [
      [-180, -80],
      [-90, -80],
      [0, -80],
      [90, -80],
      [-180, -80],
    ];
    expect(read(collection(feature('A', pole))).shapes[0]?.pieces[0]?.[0]).toEqual(pole);
  });

  test('of TopoJSON are put together from its arcs', () => {
    const { shapes, problems } = read(topology(), { format: 'topojson', key: 'id', label: 'id' });
    expect(problems).toEqual([]);
    expect(shapes[0]?.pieces).toEqual([[[...square(0, 0)].reverse()]]);
  });

  test('of the report have Kosovo by its name', () => {
    const text = readFileSync('data/geo/europe.topojson', 'utf8');
    const { shapes, problems } = read(text, { format: 'topojson' });
    expect(problems).toEqual([]);
    expect(shapes.map(({ key }) => key)).toContain('Kosovo');
  });
});

describe('a file of shapes is refused at its place', () => {
  test.each([
    [
      '{"type": NaN}',
      '1:10 error geometry/form: The JSON has `N` instead of a value of JSON (JSON has no NaN and no Infinity)',
    ],
    ['{"type": "x",\n "type": "y"}', '2:2 error geometry/form: An object has two members `type`'],
    ['[', '1:2 error geometry/form: The JSON has the end of the file instead of the end of the list'],
    ['['.repeat(200), '1:101 error geometry/form: Values are nested more than 100 deep'],
    ['3', '1:1 error geometry/form: The file has `3` where a GeoJSON file should be an object'],
    [collection(), '1:1 error geometry/form: The file has no shapes'],
    [topology(), '1:1 error geometry/form: The file is TopoJSON, not GeoJSON (write `format: topojson`)'],
    [
      { ...collection(feature('A', square(0, 0))), crs: { type: 'name', properties: { name: 'EPSG:3035' } } },
      '/error geometry/form: The file uses the coordinate system `EPSG:3035`, not WGS 84 \\(EPSG:4326\\) \\(convert the file: `ogr2ogr/',
    ],
    [
      collection(feature('A', square(500_000, 4_000_000))),
      '/The place `\\[500000, 4000000\\]` is not a longitude up to 180 .*metres of a national grid/',
    ],
    [
      collection(
        feature(
          'A',
          square(0, 0).map(([x = 0, y = 0]) => [y + 20, x + 100]),
        ),
      ),
      '/write the longitude first/',
    ],
    [collection(feature('A', square(0, 0).slice(0, 4))), '/A border ends at `0,1`/'],
    [collection(feature('A', square(0, 0).slice(0, 2))), '/A border has 2 places, and needs at least 4/'],
    [
      collection(feature('A', [...square(0, 0).slice(0, 4), [0, 'x']])),
      '/The file has `x` where a coordinate should be a number/',
    ],
    [collection(feature(undefined, square(0, 0))), '/A feature has no text `properties.name`/'],
    [collection(feature('A', square(0, 0)), feature('A', square(2, 0))), '/Two shapes have the key `A`/'],
    [
      collection({
        type: 'Feature',
        properties: { name: 'A' },
        geometry: { type: 'Point', coordinates: [0, 0] },
      }),
      '/The file has `Point` where the geometry of `A` should be one of .* \\(use a file of areas/',
    ],
    [
      collection({ type: 'Feature', properties: { name: 'A' }, geometry: null }),
      '/The file has `null` where the geometry of `A` should be/',
    ],
    [
      collection(
        feature('A', [
          [0, 0],
          [1, 0],
          [0, 0],
          [0, 0],
        ]),
      ),
      '/`A` has no area to draw/',
    ],
  ])('%j', (value, expected) => {
    const found = said(value);
    if (expected.startsWith('/')) expect(found).toMatch(new RegExp(expected.slice(1, -1)));
    else expect(found).toBe(expected);
    expect(read(value).shapes).toEqual([]);
  });

  test.each([
    [{ arcs: [] }, '`a` uses arc `0`, and the file has 0 arcs'],
    [{ arcs: [[[0, 0]]] }, 'An arc has 1 places, and needs at least 2'],
    [
      {
        arcs: [
          [
            [0, 0],
            [0, null],
          ],
        ],
      },
      'The file has a list where a place of an arc should be two numbers',
    ],
    [{ transform: { scale: [1] } }, '`scale` of `transform` is not two numbers'],
    [{ objects: {} }, 'The file has 0 objects'],
  ])('TopoJSON %j', (more, expected) => {
    expect(said(topology(more), { format: 'topojson', key: 'id', label: 'id' })).toContain(expected);
  });

  test('beyond a limit', () => {
    const two = collection(feature('A', square(0, 0)), feature('B', square(2, 0)));
    expect(said(two, {}, { geometryShapes: 1 })).toMatch(
      /limit\/exceeded: A file of shapes may have 1 shapes, and this one has 2/,
    );
    expect(said(two, {}, { geometryPlaces: 9 })).toMatch(
      /limit\/exceeded: A file of shapes may have 9 places/,
    );
  });
});

test('borders that cross themselves are drawn, and told', () => {
  const bow = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 1],
    [0, 0],
  ];
  expect(read(collection(feature('A', bow))).shapes).toHaveLength(1);
  expect(said(collection(feature('A', bow)))).toContain(
    'warning geometry/ring: The border of `A` crosses itself once',
  );
  const withEmpty = collection(
    feature('A', square(0, 0, 3), [
      [1, 1],
      [2, 2],
      [1, 1],
      [1, 1],
    ]),
  );
  expect(read(withEmpty).shapes[0]?.pieces[0]).toHaveLength(1);
  expect(said(withEmpty)).toMatch(/A hole of `A` encloses nothing/);
});
