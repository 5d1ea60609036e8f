/** The same chart for windows of every width. */
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../src/charts/drawing/draw.js';
import { frames } from '../../src/charts/drawing/frame.js';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import { type Drawn, loadVega, type Vega } from '../../src/charts/drawing/vega.js';
import { renderCharts } from '../../src/charts/render.js';
import { cutLabels, overlappingLabels } from '../../src/charts/scene/scene.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import type { OtherDrawing, RenderedChart } from '../../src/model/chart/chart.js';
import { housePalette } from '../../src/model/chart/palette.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { cases } from './draw-charts.js';
import { chartNode, fontMetrics, sketchDataset } from './fixtures.js';

const services = sketchDataset(
  'services',
  [
    { name: 'year', type: 'year' },
    {
      name: 'service',
      categories: {
        shelter: 'Licensed shelters that meet all minimum standards of protection',
        law: 'Legal assistance before courts and authorities',
        care: 'Care',
      },
    },
    { name: 'persons', role: 'measure', type: 'integer', unit: 'persons' },
  ],
  Array.from({ length: 12 }, (_, index) => 2004 + index).flatMap((year) => [
    [year, 'shelter', 100 + year - 2004],
    [year, 'law', 60],
    [year, 'care', 30],
  ]),
);

async function framesOf(
  yaml: string,
  dataset: PublishedDataset = services,
): Promise<{ readonly chart: RenderedChart; readonly phone?: OtherDrawing; readonly desk?: OtherDrawing }> {
  const charts = [{ ...chartNode(yaml), dataset: dataset.name }];
  const input = { charts, data: { [dataset.name]: dataset }, language: english, allFrames: true };
  const { value, diagnostics } = await renderCharts(input, repositoryHost());
  const [chart] = Object.values(value);
  if (chart === undefined) throw new Error(JSON.stringify(diagnostics));
  const of = (name: string): OtherDrawing | undefined => chart.others.find(({ frame }) => frame === name);
  const [phone, desk] = [of('phone'), of('desk')];
  return { chart, ...(phone && { phone }), ...(desk && { desk }) };
}

const wordsOf = ({ labels }: Pick<OtherDrawing, 'labels'>, role: string): string[] =>
  labels.flatMap((label) => (label.role === role ? [label.text] : []));

const bars = `layer: [{mark: bar}, {mark: {type: text, align: left, dx: 4, fontSize: 9}, encoding: {text: {field: persons}}}]
transform: [{filter: "datum.year == 2015"}]
encoding: {y: {field: service}, x: {field: persons, axis: null}}
`;

describe('on a phone', () => {
  test('names stand above their bars, everything fits, and no word is smaller than 12 pixels', async () => {
    const { chart, phone } = await framesOf(bars);
    if (phone === undefined) throw new Error('no drawing for a phone');
    expect(phone.width).toBeLessThanOrEqual(290);
    expect(cutLabels(phone)).toEqual([]);
    expect(overlappingLabels(phone.labels)).toEqual([]);
    expect(wordsOf(phone, 'axis')).toEqual(wordsOf(chart, 'axis'));
    expect(wordsOf(phone, 'label')).toEqual(wordsOf(chart, 'label'));
    expect(phone.svg).not.toMatch(/font-size="(?:\d|1[01])(?:\.\d+)?px"/);
    const [name] = phone.labels.filter(({ text }) => text.startsWith('Licensed'));
    const [number] = phone.labels.filter(({ text }) => text === '111');
    expect(name?.x1).toBeLessThan(4);
    expect(name?.y2).toBeLessThan(number?.y1 ?? 0);
  });

  test('words beside a plot stand above its bar, each at its side, and no bar loses room to them', async () => {
    const bullets = `transform: [{filter: "datum.year == 2015"}]
facet: {row: {field: service, header: null}}
resolve: {scale: {y: independent}}
spec:
  height: 46
  encoding: {y: {field: service, axis: {labelPadding: 60}}}
  layer:
    - {mark: bar, encoding: {x: {field: persons, axis: null}}}
    - {mark: {type: text, align: right, dx: -8}, encoding: {x: {value: 0}, text: {field: persons}}}
    - {mark: {type: text, dy: 16}, encoding: {x: {field: persons, axis: null}, text: {field: persons}}}
    - {mark: {type: text, align: left, dx: 14, dy: 13}, encoding: {x: {value: width}, text: {field: year}}}
`;
    const { chart, phone } = await framesOf(bullets);
    if (phone === undefined) throw new Error('no drawing for a phone');
    expect(phone.width).toBeLessThanOrEqual(290);
    expect(wordsOf(phone, 'label').sort()).toEqual(wordsOf(chart, 'label').sort());
    const [name] = phone.labels.filter(({ text }) => text.startsWith('Licensed'));
    const [value, below] = phone.labels.filter(({ text }) => text === '111');
    const [year] = phone.labels.filter(({ text }) => text === '2015');
    const next = phone.labels.find(({ text }) => text.startsWith('Legal'));
    const heights = [name?.y2, value?.y2, year?.y2, below?.y1, next?.y1].map((y) => y ?? Number.NaN);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(Math.abs((value?.x1 ?? 0) - (name?.x1 ?? 0))).toBeLessThan(1);
    expect(year?.x2).toBeGreaterThan(240);
  });

  test('panels stand below each other, and an axis has years where there is room for them', async () => {
    const { phone } = await framesOf(
      'mark: line\nencoding: {column: {field: service}, x: {field: year}, y: {field: persons}}\n',
    );
    const heads = phone?.labels.filter(({ text }) => /^(?:Licensed|Legal|Care)/.test(text)) ?? [];
    expect(heads.map(({ y1 }) => y1)).toEqual([...new Set(heads.map(({ y1 }) => y1))].sort((a, b) => a - b));
    expect(heads).toHaveLength(3);
    expect(wordsOf(phone ?? { labels: [] }, 'axis')).toEqual(expect.arrayContaining(['2005', '2015']));
    expect(wordsOf(phone ?? { labels: [] }, 'axis')).not.toContain('2014');
  });

  test('names of bars that stand are turned where they are wider than the bar, years are not', async () => {
    const { phone } = await framesOf(
      'mark: bar\ntransform: [{filter: "datum.year == 2015"}]\nencoding: {x: {field: service}, y: {field: persons}}\n',
    );
    const [first] = phone?.labels.filter(({ text }) => text.startsWith('Licensed')) ?? [];
    expect((first?.y2 ?? 0) - (first?.y1 ?? 0)).toBeGreaterThan((first?.x2 ?? 0) - (first?.x1 ?? 0));
    const years = await framesOf('mark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n', cases);
    expect(wordsOf(years.phone ?? { labels: [] }, 'axis')).toEqual(
      expect.arrayContaining(['2009', '2010', '2011']),
    );
  });
});

