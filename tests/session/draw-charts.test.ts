import { expect, test } from 'vitest';
import type { PublishedData } from '../../src/model/dataset.js';
import type { Geometry } from '../../src/model/geometry.js';
import { housePalette } from '../../src/model/palette.js';
import { defaultPrecision } from '../../src/model/precision.js';
import { standardLimits } from '../../src/resource-limits.js';
import { ChartDesk } from '../../src/session/chart-desk.js';
import type { ChartWork } from '../../src/session/chart-process.js';
import { drawAtDesks } from '../../src/session/draw-charts.js';
import { chartKeys, DrawnCharts } from '../../src/session/drawn-charts.js';
import { Memory } from '../../src/session/memory.js';
import { cases } from '../charts/draw-charts.js';
import { chartNode } from '../charts/fixtures.js';
import { english } from '../support/english.js';

const grid: Geometry = {
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
class NotingDesk extends ChartDesk {
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
  const desk = new NotingDesk();
  const memory = { drawn: new DrawnCharts(), memory: new Memory() };
  await drawAtDesks(workOn({ cases: { ...cases, geometries: { grid } } }), [desk], memory);
  expect(
    desk.asked.map(({ charts, data }) => [
      charts.map(({ id }) => id),
      Object.keys(data.cases?.geometries ?? {}),
    ]),
  ).toEqual([
    [['fig-bars'], []],
    [['fig-map'], ['grid']],
  ]);
});

test('a chart that is no map is the same when borders move', () => {
  const moved = { ...grid, shapes: [{ key: 'a', label: 'A', pieces: [[[[1, 3] as const]]] }] };
  const keysOf = (geometry: Geometry) =>
    chartKeys(workOn({ cases: { ...cases, geometries: { grid: geometry } } })).map(({ hash }) => hash);
  const [[mapBefore, barsBefore], [mapAfter, barsAfter]] = [keysOf(grid), keysOf(moved)];
  expect(barsAfter).toBe(barsBefore);
  expect(mapAfter).not.toBe(mapBefore);
});
