/** A forger who draws calculated numbers by other angles, sizes and shades, and writes every hash anew. */
import { beforeAll, expect, test } from 'vitest';
import { drawnOutput, goldenFiles, type Output, redrawn, said, snapshotOf, withSnapshot } from './redraw.js';

const page = 'charts-spec/en/charts-spec.html';
const published = 'charts-spec/en/published.json';
let output: Output;

/** Sums of several years, and circles of cells beside them. */
const charts = `
\`\`\`vega-lite
name: fig-sums
title: {text: Accidents of all years, subtitle: "Accidents on roads, by cause"}
data: {name: accidents}
transform: [{filter: "datum.cause != 'total'"}]
height: 160
mark: arc
encoding: {theta: {aggregate: sum, field: accidents}, color: {field: cause}}
\`\`\`

[](#fig-sums)

\`\`\`vega-lite
name: fig-ring
title: {text: Accidents of two years, subtitle: "Accidents on roads, by cause"}
data: {name: accidents}
transform:
  - {filter: "datum.cause != 'total' && datum.year >= 2013"}
  - {aggregate: [{op: sum, field: accidents, as: both}], groupby: [cause]}
height: 160
mark: {type: arc, innerRadius: 30}
encoding: {theta: {field: both, type: quantitative, title: Both years}, color: {field: cause}}
\`\`\`

[](#fig-ring)

\`\`\`vega-lite
name: fig-sizes
title: {text: Accidents by year and cause, subtitle: "Accidents on roads, two years each"}
data: {name: accidents}
transform: [{filter: "datum.cause != 'total'"}]
mark: circle
encoding: {y: {field: cause}, size: {aggregate: sum, field: accidents, title: All years}}
\`\`\`

[](#fig-sizes)

\`\`\`vega-lite
name: fig-cells
title: {text: Accidents as circles, subtitle: "Accidents on roads, by year and cause"}
data: {name: accidents}
transform: [{filter: "datum.cause != 'total'"}]
mark: point
encoding: {x: {field: year, type: ordinal}, y: {field: cause}, size: {field: accidents}}
\`\`\`

[](#fig-cells)

\`\`\`vega-lite
name: fig-shades
title: {text: Accidents of all years in shades, subtitle: "Accidents on roads, by cause"}
data: {name: accidents}
transform: [{filter: "datum.cause != 'total'"}]
mark: rect
encoding: {y: {field: cause}, color: {aggregate: sum, field: accidents, title: All years}}
\`\`\`

[](#fig-shades)

\`\`\`vega-lite
name: fig-names
title: {text: Accidents of two years in shades, subtitle: "Accidents on roads, by cause"}
data: {name: accidents}
transform: [{filter: "datum.cause != 'total' && datum.year >= 2013"}]
mark: rect
encoding: {y: {field: cause}, color: {aggregate: sum, field: accidents, title: Both years}}
\`\`\`

[](#fig-names)
`;

beforeAll(async () => {
  const files = goldenFiles('charts-spec');
  const template = 'templates/charts-spec.md';
  output = await drawnOutput({ ...files, [template]: `${files[template]}${charts}` });
});

const drawingsOf = (files: Output) => snapshotOf(files, published).drawings ?? [];

test('each of them says which number of its table it shows, and nothing is wrong with what was drawn', async () => {
  const shown = drawingsOf(output)
    .filter(({ frame }) => frame === undefined)
    .flatMap(({ id, marks }) =>
      marks.flatMap(({ pictured = [] }) =>
        pictured.map(({ by, numbers }) => `${id} ${by} ${numbers.length}`),
      ),
    );
  expect(shown).toEqual([
    'fig-sums angle 3',
    'fig-ring angle 3',
    'fig-sizes area 3',
    'fig-shades shade 3',
    'fig-names shade 3',
  ]);
  expect(await said(output)).toBe('');
});

/** What is drawn otherwise in a figure, each in one of its own, and what is said of it. */
const forgeries: readonly (readonly [
  what: string,
  figure: string,
  from: RegExp,
  to: string,
  said: RegExp,
])[] = [
  [
    'a slice that is narrower',
    'fig-sums',
    /(data-mark="0"><path transform="[^"]*" d="M)[-\d.]+,[-\d.]+(A[\d.]+,[\d.]+,0,)1,0,/,
    '$180,0$20,0,',
    /verify\/mark: Unexpected angle of a slice in `fig-sums` for `\d+`, expected its share of the whole circle/,
  ],
  [
    'a slice that is left out',
    'fig-ring',
    /(data-mark="0">)<path [^>]*>/,
    '$1',
    /verify\/mark: Unexpected 2 marks in `fig-ring`, expected 3, one for each number/,
  ],
  [
    'a circle that is smaller',
    'fig-sizes',
    /(data-mark="0"><path [^>]*d=")[^"]*/,
    '$1M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0',
    /verify\/mark: Unexpected circle in `fig-sizes` that shows about `39`, expected `145` as in the table under it/,
  ],
  [
    'a circle of a cell that is smaller',
    'fig-cells',
    /(data-mark="0"><path [^>]*d=")[^"]*/,
    '$1M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0',
    /verify\/mark: Unexpected circle in `fig-cells` that shows about `11`, expected `41` as in its cell \(accidents/,
  ],
  [
    'a shade that is lighter',
    'fig-shades',
    /(data-mark="0"><path [^>]*fill=")[^"]*/,
    '$1rgb(254, 254, 254)',
    /verify\/mark: Unexpected shade of a rect in `fig-shades` for `\d+`, expected shades that go with the numbers/,
  ],
  [
    'another name beside a sum',
    'fig-names',
    /(data-axis="0"[^>]*><text [^>]*>)[^<]*/,
    '$1Others',
    /verify\/mark: Unexpected `Others` beside a rect in `fig-names`, expected `[^`]*` as in its row/,
  ],
];

test('each of them that is drawn otherwise is found out', async () => {
  const forged = redrawn(
    output,
    page,
    forgeries.map(([, figure, from, to]) => [figure, from, to] as const),
  );
  const all = await said(forged);
  for (const [what, , , , expected] of forgeries) expect.soft(all, what).toMatch(expected);
});

test('a circle that is drawn as another form is not passed over', async () => {
  const forged = redrawn(output, page, [
    [
      'fig-sizes',
      /(data-mark="0">(?:<path [^>]*>){2})<path [^>]*>/,
      '$1<line x1="10" y1="65" x2="40" y2="65"/>',
    ],
  ]);
  expect(await said(forged)).toMatch(
    /verify\/mark: Unexpected marks that cannot be measured in `fig-sizes`, expected 3, one for each number/,
  );
});

test('none may show a number that the table under it has not', async () => {
  const drawings = drawingsOf(output).map((drawing) => ({
    ...drawing,
    marks: drawing.marks.map(({ pictured = [], ...group }) => ({
      ...group,
      pictured: pictured.map((each) => ({ ...each, numbers: each.numbers.map(() => 0) })),
    })),
  }));
  expect(await said(withSnapshot(output, published, { drawings }))).toContain(
    'Unexpected arc in `fig-sums` of no number, expected one of the table under it',
  );
});
