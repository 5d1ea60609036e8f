import { describe, expect, test } from 'vitest';
import { clearLabels } from '../../src/charts/scene/clear-labels.js';
import type { LabelBox } from '../../src/model/chart/chart.js';
import { tryDrawOf } from './draw-charts.js';
import { flagshipDataset } from './fixtures.js';

/** Lines with a number above their first and highest points; drawn for paper, a wide window and a phone. */
const withFirst = (dataset: string, category: string, height: number, more = ''): string => `
data: {name: ${dataset}}
height: ${height}
${more}
encoding:
  x: {field: year}
  y: {field: ${dataset.startsWith('victims') ? 'victims' : 'arrests'}, scale: {nice: 5}}
  color: {field: ${dataset.startsWith('victims') ? 'nationality' : 'offence'}}
layer:
  - mark: line
  - mark: {type: text, align: left, dx: -3, dy: -12, fontWeight: 700}
    transform: [{filter: "datum.${category} && (datum.year == 2009 || datum.year == 2012)"}]
    encoding: {text: {field: ${dataset.startsWith('victims') ? 'victims' : 'arrests'}}}
  - mark: {type: text, align: left, dx: 10}
    transform: [{filter: datum.year == 2014}]
    encoding: {text: {field: ${dataset.startsWith('victims') ? 'nationality' : 'offence'}}}
`;

const arrests = withFirst('arrests-by-offence', "offence == 'trafficking'", 190);
const victims = withFirst(
  'victims-by-nationality',
  "nationality == 'total'",
  145,
  'transform: [{filter: {field: nationality, oneOf: [kosovar, total]}}]',
);

async function drawings(yaml: string, dataset: string): Promise<ReadonlyMap<string, readonly LabelBox[]>> {
  const { chart, problems } = await tryDrawOf(yaml, [flagshipDataset(dataset)]);
  if (chart === undefined) throw new Error(problems.join('\n'));
  return new Map([
    ['paper', chart.labels],
    ...(chart.others ?? []).map(({ frame, labels }) => [frame, labels] as const),
  ]);
}

describe('a number above a point of a line', () => {
  test.each([
    [arrests, 'arrests-by-offence', '34'],
    [victims, 'victims-by-nationality', '29'],
  ])('keeps clear of the numbers of the axis in every window', async (yaml, dataset, first) => {
    const found = await drawings(yaml, dataset);
    expect([...found.keys()]).toEqual(['paper', 'desk', 'phone']);
    for (const [frame, labels] of found) {
      const [label] = labels.filter(({ text, role }) => text === first && role === 'label');
      const beside = labels.filter(
        ({ role, y1, y2 }) => role === 'axis' && label !== undefined && y1 < label.y2 && label.y1 < y2,
      );
      expect(
        beside.filter(({ x2 }) => label !== undefined && label.x1 - x2 < 10),
        frame,
      ).toEqual([]);
    }
  });

  /** Where a label of 20 by 12 pixels stands after all at the first point of a line, from that point. */
  const placeBeside = (next: { x: number; y: number }, dy: number): readonly number[] => {
    const at = { x: 100, y: 100 };
    const bounds = {
      ...{ x1: 97, y1: 94 + dy, x2: 117, y2: 106 + dy },
      set: () => bounds,
      translate: (right: number, down: number) => {
        Object.assign(bounds, { x1: bounds.x1 + right, y1: bounds.y1 + down });
        return bounds;
      },
    };
    const line = [at, next].map((point) => ({ ...point, bounds }));
    const text = { ...at, dy, text: '34', bounds };
    const items = [
      { marktype: 'line', role: 'mark', items: line },
      { marktype: 'text', role: 'mark', items: [text] },
    ];
    clearLabels({ root: { marktype: 'group', items: [{ bounds, items }] }, origin: { x: 0, y: 0 } });
    return [bounds.x1 - at.x, bounds.y1 - at.y];
  };

  test('stands on the other side of its point where its line goes through it', () => {
    expect(placeBeside({ x: 150, y: 50 }, -12)).toEqual([-3, 6]);
    expect(placeBeside({ x: 150, y: 150 }, 12)).toEqual([-3, -18]);
  });

  test('stays where its author set it when it is clear, or beside its point', () => {
    expect(placeBeside({ x: 150, y: 150 }, -12)).toEqual([-3, -18]);
    expect(placeBeside({ x: 150, y: 100 }, 0)).toEqual([-3, -6]);
  });
});
