import { expect, test } from 'vitest';
import { chartForms } from '../../../src/extensions/forms.js';
import type { Geometry } from '../../../src/extensions/maps/geometry.js';
import { housePalette } from '../../../src/model/chart/palette.js';
import type { PublishedData, PublishedDataset, Row } from '../../../src/model/dataset/dataset.js';
import type { Missing } from '../../../src/model/dataset/value.js';
import { defaultPrecision } from '../../../src/model/project/precision.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { type ChartPart, type ChartWork, drawOneByOne } from '../../../src/session/drawing/chart-process.js';
import { ChartWorker } from '../../../src/session/drawing/chart-worker.js';
import { drawAtWorkers } from '../../../src/session/drawing/draw-charts.js';
import { chartKeys, DrawnCharts } from '../../../src/session/drawing/drawn-charts.js';
import { watchRows } from '../../../src/session/drawing/watched-rows.js';
import { Memory } from '../../../src/session/memo/memory.js';
import { cases } from '../../charts/draw-charts.js';
import { chartNode } from '../../charts/fixtures.js';
import { english } from '../../support/english.js';

const lost: Missing = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not known' };
const grid: Geometry = {
  kind: 'geometry',
  name: 'grid',
  title: 'A grid',
  attribution: 'Borders: drawn for tests',
  names: {},
  shapes: [{ key: 'a', label: 'A', pieces: [[[[1, 2]]]] }],
  file: 'data/grid.geojson',
  position: { file: 'data/datapackage.yaml', line: 1, column: 1 },
};
const bars = chartNode('name: fig-bars\nmark: bar\nencoding: {x: {field: year}}\n');
const map = chartNode('name: fig-map\nmap: {geometry: grid, by: offence, measure: cases}\n');
const workOn = (data: PublishedData): ChartWork => ({
  charts: [map, bars],
  data,
  language: 'en',
  catalogue: english.catalogue,
  palette: housePalette,
  precision: defaultPrecision,
  allFrames: false,
});

/** Notes what it is asked to draw, and draws nothing. */
class NotingWorker extends ChartWorker {
  readonly asked: ChartWork[] = [];
  constructor() {
    super(standardLimits);
  }
  override draw(work: ChartWork): Promise<void> {
    this.asked.push(work);
    return Promise.resolve();
  }
}

test('shapes are sent with maps alone, and after all else', async () => {
  const worker = new NotingWorker();
  const memory = { drawn: new DrawnCharts(), memory: new Memory() };
  await drawAtWorkers(workOn({ cases: { ...cases, attachments: { grid } } }), [worker], memory);
  expect(
    worker.asked.map(({ charts, data }) => [
      charts.map(({ id }) => id),
      Object.keys(data.cases?.attachments ?? {}),
    ]),
  ).toEqual([
    [['fig-bars'], []],
    [['fig-map'], ['grid']],
  ]);
});

/** What a chart is known by once it has looked at the first row, when something of its dataset is another. */
const knownBy = (change: (dataset: PublishedDataset) => PublishedDataset): string[] => {
  const work = workOn({ cases: change(cases) });
  return chartKeys({ ...work, charts: [bars] }, []).map((key) => key.hashWith({ cases: [0] }));
};
const inRow =
  (place: number, change: Partial<Row>) =>
  (dataset: PublishedDataset): PublishedDataset => ({
    ...dataset,
    rows: dataset.rows.map((row, at) => (at === place ? { ...row, ...change } : row)),
  });
const asItIs = knownBy((dataset) => dataset);

test('a chart is the same when a cell changes that it did not look at, or a source', () => {
  const measures = { cases: cases.rows[2]?.measures.cases ?? lost };
  expect(knownBy(inRow(1, { measures }))).toEqual(asItIs);
  expect(knownBy((dataset) => ({ ...dataset, sources: [{ title: 'Another' }] }))).toEqual(asItIs);
});

test.each<[string, (dataset: PublishedDataset) => PublishedDataset]>([
  ['a cell', inRow(0, { measures: { cases: cases.rows[2]?.measures.cases ?? lost } })],
  ['where a row stands', inRow(0, { origin: { file: 'data/cases.csv', line: 99 } })],
  ['the categories of any row', inRow(1, { keys: { year: '2012', offence: 'slavery' } })],
  ['what any row says beside its numbers', inRow(1, { marks: { cases: [] } })],
  ['the number of rows', (dataset) => ({ ...dataset, rows: dataset.rows.slice(0, -1) })],
  ['a title', (dataset) => ({ ...dataset, title: 'Others' })],
  ['a unit', (dataset) => ({ ...dataset, fields: dataset.fields.map((field) => ({ ...field, unit: 'x' })) })],
])('a chart is another one when %s changes', (_, change) => {
  expect(knownBy(change)).not.toEqual(asItIs);
});

test('whatever stands in cells that a chart did not look at, it comes out the same', async () => {
  const drawn = async (dataset: PublishedDataset): Promise<readonly ChartPart[]> => {
    const parts: ChartPart[] = [];
    const filtered = chartNode(
      'mark: bar\ntransform: [{filter: {field: year, equal: 2011}}]\nencoding: {y: {field: offence}, x: {field: cases}}\n',
    );
    const work = { ...workOn({ cases: dataset }), charts: [filtered], allFrames: true };
    await drawOneByOne(work, async (part) => void parts.push(part));
    return parts;
  };
  const [, before] = await drawn(cases);
  if (before === undefined || !('looked' in before)) throw new Error('not drawn');
  expect(before.ended.chart?.svg).toContain('</svg>');
  const { cases: looked } = before.looked;
  expect(looked).toEqual([6, 7, 8]);
  const others = cases.rows.map((row, place) =>
    place > 5 ? row : { ...row, measures: { cases: lost }, notes: ['x'] },
  );
  expect((await drawn({ ...cases, rows: others }))[1]).toEqual(before);
});

test('a row is looked at where anything of it but its categories is', () => {
  const seenIn = (look: (rows: readonly Row[]) => void): unknown => {
    const { data, looked } = watchRows({ cases });
    look(data.cases?.rows ?? []);
    return looked();
  };
  expect(seenIn((rows) => rows.map(({ keys }) => keys))).toEqual({ cases: [] });
  expect(
    seenIn((rows) => rows.filter(({ keys }) => keys.year === '2010').map(({ origin }) => origin)),
  ).toEqual({ cases: [3, 4, 5] });
  expect(seenIn((rows) => rows.map((row) => Object.keys(row)))).toEqual({ cases: [] });
  expect(seenIn(([row]) => ({ ...row }))).toEqual({ cases: [0] });
  expect(seenIn(([, row]) => structuredClone(row))).toEqual({ cases: [1] });
  const many = {
    ...cases,
    rows: Array.from({ length: 1_001 }, () => cases.rows[0]).flatMap((row) => row ?? []),
  };
  expect(watchRows({ many }).looked()).toEqual({ many: 'all' });
});

test('a chart that is no map is the same when borders move', () => {
  const moved = { ...grid, shapes: [{ key: 'a', label: 'A', pieces: [[[[1, 3] as const]]] }] };
  const keysOf = (geometry: Geometry) =>
    chartKeys(workOn({ cases: { ...cases, attachments: { grid: geometry } } }), chartForms).map(
      ({ hash }) => hash,
    );
  const [[mapBefore, barsBefore], [mapAfter, barsAfter]] = [keysOf(grid), keysOf(moved)];
  expect(barsAfter).toBe(barsBefore);
  expect(mapAfter).not.toBe(mapBefore);
});
