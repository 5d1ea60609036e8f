import { describe, expect, test } from 'vitest';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { cases, draw } from './draw-charts.js';
import { flagshipDataset } from './fixtures.js';
import { actions, bullet, tiles, timeline } from './plan-charts.js';

/** A table as lines of text, cells apart by ` | `. */
function lines({ table }: RenderedChart): readonly string[] {
  if (table === undefined) return [];
  return [
    [
      table.stub,
      ...table.columns.map(({ label, unit }) => (unit === undefined ? label : `${label} ${unit}`)),
    ],
    ...table.rows.map(({ label, cells }) => [
      label,
      ...cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text)),
    ]),
  ].map((cells) => cells.join(' | ').replaceAll('\u00a0', ' '));
}

describe('the table of a chart', () => {
  test('has years down the side and series along the top, and says what is missing', async () => {
    const chart = await draw(
      'mark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n',
    );
    expect(lines(chart)).toEqual([
      'Year | Trafficking in persons | Slavery',
      '2009 | 30 | 5',
      '2010 | 34 | none recorded',
      '2011 | 40 | 12',
    ]);
  });

  test('has the totals where the chart draws them, and only the rows that it draws', async () => {
    const chart = await draw(
      'transform: [{filter: datum.year != 2010}]\nencoding: {x: {field: year}}\nlayer:\n' +
        '  - {mark: bar, encoding: {y: {field: cases}, color: {field: offence}}}\n' +
        '  - mark: text\n    transform: [{filter: "datum.offence == \'total\'"}]\n' +
        '    encoding: {y: {field: cases}, text: {field: cases}}\n',
    );
    expect(lines(chart)).toEqual([
      'Year | Trafficking in persons | Slavery | All offences',
      '2009 | 30 | 5 | 35',
      '2011 | 40 | 12 | 52',
    ]);
    expect(chart.table?.columns.map(({ total }) => total)).toEqual([false, false, true]);
  });

  test('is in the order of the bars', async () => {
    const yaml =
      'transform: [{filter: "datum.year == 2011"}]\nmark: bar\n' +
      'encoding: {y: {field: offence, sort: x}, x: {field: cases}}\n';
    expect(lines(await draw(yaml))).toEqual([
      'Offence | Cases',
      'Slavery | 12',
      'Trafficking in persons | 40',
    ]);
  });

  test('of many columns has symbols in its cells, and what they mean', async () => {
    const yaml =
      'mark: rect\nencoding: {x: {field: year, type: ordinal}, y: {field: nationality}, color: {field: victims}}\n';
    const chart = await draw(yaml, flagshipDataset('victims-by-nationality'));
    expect(lines(chart)[4]).toBe('Romanian | [z] | [z] | [z] | [z] | [z] | 1');
    expect(chart.table?.legend).toEqual([{ symbol: '[z]', meaning: 'none recorded' }]);
  });

  test('of a timeline has its dates', async () => {
    expect(lines(await draw(timeline, actions))).toEqual([
      'Action | Objective | Start | Deadline | Status',
      'Write a law | Justice | 15 Jan 2015 | 30 Jun 2015 | Implemented',
      'Train judges | Justice | 1 Feb 2015 | 31 Dec 2016 | Late',
      'Open a shelter | Care | 1 Mar 2016 | 30 Jun 2017 | Late',
      // The line at the end of the year.
      '31 December 2015 |  |  |  | ',
    ]);
  });

  test('of a tile board has a line for each tile', async () => {
    expect(lines(await draw(tiles, actions))).toEqual([
      'Action | Objective | Status',
      'Write a law | Justice | Implemented',
      'Train judges | Justice | Late',
      'Open a shelter | Care | Late',
    ]);
  });

  test('of a bullet chart has both measures', async () => {
    expect(lines(await draw(bullet, actions))).toEqual([
      'Action | Objective | Planned | Spent',
      'Open a shelter | Care | 180,000 | none recorded',
      'Train judges | Justice | 96,000 | 21,500',
      'Write a law | Justice | 18,000 | 16,400',
    ]);
  });

  test('has the measures that a fold lays one under the other', async () => {
    const yaml =
      'transform: [{fold: [planned, spent], as: [what, money]}]\nmark: point\n' +
      'encoding: {y: {field: action}, x: {field: money, type: quantitative, title: Euro}, shape: {field: what, title: Money}}\n';
    expect(lines(await draw(yaml, actions))[1]).toBe('Write a law | Justice | 18,000 | 16,400');
  });

  test('has the numbers that the chart calculates', async () => {
    const yaml =
      'mark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: mean, title: Mean of cases}}\n';
    const { table } = await draw(yaml);
    expect(table?.columns.map(({ label }) => label)).toEqual(['Mean of cases']);
    expect(table?.rows.map(({ label }) => label)).toEqual(['2009', '2010', '2011']);
  });

  test('has every number in the ledger, with its cell', async () => {
    const chart = await draw('mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n');
    const entries = chart.entries.filter(({ place }) => place === 'table');
    expect(entries.map(({ text }) => text)).toEqual(['35', '34', '52']);
    expect(entries[2]?.quantity).toMatchObject({
      dataset: cases.name,
      cells: [{ field: 'cases', keys: { year: '2011', offence: 'total' } }],
    });
  });
});
