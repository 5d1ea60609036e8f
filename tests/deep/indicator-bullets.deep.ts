/** The bullets of the flagship's indicators in every language and frame: numbers belong visibly to their row, zero is at the axis. */
import { beforeAll, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import type { ComposeInput } from '../../src/content/compose-input.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import { readTranslation } from '../../src/data/translations/read.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import type { Host } from '../../src/host/host.js';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import { localise } from '../../src/language/localise.js';
import type { LabelBox, RenderedChart } from '../../src/model/chart/chart.js';
import { repositoryHost } from '../memory-host.js';
import { compose } from '../support/composed.js';
import { flagship } from '../support/flagship-data.js';
import { textOverlaps } from '../support/text-overlaps.js';

const tags = ['en', 'sq', 'sr-Cyrl', 'sr-Latn'];
const template = 'templates/indicators.md';
const text = [1, 2, 3, 4, 5].map((code) => `{{indicator-bullets objective="${code}"}}\n`).join('\n');
const charts = new Map<string, readonly RenderedChart[]>();

beforeAll(async () => {
  const host = repositoryHost();
  const own = {
    ...host,
    project: {
      ...host.project,
      readText: async (path: string) => (path === template ? text : host.project.readText(path)),
    },
  };
  const { project, prepared } = await flagship();
  const english = prepared.value;
  const [report] = project.reports;
  if (report === undefined) throw new Error('no report');
  for (const tag of tags) {
    const isLatin = tag === 'sr-Latn';
    const read =
      tag === 'en' ? undefined : await readTranslation(project.data, isLatin ? 'sr-Cyrl' : tag, own);
    const data =
      read === undefined ? english : localise(english, { ...read.value, ...(isLatin && { isLatin }) });
    const language = createLanguage(
      tag,
      await loadCatalogue(tag, own.tool),
      await loadLexicon(tag, own.tool),
    );
    charts.set(tag, await drawn({ project, report: { ...report, template }, data, language }, own));
  }
});

async function drawn(
  { project, report, data, language }: Pick<ComposeInput, 'project' | 'report' | 'data' | 'language'>,
  host: Host,
): Promise<readonly RenderedChart[]> {
  const input = {
    project,
    report,
    data,
    language,
    syntax: templateSyntax,
    rows: new RowIndex(),
    draft: false,
  };
  const { value, diagnostics } = await compose(input, host);
  if (value === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const rendered = await renderCharts(
    { charts: chartsOf(value.body), data, language, allFrames: true },
    host,
  );
  if (rendered.diagnostics.length > 0) throw new Error(rendered.diagnostics.map(formatDiagnostic).join('\n'));
  return Object.values(rendered.value);
}

const drawings = (tag: string) =>
  (charts.get(tag) ?? []).flatMap(({ id, labels, others }) => [
    { at: `${id} paper`, labels, isNarrow: false },
    ...others.map((other) => ({
      at: `${id} ${other.frame}`,
      labels: other.labels,
      isNarrow: other.frame === 'phone',
    })),
  ]);

test.each(tags)('%s: no word or number of a row lies over another or touches it', (tag) => {
  const found = (charts.get(tag) ?? []).flatMap((chart) =>
    textOverlaps(chart).map((each) => `${chart.id} ${each}`),
  );
  expect(found).toEqual([]);
  expect(drawings(tag)).toHaveLength(15);
});

/** Pixels between the numbers of two rows: less than within a row, and nobody knows to which they belong. */
const leastApart = 10;

test.each(tags)('%s: numbers of a row are further from those of its neighbours than from its bar', (tag) => {
  const close = drawings(tag).flatMap(({ at, labels, isNarrow }) => {
    if (isNarrow) return [];
    const names = labels.filter(({ role }) => role === 'axis').toSorted((a, b) => a.y1 - b.y1);
    const rows = names.map((name) =>
      labels.filter((label) => label.role === 'label' && nearest(label, names) === name),
    );
    return rows.slice(1).flatMap((row, index) => {
      const above = rows[index] ?? [];
      const gap = Math.min(...row.map(({ y1 }) => y1)) - Math.max(...above.map(({ y2 }) => y2));
      return gap < leastApart ? [`${at}: ${gap.toFixed(1)} px under ${names[index]?.text}`] : [];
    });
  });
  expect(close).toEqual([]);
});

const middle = ({ y1, y2 }: LabelBox): number => (y1 + y2) / 2;

const nearest = (label: LabelBox, names: readonly LabelBox[]): LabelBox | undefined =>
  names.toSorted((a, b) => Math.abs(middle(a) - middle(label)) - Math.abs(middle(b) - middle(label)))[0];

const told: readonly (readonly [tag: string, kind: string, numbers: string])[] = [
  ['en', 'Bullet chart: Actual, Target and Baseline.', 'Actual: 45\u00A0%; Target: 40\u00A0%'],
  ['sq', 'Grafik i vlerës së arritur ndaj vlerës së synuar', '45\u00A0%'],
  ['sr-Cyrl', 'Графикон вредности и циља', '45\u00A0%'],
];

test.each(told.filter(([tag]) => tags.includes(tag)))(
  '%s: is told as bars with marks along them, each number with its unit',
  (tag, kind, numbers) => {
    const [first] = charts.get(tag) ?? [];
    expect(first?.alternative.startsWith(kind)).toBe(true);
    expect(first?.description).toContain(numbers);
  },
);

/** Pixels between a number at zero and what stands beside it: the unit at its left, the line of zero above or below it. */
const besideZero = 5;

test.each(tags)('%s: an indicator that is all nought has its marks at the beginning of its row', (tag) => {
  // Objective 1 has one: nobody received compensation, before or since, and there is no target.
  const [first] = charts.get(tag) ?? [];
  if (first === undefined) throw new Error('no chart');
  const noughts = first.labels.filter(({ role, text: each }) => role === 'label' && each === '0');
  const [actual, baseline] = noughts.toSorted((a, b) => a.y1 - b.y1) as [LabelBox, LabelBox];
  expect(noughts).toHaveLength(2);
  expect((baseline.x1 + baseline.x2) / 2 - actual.x2).toBeCloseTo(14, 0);
  const unit = first.labels.find(
    ({ x2, y1, y2 }) => x2 <= actual.x2 + 1 && y1 < middle(baseline) && y2 > middle(baseline),
  );
  expect(baseline.x1 - (unit?.x2 ?? 0)).toBeGreaterThan(besideZero);
});
