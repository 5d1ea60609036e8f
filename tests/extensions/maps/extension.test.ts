import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { describeFiles } from '../../../src/extensions/describe/describe-files.js';
import { geometriesOf } from '../../../src/extensions/maps/geometry.js';
import { preparedWhole, victimsRows } from '../../data/problems.js';
import { memoryHost } from '../../memory-host.js';

const island = JSON.stringify({
  type: 'FeatureCollection',
  features: ['female', 'other'].map((name, place) => ({
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [place, 0],
          [place + 1, 0],
          [place + 1, 1],
          [place, 1],
          [place, 0],
        ],
      ],
    },
  })),
});
const geometry = 'geometry: {key: properties.name, attribution: Drawn for tests, names: {male: other}}';

const packageWith = (shapes: string): string => `resources:
  - name: victims
    path: victims.csv
    schema:
      primaryKey: [year, sex]
      fields:
        - {name: year, type: year, total: total}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: victims, type: integer, unit: victims}
  - ${shapes}
`;

async function reading(shapes: string, file: string | undefined = island, name = 'island.geojson') {
  const { value, diagnostics } = await preparedWhole({
    'data/datapackage.yaml': packageWith(shapes),
    'data/victims.csv': victimsRows,
    ...(file === undefined ? {} : { [`data/${name}`]: file }),
  });
  return { value, said: diagnostics.map(formatDiagnostic).join('\n') };
}

test('shapes stand beside the datasets whose categories they have, and are none themselves', async () => {
  const { value, said } = await reading(`{name: island, path: island.geojson, ${geometry}}`);
  expect(said).toBe('');
  expect(Object.keys(value)).toEqual(['victims']);
  expect(
    geometriesOf(value.victims ?? {})
      .get('island')
      ?.shapes.map(({ key }) => key),
  ).toEqual(['female', 'other']);
});

test.each([
  [
    `{name: island, path: island.geojson, ${geometry.replace('other', 'othr')}}`,
    /datapackage\.yaml:10:\d+ error map\/shape: `names` gives `male` the shape `othr`, which `data\/island\.geojson` does not have\n {2}hint: did you mean `other`\?/,
  ],
  [
    `{name: island, path: island.json, ${geometry}}`,
    /data\/package: `data\/island\.json` is not a format of shapes/,
  ],
  [
    `{name: island, path: island.geojson, ${geometry}, schema: {fields: [{name: a}]}}`,
    /`schema` describes fields, and a file of shapes has none/,
  ],
  [`{name: island, path: island.geojson, ${geometry}, period: 2014}`, /`period` describes rows/],
  [
    '{name: island, path: island.geojson, geometry: {key: name, attribution: Us}}',
    /`geometry.key` cannot be `name`/,
  ],
  ['{name: island, path: island.geojson, geometry: {key: id}}', /`geometry` has no `attribution`/],
  [
    `{name: island, path: absent.geojson, ${geometry}}`,
    /data\/missing-file: There is no file `data\/absent\.geojson`/,
  ],
  [
    `{name: island, path: ../../a.geojson, ${geometry}}`,
    /data\/path-outside: `[^`]+` is outside the project/,
  ],
  [`{name: victims, path: island.geojson, ${geometry}}`, /There are two resources `victims`/],
  ['{name: island, path: victims.csv}', /data\/package: `island` has no `schema`/],
])('a package with %s', async (shapes, expected) => {
  expect((await reading(shapes)).said).toMatch(expected);
});

test('a file with a fault gives no shapes, and the fault its place', async () => {
  const { value, said } = await reading(`{name: island, path: island.geojson, ${geometry}}`, `${island}x`);
  expect(said).toMatch(
    /data\/island\.geojson:1:\d+ error geometry\/form: The JSON has `x` instead of the end of the file/,
  );
  expect(value.victims?.attachments).toBeUndefined();
});

test('a file that is no text is told', async () => {
  const shapes = `{name: island, path: island.geojson, ${geometry}}`;
  const { said } = await reading(shapes, Buffer.from([0x7b, 0xff]) as unknown as string);
  expect(said).toMatch(/data\/encoding/);
});

test('a file of shapes is described: its key is counted, and who made it is asked', async () => {
  const europe = readFileSync('data/geo/europe.topojson', 'utf8');
  const { text, questions } = await describeFiles(
    ['geo/europe.topojson', 'island.geojson'],
    memoryHost({ 'geo/europe.topojson': europe, 'island.geojson': island }),
  );
  expect(questions).toBe(2);
  expect(text).toContain(`  - name: europe
    path: geo/europe.topojson
    geometry:
      key: properties.name # different in 44 of 44 shapes, such as \`United Kingdom\`
      # attribution: "Borders: OFFICE, YEAR"
`);
  // A map that nobody has signed yet stops no other file.
  const beside = await describeFiles(
    ['visits.csv', 'island.geojson'],
    memoryHost({ 'visits.csv': 'year,visits\n2023,17\n2024,18\n', 'island.geojson': island }),
  );
  expect(beside.problems).toEqual([]);
  expect(beside.text).toContain(`  # - name: island
  #   path: island.geojson
  #   geometry:
  #     key: properties.name # different in 2 of 2 shapes, such as \`female\`
  #     attribution: "Borders: OFFICE, YEAR"
`);
  const { problems } = await describeFiles(['a.geojson'], memoryHost({ 'a.geojson': '{"type": 1}' }));
  expect(problems.map(formatDiagnostic)).toEqual([
    'a.geojson:1:1 error geometry/form: The file is JSON without shapes: neither a FeatureCollection nor a Topology',
  ]);
});