describe('on a desk', () => {
  test('a plot takes the width that there is, and letters keep their size', async () => {
    const { chart, desk } = await framesOf(bars);
    expect(desk?.width).toBeGreaterThan(chart.width + 100);
    expect(desk?.height).toBeLessThanOrEqual(chart.height);
  });

  test('a chart whose author gives its width has no drawing of its own there', async () => {
    const { desk, phone } = await framesOf(`width: 300\n${bars}`);
    expect(desk).toBeUndefined();
    expect(phone).toBeDefined();
  });
});

test('other drawings are named by the words of the first, and repeat its numbers', async () => {
  const { chart, phone } = await framesOf(bars);
  expect(phone?.svg).toContain(`aria-labelledby="${chart.id}-title ${chart.id}-description"`);
  expect(phone?.svg).not.toContain('<title');
  const keys = (svg = ''): string[] =>
    [...svg.matchAll(/<text[^>]* data-key="(\d+)"[^>]*>([^<]*)/g)]
      .map(([, key, text]) => `${key} ${text}`)
      .sort();
  expect(keys(phone?.svg)).toEqual(keys(chart.svg));
  expect(keys(chart.svg)).toHaveLength(3);
});

const short = `mark: bar
transform: [{filter: "datum.year == 2011"}]
encoding: {y: {field: offence}, x: {field: cases}}
`;

test('three drawings of a chart compile it three times, and make its dataflow four times', async () => {
  const made = { compiled: 0, drawn: 0, resized: 0 };
  const vega = await loadVega();
  const resizing = ({ resize, ...drawn }: Drawn): Drawn => ({
    ...drawn,
    ...(resize && {
      async resize(width: number) {
        made.resized++;
        return resizing(await resize(width));
      },
    }),
  });
  const counting: Vega = {
    ...vega,
    compile(drawable) {
      made.compiled++;
      return vega.compile(drawable);
    },
    async draw(...work) {
      made.drawn++;
      return resizing(await vega.draw(...work));
    },
  };
  const { family } = fontMetrics();
  const tools = {
    vega: counting,
    language: english,
    locale: vegaLocale(english),
    textWidth: createTextWidth(fontMetrics()),
    family,
  };
  const shared = { ...tools, palette: housePalette, precision: defaultPrecision, allFrames: true };
  const { drawFor } = await drawChart(chartNode(short).spec, cases, shared);
  // What is shown; how wide the words around it are; and then the room that is left.
  expect(made).toEqual({ compiled: 2, drawn: 2, resized: 1 });
  expect(await drawFor(frames.desk)).toBeDefined();
  expect(made).toEqual({ compiled: 2, drawn: 3, resized: 1 });
  expect(await drawFor(frames.phone)).toBeDefined();
  expect(made).toEqual({ compiled: 3, drawn: 4, resized: 2 });
});
