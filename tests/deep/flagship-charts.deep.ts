/** The charts of both reports, each drawn alone: what no rule of the tool looks at, such as the contrast of words and greys. */
import { beforeAll, describe, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { cutLabels, overlappingLabels, type PlacedItem, textOf } from '../../src/charts/scene/scene.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { chartForms } from '../../src/extensions/forms.js';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { isExact } from '../../src/model/quantity.js';
import { drawOnce, flagshipCharts } from '../charts/flagship-charts.js';
import { contrast, lightness } from '../charts/lightness.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { textOverlaps } from '../support/text-overlaps.js';

const charts = (await flagshipCharts()).map((chart) => [chart.label, chart] as const);
const drawn = new Map<string, RenderedChart>();
const scenes = new Map<string, readonly PlacedItem[]>();
const problems = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const [label, chart] of charts) {
    const { value, diagnostics, items } = await drawOnce(chart);
    problems.set(label, diagnostics.map(formatDiagnostic));
    const rendered = value[chart.node.id];
    if (rendered !== undefined) drawn.set(label, rendered);
    scenes.set(label, items);
  }
});

function rendered(label: string): RenderedChart {
  const chart = drawn.get(label);
  if (chart === undefined) throw new Error(problems.get(label)?.join('\n'));
  return chart;
}

test('there are charts of every kind that the report needs', () => {
  expect(charts.length).toBeGreaterThan(8);
  const kinds = new Set(
    [...drawn.values()].map(({ alternative }) => /^\w+(?: [a-z]+)*/.exec(alternative)?.[0]),
  );
  for (const kind of [
    'Line chart of the number of arrests',
    '100 per cent stacked bar chart of the number of actions',
  ]) {
    expect(kinds).toContain(kind);
  }
});

describe('a chart of the flagship project', () => {
  test.each(charts)('has no label that is cut or covers another: %s', (label) => {
    const chart = rendered(label);
    expect(chart.labels.length).toBeGreaterThan(4);
    expect(cutLabels(chart)).toEqual([]);
    expect(overlappingLabels(chart.labels)).toEqual([]);
  });

  test.each(charts)('fits the text block of a page and prints no ellipsis: %s', (label) => {
    const chart = rendered(label);
    expect(chart.width).toBeLessThanOrEqual(642);
    expect(chart.height).toBeLessThanOrEqual(820);
    expect(chart.svg).not.toContain('\u2026');
  });

  test.each(charts)('has words that stand out by 4.5 to 1 from what they stand on: %s', (label) => {
    expect(faintWords(scenes.get(label) ?? [])).toEqual([]);
  });

  test.each(charts)('has colours that grey print keeps apart: %s', (label) => {
    const fills = (scenes.get(label) ?? [])
      .filter(({ mark }) => mark.role === 'legend-symbol')
      .map(({ item }) => item.fill ?? item.stroke ?? '');
    fills.forEach((fill, index) => {
      for (const other of fills.slice(index + 1)) {
        expect(Math.abs(lightness(fill) - lightness(other)), `${fill} ${other}`).toBeGreaterThan(11.5);
      }
    });
  });

  test.each(charts)('answers for every number that it prints as a label: %s', (label) => {
    const chart = rendered(label);
    const numbers = chart.labels.filter(({ role, text }) => role === 'label' && /^\d+%?$/.test(text));
    const entries = chart.entries.filter(({ place }) => place === 'chart').map(({ text }) => text);
    expect(entries).toEqual(expect.arrayContaining(numbers.map(({ text }) => text)));
    for (const { quantity } of chart.entries) {
      // A count of nothing rests on no cell; a missing number on the cells that are missing.
      const isNone = quantity.operation === 'count' || !isExact(quantity.value);
      expect(quantity.cells.length > 0 || isNone).toBe(true);
    }
  });

  test.each(charts)('is told in words and as a table: %s', (label) => {
    const { alternative, description, table, entries } = rendered(label);
    expect(alternative).toMatch(/^[A-Z1].*\.$/);
    expect(description.length).toBeGreaterThan(40);
    expect(description).not.toMatch(/\bNaN\b|undefined|\[object/);
    const cells = table?.rows.flatMap((row) => row.cells) ?? [];
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) if (cell.kind === 'value') expect(entries).toContain(cell.entry);
  });

  test.each(charts)('has a finding of at most 15 words as its title: %s', (_, { node }) => {
    const words = node.children[0].children
      .map((part) => ('value' in part ? part.value : '0'))
      .join('')
      .trim()
      .split(/\s+/);
    expect(words.length).toBeLessThanOrEqual(15);
  });

  test.each(charts)('is plain data that can cross a worker: %s', (label) => {
    expect(structuredClone(rendered(label))).toEqual(rendered(label));
  });
});

test.each(charts)('no word lies over another on paper, on a desk and on a phone: %s', async (_, chart) => {
  const { node, dataset } = chart;
  const charts = [{ ...node, dataset: dataset.name }];
  const input = { charts, data: { [dataset.name]: dataset }, language: english, forms: chartForms };
  const { value } = await renderCharts({ ...input, allFrames: true }, repositoryHost());
  const [found] = Object.values(value);
  if (found === undefined) throw new Error('not drawn');
  expect(textOverlaps(found)).toEqual([]);
});

/** Words whose contrast with the shape under their middle, or with the paper, is too low. */
function faintWords(items: readonly PlacedItem[]): readonly string[] {
  const shapes = items.filter(({ mark }) => mark.marktype === 'rect' && mark.role === 'mark');
  return items.flatMap(({ item, mark, x, y }) => {
    if (mark.marktype !== 'text' || textOf(item) === '' || item.opacity === 0) return [];
    const middle = {
      x: x + (item.bounds.x1 + item.bounds.x2) / 2,
      y: y + (item.bounds.y1 + item.bounds.y2) / 2,
    };
    const ground = shapes.findLast(
      (shape) =>
        middle.x > shape.x + shape.item.bounds.x1 &&
        middle.x < shape.x + shape.item.bounds.x2 &&
        middle.y > shape.y + shape.item.bounds.y1 &&
        middle.y < shape.y + shape.item.bounds.y2,
    );
    const paper = ground?.item.fill ?? '#ffffff';
    const found = contrast(item.fill ?? '#000000', paper);
    return found < 4.5 ? [`${textOf(item)}: ${item.fill} on ${paper}, ${found.toFixed(2)}`] : [];
  });
}
