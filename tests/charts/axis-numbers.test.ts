import { expect, test } from 'vitest';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import { loadVega } from '../../src/charts/drawing/vega.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { createLanguage } from '../../src/language/create.js';
import { fontMetrics } from './fixtures.js';

/** The numbers of an axis up to so many, as a language writes them. */
async function axis(tag: string, most: number): Promise<string[]> {
  const { compile, draw } = await loadVega();
  const spec = {
    data: { values: [{ a: 'p', b: most }] },
    mark: 'bar',
    width: 300,
    encoding: { x: { field: 'b', type: 'quantitative' }, y: { field: 'a', type: 'nominal', axis: null } },
  };
  const locale = vegaLocale(createLanguage(tag, {}));
  const { scene } = await draw(compile({ spec, config: {}, locale }), 300, createTextWidth(fontMetrics()));
  const svg = await scene.toSvg();
  scene.dispose();
  return [...svg.matchAll(/<text[^>]*>([\d.,\s]+)<\/text>/g)].map(([, text = '']) => text);
}

test('axes write numbers as prose does: Albanian sets no mark in four digits, Serbian and English do', async () => {
  expect((await axis('sq', 4000)).at(-1)).toBe('4000');
  expect((await axis('sq', 40_000)).at(-1)).toBe('40\u00A0000');
  expect((await axis('sr-Latn', 4000)).at(-1)).toBe('4.000');
  expect((await axis('en', 4000)).at(-1)).toBe('4,000');
});
