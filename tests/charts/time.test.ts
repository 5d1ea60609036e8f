import { describe, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { repositoryHost } from '../memory-host.js';
import { draw, problemsOf, tryDraw } from './draw-charts.js';
import { chartNode } from './fixtures.js';
import { actions, timeline } from './plan-charts.js';

/** The left and right ends of every bar, in drawing order. */
function bars(svg: string): readonly (readonly [number, number])[] {
  const paths = svg.matchAll(/<path d="M([\d.]+),[\d.]+h(-?[\d.]+)v[^"]*" fill="#(?:140f79|eb6218)"/g);
  return [...paths]
    .map(([, x, width]) => [Number(x), Number(x) + Number(width)] as const)
    .filter(([a, b]) => b - a > 12);
}

describe('days', () => {
  test('run along a scale in UTC, whatever the time zone of the machine', async () => {
    const { TZ } = process.env;
    const drawings: string[] = [];
    for (const zone of ['Pacific/Kiritimati', 'America/St_Johns']) {
      process.env.TZ = zone;
      drawings.push((await draw(timeline, actions)).svg);
    }
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
    expect(drawings[1]).toBe(drawings[0]);
  });

  test('are as long as the time between them', async () => {
    const [first, second, third] = bars((await draw(timeline, actions)).svg);
    const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const length = ([start, end]: readonly [number, number] = [0, 0]): number => end - start;
    const scale = length(first) / days('2015-01-15', '2015-06-30');
    expect(length(second)).toBeCloseTo(scale * days('2015-02-01', '2016-12-31'), 0);
    expect(length(third)).toBeCloseTo(scale * days('2016-03-01', '2017-06-30'), 0);
  });

  test('are written in the language of the report', async () => {
    const yaml = `
encoding: {y: {field: action}}
layer:
  - {mark: point, encoding: {x: {field: start, axis: {format: "%B %Y"}, title: null}}}
  - {mark: {type: text, align: left, dx: 8}, encoding: {x: {field: start}, text: {field: deadline}}}
`;
    const host = repositoryHost();
    const catalogue = await loadCatalogue('en', host.tool);
    const input = {
      charts: [{ ...chartNode(yaml), dataset: 'actions' }],
      data: { actions },
      language: createLanguage('sq', catalogue),
    };
    const { value, diagnostics } = await renderCharts(input, host);
    expect(diagnostics).toEqual([]);
    const texts = value['fig-test']?.labels.map(({ text }) => text.replaceAll('\u00a0', ' ')) ?? [];
    expect(texts).toContain('janar 2015');
    expect(texts).toContain('30.6.2015');
  });

  test('can be compared in a filter as they stand in the data', async () => {
    const yaml = `transform: [{filter: "datum.deadline <= '2015-12-31'"}]\n${timeline.trim()}\n`;
    const { labels } = await draw(yaml, actions);
    expect(labels.map(({ text }) => text)).toContain('Write a law');
    expect(labels.map(({ text }) => text)).not.toContain('Train judges');
  });

  test.each([
    ['{year: 2015, month: 13}', 'chart/temporal `datum` {"year":2015,"month":13} is not a day'],
    ['{year: 2015, month: 2, date: 30}', 'chart/temporal `datum`'],
    ['{expr: "datum.start"}', 'chart/temporal `datum`'],
  ])('that are none are refused: %s', async (datum, problem) => {
    const problems = await problemsOf(`mark: rule\nencoding:\n  x: {datum: ${datum}}\n`, actions);
    expect(problems).toEqual([expect.stringContaining(`3:14 ${problem}`)]);
  });

  test('of a field that holds none are refused', async () => {
    const problems = await problemsOf(
      'mark: point\nencoding:\n  x: {field: code, type: temporal}\n',
      actions,
    );
    expect(problems).toEqual([
      '3:26 chart/temporal `code` has the type `temporal`, but is neither a year nor a date',
    ]);
  });

  test('have ticks that suit the time that they span', async () => {
    const shifted = (year: number) => ({
      ...actions,
      rows: actions.rows.map((row, index) => ({
        ...row,
        attributes: {
          ...row.attributes,
          start: `${index === 0 ? year : 2015}-03-01`,
          deadline: '2015-11-01',
        },
      })),
    });
    const ticks = async (year: number): Promise<readonly string[]> => {
      const yaml =
        'mark: bar\nencoding: {y: {field: code, type: nominal, axis: null}, x: {field: start, title: null}, x2: {field: deadline}}\n';
      const { labels } = await draw(yaml, shifted(year));
      return labels.filter(({ role }) => role === 'axis').map(({ text }) => text);
    };
    expect(await ticks(2015)).toContain('Apr 2015');
    expect(await ticks(2010)).toEqual(['2010', '2011', '2012', '2013', '2014', '2015', '2016']);
    expect((await ticks(1815)).length).toBeLessThan(9);
  });

  test('may be missing', async () => {
    const open = {
      ...actions,
      rows: actions.rows.map((row, index) =>
        index > 0 ? row : { ...row, attributes: { ...row.attributes, deadline: '' } },
      ),
    };
    const { deadline: _, ...attributes } = open.rows[0]?.attributes ?? {};
    const rows = open.rows.map((row, index) => (index > 0 ? row : { ...row, attributes }));
    expect((await tryDraw(timeline, { ...actions, rows })).problems).toEqual([]);
  });
});

test('a year of `total` beside others does not stretch the scale of years', async () => {
  const { cases } = await import('./draw-charts.js');
  const year = cases.fields.map((field) =>
    field.name === 'year'
      ? { ...field, total: 'total', categories: [...field.categories, { value: 'total', label: 'All' }] }
      : field,
  );
  const rows = [
    ...cases.rows,
    ...cases.rows.slice(0, 3).map((row) => ({
      ...row,
      keys: { ...row.keys, year: 'total' },
      measures: { cases: { kind: 'integer' as const, value: 900n } },
    })),
  ];
  const yaml =
    'transform: [{filter: "datum.year != \'total\'"}]\nmark: line\nencoding: {x: {field: year}, y: {field: cases}}\n';
  const { labels } = await draw(yaml, { ...cases, fields: year, rows });
  expect(labels.map(({ text }) => text)).not.toContain('800');
});
