import { describe, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import type { LedgerEntry } from '../../src/model/quantity.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import type { ValueNode } from '../../src/model/tree/phrasing-nodes.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { cases, draw } from './draw-charts.js';
import { chartNode, flagshipDataset } from './fixtures.js';
import { actions, bullet, rates, tiles, timeline } from './plan-charts.js';

async function words(yaml: string, dataset = actions) {
  const { alternative, description } = await draw(yaml, dataset);
  return { alternative, description };
}

describe('the text alternative', () => {
  test('of a timeline says what a bar is, when each starts and ends, and how many end by its rule', async () => {
    expect(await words(timeline)).toEqual({
      alternative: 'Timeline. One mark each: Action. Status: Implemented and Late.',
      description:
        'Write a law: 15 January 2015 to 30 June 2015. Train judges: 1 February 2015 to 31 December 2016. ' +
        'Open a shelter: 1 March 2016 to 30 June 2017. 1 of 3 end by 31 December 2015. ' +
        'A line marks 31 December 2015.',
    });
  });

  test('of a tile board counts its tiles, in all and line by line', async () => {
    expect(await words(tiles)).toEqual({
      alternative:
        'Tile board. One mark each: Action. Objective: Justice and Care. Status: Implemented and Late.',
      description: 'In all: Implemented: 1; Late: 2. Justice: Implemented: 1; Late: 1. Care: Late: 1.',
    });
  });

  test('of a tile board has every count in the ledger, with the cells that were counted', async () => {
    const { entries } = await draw(tiles, actions);
    const late = entries.find(({ text, quantity }) => text === '2' && quantity.operation === 'count');
    expect(late?.quantity.cells.map(({ field, origin }) => [field, origin.line])).toEqual([
      ['status', 3],
      ['status', 4],
    ]);
  });

  test('of a bullet chart sets its measures side by side', async () => {
    expect(await words(bullet)).toEqual({
      alternative:
        'Bullet chart: Planned (euro) and Spent (euro). Action: Open a shelter, Train judges and Write a law.',
      description:
        'Open a shelter: Planned: 180,000; Spent: none recorded. ' +
        'Train judges: Planned: 96,000; Spent: 21,500. Write a law: Planned: 18,000; Spent: 16,400.',
    });
  });

  test('of a heat map tells the highest cell, the highest of each row, and what empty cells mean', async () => {
    const yaml =
      'mark: rect\ntransform: [{filter: {field: nationality, oneOf: [moldovan, albanian]}}]\n' +
      'encoding: {x: {field: year, type: ordinal}, y: {field: nationality}, color: {field: victims}}\n';
    expect(await words(yaml, flagshipDataset('victims-by-nationality'))).toEqual({
      alternative:
        'Heat map of the number of victims. Year: 2009 to 2014. Nationality: Moldovan and Albanian.',
      description:
        'Of the cells with a number, the highest is 23: Moldovan, 2012. ' +
        'The highest of each row: Moldovan: 23 (2012); Albanian: 7 (2010 and 2013). ' +
        'Cells without a number: none recorded.',
    });
  });

  test('of bars of 100 per cent goes bar by bar', async () => {
    const yaml =
      'mark: bar\ntransform: [{filter: "datum.year == 2011"}]\n' +
      'encoding: {y: {field: year, type: ordinal}, x: {field: cases, stack: normalize}, color: {field: offence}}\n';
    const { alternative } = await words(yaml, cases);
    expect(alternative).toMatch(/^100 per cent stacked bar chart of the number of cases\./);
  });

  test('says when a series went back on its way from one end to the other', async () => {
    const rows = cases.rows.map((row) =>
      row.keys.year === '2010' && row.keys.offence === 'total'
        ? { ...row, measures: { cases: { kind: 'integer' as const, value: 40n } } }
        : row,
    );
    const yaml = 'mark: line\nencoding: {x: {field: year}, y: {field: cases}}\n';
    expect((await words(yaml, { ...cases, rows })).description).toMatch(/It rose at every step\.$/);
    const longer = flagshipDataset('victims-by-nationality');
    const serbian = `transform: [{filter: "datum.nationality == 'kosovar' && datum.year < 2014"}]\n${yaml.replace('cases', 'victims')}`;
    expect((await words(serbian, longer)).description).toBe(
      'The number of victims was 16 in 2009 and 44 in 2013, a change of +28. ' +
        'It was highest in 2013 (44) and lowest in 2009 (16). There were ups and downs in between.',
    );
  });

  test('prints the sign of a measure in per cent, in labels and in words', async () => {
    const yaml =
      'encoding: {y: {field: objective}, x: {field: rate}}\nlayer: [{mark: bar}, {mark: text, encoding: {text: {field: rate}}}]\n';
    const chart = await draw(yaml, rates);
    expect(chart.labels.filter(({ role }) => role === 'label').map(({ text }) => text)).toEqual([
      '60%',
      '25%',
    ]);
    expect(chart.alternative).toBe('Bar chart of Rate (per cent). Objective: Justice and Care.');
    expect(chart.description).toBe(
      'Rate (per cent) was highest for Justice (60%) and lowest for Care (25%).',
    );
  });
});

describe('a chart is marked as illustrative', () => {
  const yaml = 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n';
  const render = async (more: Partial<ChartNode>): Promise<boolean | undefined> => {
    const node = { ...chartNode(yaml), ...more };
    const { value } = await renderCharts(
      { charts: [node], data: { cases }, language: english },
      repositoryHost(),
    );
    return value[node.id]?.illustrative;
  };

  /** The chart whose title, subtitle or description holds a number. */
  function withNumber(part: 'title' | 'subtitle' | 'description', entry: LedgerEntry): Partial<ChartNode> {
    const number: ValueNode = { type: 'value', entry };
    const [title, subtitle] = chartNode(yaml).children;
    if (part === 'title') return { children: [{ ...title, children: [number] }, subtitle] };
    if (part === 'subtitle') return { children: [title, { ...subtitle, children: [number] }] };
    return { children: [title, subtitle, { type: 'description', children: [number] }] };
  }

  test('when a number in its words is, whatever it draws itself', async () => {
    const { entries } = await draw(yaml);
    const [entry] = entries;
    if (entry === undefined) throw new Error('a chart has numbers');
    const made = { ...entry, quantity: { ...entry.quantity, illustrative: true } };
    for (const part of ['title', 'subtitle', 'description'] as const) {
      expect(await render(withNumber(part, made))).toBe(true);
      expect(await render(withNumber(part, entry))).toBe(false);
    }
  });

  test('when a number in its spec is', async () => {
    expect(await render({ illustrative: true })).toBe(true);
    expect(await render({})).toBe(false);
  });
});
