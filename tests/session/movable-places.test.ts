import { expect, test } from 'vitest';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { hash, moved, placesOf, withoutPlaces } from '../../src/session/drawing/drawn-charts.js';

const template = 'templates/report.md';

/** A chart at a line of a template, with a part of its spec some lines below, and a number that stands in the data. */
function chartAt(line: number, below = 2, title = 'Arrests'): ChartNode {
  const at = { file: template, line, column: 1 };
  return {
    type: 'chart',
    id: 'arrests',
    dataset: 'arrests',
    spec: { mark: 'bar' },
    children: [
      {
        type: 'title',
        children: [
          {
            type: 'text',
            value: title,
            position: { start: { line, column: 1, offset: line * 80 }, end: { line, column: 8, offset: 7 } },
          },
        ],
      },
      { type: 'subtitle', children: [] },
    ],
    positions: { '': at, '/mark': { file: template, line: line + below, column: 3 } },
    at,
  };
}

const keyOf = (chart: ChartNode): string => hash(withoutPlaces(chart, placesOf(chart)));

test('a chart that has moved in its template is the same, and one of other words or with parts in another order is not', () => {
  expect(keyOf(chartAt(30))).toBe(keyOf(chartAt(10)));
  expect(keyOf(chartAt(10, 5))).toBe(keyOf(chartAt(10)));
  expect(keyOf(chartAt(10, -2))).not.toBe(keyOf(chartAt(10)));
  expect(keyOf(chartAt(10, 2, 'Cases'))).not.toBe(keyOf(chartAt(10)));
});

test('what was made of it tells its places as they are now, and those of data as they were', () => {
  const [before, after] = [placesOf(chartAt(10)), placesOf(chartAt(30))];
  const cell = { file: 'data/arrests.csv', line: 10, column: 1 };
  const made = {
    entries: [{ at: { file: template, line: 12, column: 3 }, cell }],
    svg: '<svg/>',
    none: null,
  };
  expect(moved(made, before, after)).toEqual({
    ...made,
    entries: [{ at: { file: template, line: 32, column: 3 }, cell }],
  });
  expect(moved(made, before, before)).toBe(made);
});
