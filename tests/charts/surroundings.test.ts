import { describe, expect, test } from 'vitest';
import { withoutSurroundings } from '../../src/charts/compose/rewrites.js';

const axis = { title: 'A' };

describe('without surroundings', () => {
  test('a view keeps its marks, rows and scales', () => {
    const kept = { data: { values: [] }, mark: 'bar', transform: [{ calculate: '1', as: 'title' }] };
    const x = { field: 'a', type: 'nominal', scale: { domain: ['p'] } };
    expect(withoutSurroundings({ ...kept, title: 'T', encoding: { x: { ...x, axis } } })).toEqual({
      ...kept,
      encoding: { x: { ...x, axis: null } },
    });
  });

  test('legends go, under conditions too; labels and orders are not touched', () => {
    const text = { field: 'b' };
    const order = [{ field: 'c' }];
    const color = { value: 'red', condition: { field: 'c', test: 'datum.a', legend: {} } };
    expect(withoutSurroundings({ encoding: { text, order, color } })).toEqual({
      encoding: {
        text,
        order,
        color: { value: 'red', legend: null, condition: { field: 'c', test: 'datum.a', legend: null } },
      },
    });
  });

  test('views in views lose theirs', () => {
    const view = { mark: 'bar', title: 'T', encoding: { y: { field: 'a', axis } } };
    const bare = { mark: 'bar', encoding: { y: { field: 'a', axis: null } } };
    expect(withoutSurroundings({ layer: [view] })).toEqual({ layer: [bare] });
    expect(withoutSurroundings({ facet: { field: 'c', header: {} }, spec: view })).toEqual({
      facet: { field: 'c', header: null },
      spec: bare,
    });
    expect(withoutSurroundings({ facet: { row: { field: 'c' } }, spec: view })).toEqual({
      facet: { row: { field: 'c', header: null } },
      spec: bare,
    });
  });
});
