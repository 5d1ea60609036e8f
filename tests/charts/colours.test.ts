import { describe, expect, test } from 'vitest';
import { contrastLabels } from '../../src/charts/contrast-labels.js';
import { placedItems, textOf } from '../../src/charts/scene.js';
import { categoryColours, orderedColours, palette, seriesColours } from '../../src/charts/theme.js';
import { tryDraw } from './draw-charts.js';
import { chartNode, flagshipDataset } from './fixtures.js';
import { drawScene } from './flagship-charts.js';
import { contrast, lightness } from './lightness.js';
import { actions, tiles } from './plan-charts.js';

/** The least difference of lightness of any two colours. */
function leastDifference(colours: readonly string[]): number {
  const differences = colours.flatMap((a, index) =>
    colours.slice(index + 1).map((b) => Math.abs(lightness(a) - lightness(b))),
  );
  return Math.min(...differences);
}

const statuses = ['implemented', 'on-track', 'late', 'not-started', 'cancelled'];
const verdicts = ['reached', 'advanced', 'behind', 'not-scored', 'gap'];

describe('the colours of a chart', () => {
  test.each([
    ['five series', seriesColours(5) ?? []],
    ['statuses', categoryColours(statuses) ?? []],
    ['verdicts', categoryColours(verdicts) ?? []],
  ])('of %s differ in lightness, so that grey print keeps them apart', (_, colours) => {
    expect(colours).toHaveLength(5);
    // Source of 12: findings on charts; about the step between two greys that print tells apart side by side.
    expect(leastDifference(colours)).toBeGreaterThan(11.5);
  });

  test('of statuses are the same whichever of them a chart shows', () => {
    expect(categoryColours(['late', 'cancelled'])).toEqual([
      categoryColours(statuses)?.[2],
      categoryColours(statuses)?.[4],
    ]);
    expect(categoryColours(['late', 'toString'])).toEqual(seriesColours(2));
  });

  test('of ordered categories fall in lightness', () => {
    const shades = orderedColours(4).map(lightness);
    expect(shades).toEqual(shades.toSorted((a, b) => b - a));
  });

  test('are those of statuses in a tile board', async () => {
    const { svg } = (await tryDraw(tiles, actions)).chart ?? { svg: '' };
    expect(svg).toContain('fill="#eb6218"');
    expect(svg).not.toContain('fill="#893528"');
  });
});

describe('words on a shape', () => {
  const yaml =
    'encoding: {x: {field: year, type: ordinal}, y: {field: nationality}}\n' +
    'layer: [{mark: rect, encoding: {color: {field: victims}}}, {mark: text, encoding: {text: {field: victims}}}]\n';

  test('are light on dark and dark on light', async () => {
    const dataset = flagshipDataset('victims-by-nationality');
    const { scene } = await drawScene({ label: '', node: chartNode(yaml), dataset });
    const fills = new Map(
      placedItems(scene)
        .filter(({ mark }) => mark.marktype === 'text' && mark.role === 'mark')
        .map(({ item }) => [textOf(item), item.fill]),
    );
    expect(fills.get('44')).toBe(palette.paper);
    expect(fills.get('1')).toBe(palette.ink);
  });

  test('can be read on every grey', () => {
    for (let level = 0; level < 256; level += 5) {
      const ground = `rgb(${level}, ${level}, ${level})`;
      const bounds = { x1: 0, y1: 0, x2: 10, y2: 10, translate: () => bounds };
      const word = { text: 'word', fill: '#222222', bounds };
      const marks = [
        { marktype: 'rect', role: 'mark', items: [{ fill: ground, bounds }] },
        { marktype: 'text', role: 'mark', items: [word] },
      ];
      const root = { marktype: 'group', items: [{ bounds, items: marks }] };
      const size = { width: 10, height: 10 };
      contrastLabels({ root, origin: { x: 0, y: 0 }, size, toSvg: async () => '', dispose: () => undefined });
      expect(contrast(word.fill, ground), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
});
