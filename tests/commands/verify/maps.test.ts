/** A forger who shades an area otherwise or draws a larger circle, and writes every hash anew. */
import { beforeAll, expect, test } from 'vitest';
import { drawnOutput, goldenFiles, type Output, redrawn, said } from './redraw.js';

const page = 'maps/en/maps.html';
let output: Output;

beforeAll(async () => {
  output = await drawnOutput(goldenFiles('maps'));
});

test('maps as they were drawn answer for their cells', async () => {
  expect(await said(output)).toBe('');
});

test.each([
  [
    'fig-shades',
    /(<g data-mark="0"><path fill=")#[0-9a-f]{6}/,
    '$1#111111',
    /Unexpected shade `#111111` of an area in `fig-shades`/,
  ],
  [
    'fig-shades',
    /(<g data-mark="0"><path fill=")(#[0-9a-f]{6})(".*?<path fill=")(?!\2)(#[0-9a-f]{6})/,
    '$1$4$3$2',
    /of an area in `fig-shades`, expected `#[0-9a-f]{6}`, that of its class \(leavers\/rate/,
  ],
  [
    'fig-shades',
    /(<g data-mark="0">)<path [^>]*\/>/,
    '$1',
    /Unexpected 8 shapes in `fig-shades`, expected 9, one for each cell/,
  ],
  [
    'fig-circles',
    /d="M([\d.]+),0A[^"]*"/,
    'd="M40,0A40,40,0,1,1,-40,0A40,40,0,1,1,40,0Z"',
    /Unexpected circle in `fig-circles` that shows about `\d+`, expected `260` as in its cell \(leavers\/pupils/,
  ],
  [
    'fig-circles',
    /(<g data-mark="0">.*?)<path [^>]*\/>/,
    '$1',
    /Unexpected 8 (?:shapes|marks) in `fig-circles`, expected 9/,
  ],
  [
    'fig-circles',
    /(<g data-mark="0"><path transform="translate\()([\d.]+)/,
    '$18',
    /Unexpected place of the circle of `[^`]+` in `fig-circles`, expected the one where it was drawn/,
  ],
  [
    'fig-shades',
    /(<g data-mark="0"><path [^>]*d=")([^"]*)("[^>]*><path [^>]*d=")([^"]*)/,
    '$1$4$3$2',
    /Unexpected place of the area of `[^`]+` in `fig-shades`/,
  ],
  [
    'fig-shades',
    /(<g data-mark="1"><path fill=")([^"]*)(.*?<g data-mark="2"><path fill=")([^"]*)/,
    '$1$4$3$2',
    /Unexpected sign `#[0-9a-f]{6}` in the legend of `fig-shades`, expected `#[0-9a-f]{6}` beside the words/,
  ],
  [
    'fig-shades',
    /(<g data-mark="1"><path [^>]*d=")([^"]*)(.*?<g data-mark="2"><path [^>]*d=")([^"]*)/,
    '$1$4$3$2',
    /Unexpected sign `#[0-9a-f]{6}` in the legend of `fig-shades`/,
  ],
] as const)('%s with %s drawn otherwise is found out', async (figure, from, to, expected) => {
  expect(await said(redrawn(output, page, [[figure, from, to]]))).toMatch(expected);
});
