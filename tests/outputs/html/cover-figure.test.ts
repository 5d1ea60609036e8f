import type { Root } from 'hast';
import { expect, test } from 'vitest';
import { coverFigure } from '../../../src/outputs/html/cover-figure.js';

const body = (svg: string): Root => ({
  type: 'root',
  children: [
    {
      type: 'element',
      tagName: 'figure',
      properties: { id: 'fig-cases' },
      children: [{ type: 'raw', value: svg }],
    },
  ],
});

const svg =
  '<svg width="640"><title>Cases</title><g transform="translate(100,20)"><g data-axis="0"><text>2009</text><path d="M0,0h400"/></g>' +
  '<g data-mark="0"><path d="M10,40L60,10l50,0" stroke="#140f79" stroke-width="2"/><path d="M0,0h0v0Z" fill="#ffffff"/>' +
  '<path d="M10,50h20v30h-20Z" fill="#0d798a"/><text>38</text></g></g></svg>';

test('a cover shows the marks of a figure, cut to what they take, without its words and axes', () => {
  const shown = coverFigure(body(svg), 'fig-cases');
  expect(shown?.properties.alt).toBe('');
  const markup = Buffer.from(`${shown?.properties.src}`.split(',')[1] ?? '', 'base64').toString();
  expect(markup).toContain('viewBox="107.0 27.0 106.0 76.0"');
  expect([...markup.matchAll(/<path/g)]).toHaveLength(2);
  expect(markup).not.toMatch(/Cases|2009|38|#140f79/);
  expect(markup).toContain('opacity="0.62"');
  expect(coverFigure(body(svg), 'fig-other')).toBeUndefined();
});
