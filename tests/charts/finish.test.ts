import { describe, expect, test } from 'vitest';
import { sealSvg } from '../../src/charts/drawing/seal-svg.js';
import { tableEntries } from '../../src/charts/table.js';
import { draw } from './draw-charts.js';

const identity = { id: 'fig-a', title: 'Bars & lines', description: 'It rose <fast>.' };
const svg = (inner: string): string => `<svg class="marks" width="10" height="10">${inner}</svg>`;

describe('a picture that reaches outside itself is refused', () => {
  test.each([
    '<image xlink:href="https://example.org/x.png"/>',
    '<a href="https://example.org"><path d="M0,0"/></a>',
    '<script>alert(1)</script>',
    '<foreignObject><p>text</p></foreignObject>',
    '<use href="#a"/>',
    '<path fill="url(https://example.org/#a)"/>',
    '<path fill="url( \'x.svg#a\')"/>',
    '<path onclick="alert(1)"/>',
    '<style>@import "x.css"</style>',
  ])('%s', (inner) => {
    expect(sealSvg(svg(inner), identity)).toBeUndefined();
  });

  test('but words that only look like a reference are words', () => {
    expect(sealSvg(svg('<text>href= and url(x) on page=</text>'), identity)).toContain('href= and url(x)');
  });
});

test('ids and references to them bear the id of the figure', () => {
  const finished = sealSvg(svg('<clipPath id="clip0"/><g clip-path="url(#clip0)"/>'), identity);
  expect(finished).toContain('<clipPath id="fig-a-clip0"/>');
  expect(finished).toContain('clip-path="url(#fig-a-clip0)"');
});

test('the picture is one image with its title and description, and nothing of ARIA by vega', () => {
  const inner = '<g role="graphics-object" aria-roledescription="group" class="mark"/>';
  expect(sealSvg(svg(inner), identity)).toBe(
    '<svg width="10" height="10" role="img" aria-labelledby="fig-a-title fig-a-description">' +
      '<title id="fig-a-title">Bars &amp; lines</title><desc id="fig-a-description">It rose &lt;fast&gt;.</desc><g/></svg>',
  );
  expect(sealSvg(svg(''), { ...identity, description: '' })).toContain('aria-labelledby="fig-a-title"');
});

test('a drawn chart has no id without its own prefix and no reference out', async () => {
  const { svg: drawn } = await draw(
    'name: fig-one\nmark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n',
  );
  const ids = [...drawn.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) expect(id).toMatch(/^fig-one-/);
  expect(drawn.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|<script|class=/);
});

test('each mark names the numbers that the table of the chart has of its rows', async () => {
  const { svg: drawn, table } = await draw(
    'name: fig-one\nmark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n',
  );
  const numbers = tableEntries(table).map(({ quantity: { cells } }) => cells[0]?.keys);
  const lines = [...drawn.matchAll(/ data-of="([^"]*)"/g)].map(([, places = '']) =>
    places.split(' ').map((place) => numbers[Number(place)]),
  );
  expect(lines.flat().length).toBeGreaterThanOrEqual(numbers.length / 2);
  for (const line of lines) {
    expect(new Set(line.map((keys) => keys?.offence)).size).toBe(1);
    const years = line.map((keys) => Number(keys?.year));
    expect(years).toEqual(years.toSorted((a, b) => a - b));
  }
});
