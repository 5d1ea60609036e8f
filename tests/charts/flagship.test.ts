import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cutLabels, labelBoxes, overlappingLabels } from '../../src/charts/scene.js';
import { draw } from './draw-charts.js';
import { chartNode, flagshipDataset } from './fixtures.js';

const folder = new URL('../../templates/charts/', import.meta.url);
const charts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

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
