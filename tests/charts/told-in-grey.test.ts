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

test('a line of paper runs between segments, whose numbers stand on plain fields', async () => {
  const { svg } = await draw(labelled, stack('#2b5f2b', '#5f2b5f'));
  const segments = svg.match(/<path [^>]*fill="#(?:2b5f2b|5f2b5f)"[^>]*>/g) ?? [];
  expect(
    segments.filter((path) => path.includes(`stroke="${neutral.paper}" stroke-width="1.5"`)),
  ).toHaveLength(5);
  expect(svg).not.toContain('<pattern');
});

test('the edge of a pale segment leaves the line of paper beside it', async () => {
  const { svg } = await draw(bars, stack('#140f79', '#e6e6e6'));
  const widths = (fill: string): readonly number[] =>
    [...svg.matchAll(new RegExp(`<path [^>]*d="M[^h]*h([\\d.]+)[^"]*" fill="${fill}"`, 'g'))].map(
      ([, width]) => Number(width),
    );
  const [dark = 0] = widths('#140f79');
  expect(widths('#e6e6e6')[0]).toBeCloseTo(dark - 1.5, 1);
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
