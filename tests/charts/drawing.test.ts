import { describe, expect, test } from 'vitest';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { cases, draw, offences, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const texts = ({ labels }: RenderedChart, role: string): readonly string[] =>
  labels.filter((label) => label.role === role).map(({ text }) => text);

/** The chart with a label at every mark, so that what is drawn can be read off. */
const labelled = (rest: string, label = 'cases', mark = 'bar'): string =>
  `layer: [{mark: ${mark}}, {mark: text, encoding: {text: {field: ${label}}}}]\n${rest}`;

describe('totals', () => {
  test('are drawn where the chart never mentions the dimension', async () => {
    const chart = await draw(labelled('encoding: {x: {field: year}, y: {field: cases}}\n'));
    expect(texts(chart, 'label')).toEqual(['35', '34', '52']);
  });

  test('are left out where the chart splits by the dimension', async () => {
    const chart = await draw(
      labelled(
        'transform: [{filter: "datum.year == 2011"}]\nencoding: {y: {field: offence}, x: {field: cases}}\n',
      ),
    );
    expect(texts(chart, 'label')).toEqual(['40', '12']);
    expect(texts(chart, 'axis')).not.toContain('All offences');
  });

  test('are drawn where a filter names them', async () => {
    const chart = await draw(
      labelled(
        'transform: [{filter: {field: offence, oneOf: [slavery, total]}}, {filter: "datum.year == 2011"}]\n' +
          'encoding: {y: {field: offence}, x: {field: cases}}\n',
      ),
    );
    expect(texts(chart, 'label')).toEqual(['12', '52']);
  });

  test('can be drawn by one layer and the parts by another', async () => {
    const chart = await draw(
      'encoding: {x: {field: year}}\nlayer:\n' +
        '  - {mark: bar, encoding: {y: {field: cases}, color: {field: offence}}}\n' +
        '  - mark: text\n    transform: [{filter: "datum.offence == \'total\'"}]\n' +
        '    encoding: {y: {field: cases}, text: {field: cases}}\n',
    );
    expect(texts(chart, 'label')).toEqual(['35', '34', '52']);
    expect(texts(chart, 'legend')).toEqual(['Trafficking in persons', 'Slavery']);
  });
});

describe('the order of categories', () => {
  const bars = (sort: string): string =>
    `mark: bar\ntransform: [{filter: "datum.year == 2011"}]\nencoding: {y: {field: offence${sort}}, x: {field: cases, axis: null}}\n`;

  test('is the declared one, with labels instead of values', async () => {
    expect(texts(await draw(bars('')), 'axis')).toEqual(['Trafficking in persons', 'Slavery']);
  });

  test('can be reversed, listed, or by size', async () => {
    const reversed = ['Slavery', 'Trafficking in persons'];
    for (const sort of [', sort: descending', ', sort: [slavery]', ', sort: x']) {
      expect(texts(await draw(bars(sort)), 'axis')).toEqual(reversed);
    }
    expect(texts(await draw(bars(', sort: -x')), 'axis')).toEqual(reversed.toReversed());
  });
});

describe('years', () => {
  test('are written out as years, never as thousands or moments', async () => {
    for (const type of ['', ', type: temporal', ', type: ordinal', ', type: quantitative']) {
      for (const mark of ['line', 'bar']) {
        const chart = await draw(
          `mark: ${mark}\nencoding: {x: {field: year${type}}, y: {field: cases, axis: null}}\n`,
        );
        expect([type, mark, ...texts(chart, 'axis')]).toEqual([type, mark, '2009', '2010', '2011']);
      }
    }
  });
});

describe('a missing value', () => {
  const line =
    'transform: [{filter: "datum.offence == \'slavery\'"}]\nencoding: {x: {field: year}, y: {field: cases}}\n';

  test('is a gap in a line, never a zero', async () => {
    const { svg } = await draw(`mark: {type: line, point: true}\n${line}`);
    const paths = [...svg.matchAll(/ d="([^"]*)" stroke="#[0-9a-f]{6}" stroke-width="2\.25"/g)];
    expect(paths).toHaveLength(1);
    // Two points that are no neighbours: two moves, and no line across the gap.
    const [, path = ''] = paths[0] ?? [];
    expect(path.match(/[ML]/g)?.filter((step) => step === 'M')).toHaveLength(2);
  });

  test('has no segment in a stack', async () => {
    const { svg } = await draw(
      'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n',
    );
    const segments = [
      ...svg.matchAll(/<path d="M[^"]*v([\d.]+)h[^"]*" fill="#(?:140f79|0d798a)" stroke="#ffffff"/g),
    ];
    // Three years of two offences, one cell of which is missing.
    expect(segments.filter(([, height]) => Number(height) > 0)).toHaveLength(5);
  });

  test('prints what it means', async () => {
    const chart = await draw(
      `mark: text\ntransform: [{filter: "datum.offence == 'slavery'"}]\n` +
        'encoding: {x: {field: year}, y: {value: 10}, text: {field: cases}}\n',
    );
    expect(texts(chart, 'label')).toEqual(['5', 'none recorded', '12']);
  });
});

describe('the ledger of a chart', () => {
  test('has every number that a label prints, with its cell and its place in the template', async () => {
    const chart = await draw(labelled('encoding: {x: {field: year}, y: {field: cases}}\n'));
    const entries = chart.entries.filter(({ place }) => place === 'chart');
    expect(entries.map(({ text }) => text)).toEqual(['35', '34', '52']);
    expect(entries[2]?.quantity).toMatchObject({
      dataset: 'cases',
      unit: 'cases',
      operation: 'value',
      cells: [{ field: 'cases', keys: { year: '2011', offence: 'total' }, origin: { line: 10 } }],
      at: { file: 'chart.yaml', line: 1 },
    });
  });

  test('has the numbers of its text alternative', async () => {
    const chart = await draw('mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n');
    const entries = chart.entries.filter(({ place }) => place === 'alternative');
    expect(entries.map(({ text }) => text)).toContain('+17');
    for (const { text } of entries) expect(chart.description).toContain(text);
  });
});

test('a layer without rows is left out: it may be for missing values that the data do not have', async () => {
  const chart = await draw(
    'encoding: {x: {field: year}, y: {field: cases}}\nlayer:\n  - mark: bar\n' +
      '  - mark: text\n    transform: [{filter: datum.cases > 999}]\n    encoding: {text: {field: cases}}\n',
  );
  expect(texts(chart, 'label')).toEqual([]);
  expect(texts(chart, 'axis')).toContain('2009');
});

test('bars with round ends keep the shape that cuts them', async () => {
  const yaml =
    'mark: {type: bar, cornerRadiusEnd: 4}\ntransform: [{filter: datum.year == 2011}]\nencoding: {x: {field: offence}, y: {field: cases}}\n';
  expect((await draw(yaml)).svg).toMatch(/<clipPath[^>]*><path d="M[^"]+"/);
});

describe('a chart that would mislead is refused', () => {
  test('without rows', async () => {
    const { problems } = await tryDraw(
      'mark: bar\ntransform: [{filter: datum.cases > 999}]\nencoding: {x: {field: year}, y: {field: cases}}\n',
    );
    expect(problems).toEqual([
      '1:1 chart/empty The chart is empty: no row of the dataset passes its filters',
    ]);
  });

  test('with areas that have no height', async () => {
    const teams = sketchDataset(
      'teams',
      [{ name: 'quarter' }, { name: 'team' }, { name: 'score', role: 'measure', type: 'integer' }],
      ['a', 'b'].flatMap((team, at) => ['q1', 'q2', 'q3'].map((quarter) => [quarter, team, 8 + at])),
    );
    const yaml =
      'mark: area\nencoding: {x: {field: quarter}, y: {field: team}, yOffset: {field: score}, detail: {field: team}}\n';
    expect((await tryDraw(yaml, teams)).problems).toEqual([
      expect.stringContaining('chart/empty Nothing is seen of `area`'),
    ]);
  });

  test('with several rows for one mark', async () => {
    const open = sketchDataset(
      'open',
      [
        { name: 'year', type: 'year' },
        { name: 'region' },
        { name: 'cases', role: 'measure', type: 'integer' },
      ],
      [
        [2009, 'north', 3],
        [2009, 'south', 4],
      ],
    );
    const yaml = 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n';
    expect((await tryDraw(yaml, open)).problems).toEqual([
      '1:1 chart/rows-per-mark 2 rows would be drawn as one `bar`',
    ]);
  });

  test('with more colours than a reader can tell apart', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = sketchDataset(
      'many',
      [{ name: 'kind' }, { name: 'cases', role: 'measure', type: 'integer' }],
      names.map((name, index) => [name, index + 1]),
    );
    const yaml = (scale: string) =>
      `mark: bar\nencoding: {x: {field: kind}, y: {field: cases}, color: {field: kind${scale}}}\n`;
    expect((await tryDraw(yaml(''), many)).problems).toEqual([
      expect.stringContaining('chart/colours 6 colours for `kind` are too many'),
    ]);
    const own = ', scale: {range: ["#111111", "#333333", "#555555", "#777777", "#999999", "#bbbbbb"]}';
    expect((await tryDraw(yaml(own), many)).problems).toEqual([
      expect.stringContaining('chart/colours 6 colours for `kind` are too many'),
      expect.stringContaining('chart/house-style The chart is drawn without `scale.range`'),
    ]);
  });

  test('with few colours of categories so late in their column that the house has none for them', async () => {
    const names = [...'abcdefghijk'];
    const late = sketchDataset(
      'late',
      [{ name: 'kind' }, { name: 'cases', role: 'measure', type: 'integer' }],
      names.map((name, index) => [name, index + 1]),
    );
    const yaml = (...kinds: string[]) =>
      `transform: [{filter: {field: kind, oneOf: [${kinds.join()}]}}]\nmark: bar\nencoding: {x: {field: kind}, y: {field: cases}, color: {field: kind}}\n`;
    expect((await tryDraw(yaml('h', 'j', 'k'), late)).problems).toEqual([
      expect.stringContaining('chart/colours There is no colour left for `j`, `k` of `kind`'),
    ]);
    expect((await tryDraw(yaml('a', 'h'), late)).problems).toEqual([]);
  });

  test('when vega cannot draw it, with what it said', async () => {
    const rows = 'mark: point\nencoding: {x: {field: year}, y: {field: cases}, row: {field: cases}}\n';
    expect((await tryDraw(rows)).problems).toEqual([
      expect.stringMatching(/^1:1 chart\/spec A part of the chart cannot be drawn: /),
    ]);
  });
});

