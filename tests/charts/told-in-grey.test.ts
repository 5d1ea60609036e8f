import { expect, test } from 'vitest';
import { difference } from '../../src/model/chart/colour.js';
import { darkSeries, turned } from '../../src/model/chart/dark-series.js';
import { neutral, paletteOf, secondOf } from '../../src/model/chart/palette.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { darkTokens, neutralTokens } from '../../src/model/project/house-tokens.js';
import { cases, draw } from './draw-charts.js';
import { contrast } from './lightness.js';

/** Two offences on one another, in colours that their package gives them. */
function stack(...colours: readonly string[]): PublishedDataset {
  const paint = (index: number) => ({ kind: 'own' as const, colour: colours[index] ?? '#000000' });
  return {
    ...cases,
    fields: cases.fields.map((field) => ({
      ...field,
      categories: field.categories.map((category, index) =>
        field.name === 'offence' && category.value !== 'total'
          ? { ...category, paint: paint(index) }
          : category,
      ),
    })),
  };
}

const bars = 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}';
const labelled = `encoding: {x: {field: year}, y: {field: cases, stack: zero}}
layer:
  - {mark: bar, encoding: {color: {field: offence}}}
  - {mark: text, encoding: {y: {bandPosition: 0.5}, detail: {field: offence}, text: {field: cases}}}`;

const hatched = (svg: string): readonly string[] =>
  svg.match(/<path d="[^"]*" fill-rule="evenodd" fill="url[^>]*>/g) ?? [];

test('segments whose colours differ by less than 3 : 1 are told apart by lines, in the legend too', async () => {
  const { svg } = await draw(bars, stack('#2b5f2b', '#5f2b5f'));
  // Of slavery, the smaller of the two: two years and the legend.
  expect(hatched(svg)).toHaveLength(3);
  expect(svg.match(/<pattern id="fig-test-hatch-1-ffffff"/g)).toHaveLength(1);
});

test('segments that grey print tells apart have none, nor have bars that stand alone', async () => {
  expect(hatched((await draw(bars, stack('#140f79', '#6f9a4f'))).svg)).toEqual([]);
  const apart = bars
    .replace('color', 'yOffset: {field: offence}, color')
    .replace('x: {field: year}', 'x: {field: year}');
  expect(hatched((await draw(apart.replace('yOffset', 'xOffset'), stack('#140f79', '#6f9a4f'))).svg)).toEqual(
    [],
  );
});

test('areas are filled with their lines', async () => {
  const years = 'transform: [{filter: datum.year == 2009 || datum.year == 2011}]\n';
  const { svg } = await draw(years + bars.replace('bar', 'area'), stack('#2b5f2b', '#5f2b5f'));
  expect(
    svg.match(/fill="url\(#fig-test-hatch-1-ffffff-5f2b5f\)"|fill="url\(#fig-test-hatch-1-ffffff-2b5f2b\)"/g),
  ).toHaveLength(1);
});

test('no line crosses a number in its segment', async () => {
  const { svg } = await draw(labelled, stack('#2b5f2b', '#5f2b5f'));
  const own = hatched(svg);
  expect(own.length).toBeGreaterThan(2);
  const holes = own.filter((path) => (path.match(/M/g) ?? []).length > 1);
  expect(holes.length).toBeGreaterThan(0);
});

test('a pale bar has an edge that is seen', async () => {
  const { svg } = await draw(
    'mark: {type: bar, color: "#e6e6e6"}\ntransform: [{filter: datum.offence == "trafficking"}]\nencoding: {x: {field: year}, y: {field: cases}}',
  );
  expect(svg.match(new RegExp(`stroke="${neutral.thin}"`, 'g'))).toHaveLength(3);
});

test.each(['#140f79', '#005d5b', '#6b4c00', '#5a1846', '#0b5d3b'])(
  'on a dark page the first five series of the house %s are told apart and read',
  (accent) => {
    const palette = paletteOf({ accent, second: secondOf(accent) });
    const dark = darkSeries(palette, darkTokens(palette).accent ?? '');
    const shown = palette.series.slice(0, 5).map((colour) => turned(dark.get(colour) ?? colour));
    shown.forEach((one, at) => {
      expect(contrast(one, neutralTokens.dark.paper ?? '')).toBeGreaterThanOrEqual(3);
      for (const other of shown.slice(at + 1))
        expect(difference(one, other), `${one} ${other}`).toBeGreaterThan(0.1);
    });
  },
);
