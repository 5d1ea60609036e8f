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
      '1:10 error geometry/form: Unexpected `N`, expected a value of JSON (JSON has no NaN and no Infinity)',
    ],
    [
      '{"type": "x",\n "type": "y"}',
      '2:2 error geometry/form: Unexpected second `type`, expected each member once',
    ],
    ['[', '1:2 error geometry/form: Unexpected end of the file, expected the end of the list'],
    [
      '['.repeat(200),
      '1:101 error geometry/form: Unexpected `[`, expected at most 100 values inside each other',
    ],
    ['3', '1:1 error geometry/form: Unexpected `3` as a GeoJSON file, expected an object'],
    [collection(), '1:1 error geometry/form: Unexpected file without a shape, expected some'],
    [topology(), '1:1 error geometry/form: Unexpected TopoJSON, expected GeoJSON (write `format: topojson`)'],
    [
      { ...collection(feature('A', square(0, 0))), crs: { type: 'name', properties: { name: 'EPSG:3035' } } },
      '/error geometry/form: Unexpected coordinate system `EPSG:3035`, expected WGS 84 \\(EPSG:4326\\) \\(`ogr2ogr/',
    ],
    [
      collection(feature('A', square(500_000, 4_000_000))),
      '/Unexpected place `\\[500000, 4000000\\]`, expected a longitude within 180 .*metres of a national grid/',
    ],
    [
      collection(
        feature(
          'A',
          square(0, 0).map(([x = 0, y = 0]) => [y + 20, x + 100]),
        ),
      ),
      '/the longitude comes first/',
    ],
    [collection(feature('A', square(0, 0).slice(0, 4))), '/Unexpected ring that ends at `0,1`/'],
    [
      collection(feature('A', square(0, 0).slice(0, 2))),
      '/Unexpected ring of 2 places, expected at least 4/',
    ],
    [
      collection(feature('A', [...square(0, 0).slice(0, 4), [0, 'x']])),
      '/Unexpected `x` as a coordinate, expected a number/',
    ],
    [collection(feature(undefined, square(0, 0))), '/Unexpected feature without the text `properties.name`/'],
    [
      collection(feature('A', square(0, 0)), feature('A', square(2, 0))),
      '/Unexpected second shape of the key `A`, expected each once/',
    ],
    [
      collection({
        type: 'Feature',
        properties: { name: 'A' },
        geometry: { type: 'Point', coordinates: [0, 0] },
      }),
      '/Unexpected `Point` as the geometry of `A`, expected one of .* \\(a map needs areas/',
    ],
    [
      collection({ type: 'Feature', properties: { name: 'A' }, geometry: null }),
      '/Unexpected `null` as the geometry of `A`/',
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
      '/Unexpected `A` without an area, expected a shape/',
    ],
  ])('%j', (value, expected) => {
    const found = said(value);
    if (expected.startsWith('/')) expect(found).toMatch(new RegExp(expected.slice(1, -1)));
    else expect(found).toBe(expected);
    expect(read(value).shapes).toEqual([]);
  });

  test.each([
    [{ arcs: [] }, 'Unexpected arc `0` of `a`, expected one of the 0 of the file'],
    [{ arcs: [[[0, 0]]] }, 'Unexpected arc of 1 places, expected at least 2'],
    [
      {
        arcs: [
          [
            [0, 0],
            [0, null],
          ],
        ],
      },
      'Unexpected list in an arc, expected two numbers',
    ],
    [{ transform: { scale: [1] } }, 'Unexpected `scale` of `transform`, expected two numbers'],
    [{ objects: {} }, 'Unexpected file of 0 objects'],
  ])('TopoJSON %j', (more, expected) => {
    expect(said(topology(more), { format: 'topojson', key: 'id', label: 'id' })).toContain(expected);
  });

  test('beyond a limit', () => {
    const two = collection(feature('A', square(0, 0)), feature('B', square(2, 0)));
    expect(said(two, {}, { geometryShapes: 1 })).toMatch(
      /limit\/exceeded: Unexpected 2 shapes, expected at most 1/,
    );
    expect(said(two, {}, { geometryPlaces: 9 })).toMatch(
      /limit\/exceeded: Unexpected more places, expected at most 9/,
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
    'warning geometry/ring: Unexpected border of `A` that crosses itself (1)',
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
  expect(said(withEmpty)).toMatch(/Unexpected hole of `A` that encloses nothing/);
});
