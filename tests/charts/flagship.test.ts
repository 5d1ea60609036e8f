import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cutLabels, labelBoxes, overlappingLabels } from '../../src/charts/scene.js';
import { draw } from './draw-charts.js';
import { chartNode, flagshipDataset } from './fixtures.js';

const folder = new URL('../../templates/charts/', import.meta.url);
const charts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

/** Source: WCAG 2.1, relative luminance and contrast ratio, against white. */
function contrastWithPaper(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

async function drawFlagship(yaml: string) {
  return await draw(yaml, flagshipDataset(chartNode(yaml).dataset));
}

describe('a chart of the flagship report', () => {
  test.each(charts)('has no label that is cut or covers another: %s', async (_, yaml) => {
    const chart = await drawFlagship(yaml);
    expect(labelBoxes(chart).length).toBeGreaterThan(4);
    expect(cutLabels(chart)).toEqual([]);
    expect(overlappingLabels(chart.labels)).toEqual([]);
  });

  test.each(charts)('fits the text block of a page and prints no ellipsis: %s', async (_, yaml) => {
    const chart = await drawFlagship(yaml);
    expect(chart.width).toBeLessThanOrEqual(642);
    expect(chart.height).toBeLessThanOrEqual(400);
    expect(chart.svg).not.toContain('\u2026');
  });

  test.each(charts)('has words that stand out from the paper by 4.5 to 1: %s', async (_, yaml) => {
    const { svg } = await drawFlagship(yaml);
    const colours = [...svg.matchAll(/<text [^>]*fill="(#[0-9a-f]{6})"/g)].map(([, colour = '']) => colour);
    expect(colours.length).toBeGreaterThan(4);
    expect([...new Set(colours)].filter((colour) => contrastWithPaper(colour) < 4.5)).toEqual([]);
  });

  test.each(charts)('answers for every number that it prints as a label: %s', async (_, yaml) => {
    const chart = await drawFlagship(yaml);
    const numbers = labelBoxes(chart).filter(({ role, text }) => role === 'label' && /^\d/.test(text));
    const entries = chart.entries.filter(({ place }) => place === 'chart').map(({ text }) => text);
    expect(entries).toEqual(expect.arrayContaining(numbers.map(({ text }) => text)));
    for (const { quantity } of chart.entries) expect(quantity.cells.length).toBeGreaterThan(0);
  });

  test.each(charts)('is plain data that can cross a worker: %s', async (_, yaml) => {
    const chart = await drawFlagship(yaml);
    expect(structuredClone(chart)).toEqual(chart);
  });
});