describe('the same chart', () => {
  const yaml = 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n';

  test('is drawn the same to the byte, also after others were drawn', async () => {
    const first = await draw(yaml);
    await draw('mark: line\nencoding: {x: {field: year}, y: {field: cases}, strokeDash: {field: offence}}\n');
    expect((await draw(yaml)).svg).toBe(first.svg);
  });

  test('is drawn the same when many are drawn at once', async () => {
    const first = await draw(yaml);
    const others = await Promise.all([draw(yaml), draw(yaml.replace('bar', 'area')), draw(yaml)]);
    expect([others[0]?.svg, others[2]?.svg]).toEqual([first.svg, first.svg]);
  });

  test('does not depend on the order of the rows', async () => {
    const permuted = { ...cases, rows: cases.rows.toReversed() };
    const [a, b] = [await draw(yaml), await draw(yaml, permuted)];
    expect([b.alternative, b.description]).toEqual([a.alternative, a.description]);
    expect(shapes(b)).toEqual(shapes(a));
  });
});

/** What is on the page; vega paints bars in the order of the rows, which nobody sees. */
function shapes({ svg, width, height }: RenderedChart): unknown {
  return { width, height, parts: (svg.match(/<(?:path|text|g|line|rect)[^>]*>[^<]*/g) ?? []).sort() };
}

test('labels that the house has no room for are wrapped, not cut', async () => {
  const long = 'An offence with a name that is much longer than the room beside a bar in a report';
  const wide = sketchDataset(
    'wide',
    [
      { ...offences, categories: { a: long, b: 'Short' } },
      { name: 'cases', role: 'measure', type: 'integer' },
    ],
    [
      ['a', 1],
      ['b', 2],
    ],
  );
  const chart = await draw('mark: bar\nencoding: {y: {field: offence}, x: {field: cases}}\n', wide);
  const label = chart.labels.find(({ text }) => text.startsWith('An offence'));
  expect(label?.text).toBe(long);
  expect(label?.x1).toBeGreaterThanOrEqual(0);
  expect(chart.width).toBeLessThanOrEqual(641);
});
