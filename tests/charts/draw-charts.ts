import { checkWritten } from '../../src/charts/check/check-chart.js';
import { loadVega } from '../../src/charts/drawing/vega.js';
import { grammarFile, readGrammar } from '../../src/charts/grammar/grammar.js';
import { renderCharts } from '../../src/charts/render.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { chartForms } from '../../src/extensions/forms.js';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import type { ExceptionRule } from '../../src/model/chart/exceptions.js';
import type { Palette } from '../../src/model/chart/palette.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import type { Missing } from '../../src/model/dataset/value.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { chartNode, type FieldSketch, sketchDataset } from './fixtures.js';

export const offences: FieldSketch = {
  name: 'offence',
  total: 'total',
  categories: { trafficking: 'Trafficking in persons', slavery: 'Slavery', total: 'All offences' },
};

/** Two offences and their total over three years; 2010 has no number for slavery. */
export const cases = sketchDataset(
  'cases',
  [
    { name: 'year', type: 'year', title: 'Year' },
    offences,
    { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
  ],
  [
    [2009, 'trafficking', 30],
    [2009, 'slavery', 5],
    [2009, 'total', 35],
    [2010, 'trafficking', 34],
    [2010, 'slavery', null],
    [2010, 'total', 34],
    [2011, 'trafficking', 40],
    [2011, 'slavery', 12],
    [2011, 'total', 52],
  ],
);

/** Years with a number that nobody knows. */
export const unknown: PublishedDataset = (() => {
  const sketch = sketchDataset(
    'unknown',
    [offences, { name: 'cases', role: 'measure', type: 'integer', unit: 'cases' }],
    [
      ['trafficking', 3],
      ['slavery', null],
      ['total', 3],
    ],
  );
  const lost: Missing = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not known' };
  const rows = sketch.rows.map((row) =>
    row.measures.cases?.kind === 'missing' ? { ...row, measures: { cases: lost } } : row,
  );
  return { ...sketch, rows };
})();

/** What the check says of a chart, one line a problem: `line:column code message`. */
export async function problemsOf(
  yaml: string,
  dataset: PublishedDataset = cases,
  allowed: readonly ExceptionRule[] = [],
): Promise<readonly string[]> {
  const { parseExpression, normalize } = await loadVega();
  const grammar = readGrammar(await repositoryHost().tool.readText(grammarFile));
  const reasons = allowed.map((rule) => ({ rule, reason: 'It is meant' }));
  const chart = { ...chartNode(yaml), dataset: dataset.name, allowed: reasons };
  const data = { [dataset.name]: dataset };
  return (
    checkWritten(chart, data, { grammar, parseExpression, normalize, language: english })?.problems.map(
      print,
    ) ?? []
  );
}

/** What drawing a chart comes to: the chart, or what is wrong with it, one line a problem. */
export async function tryDraw(
  yaml: string,
  dataset: PublishedDataset = cases,
  palette?: Palette,
): Promise<{ readonly chart: RenderedChart | undefined; readonly problems: readonly string[] }> {
  const chart = chartNode(yaml);
  const input = { charts: [{ ...chart, dataset: dataset.name }], data: { [dataset.name]: dataset } };
  const { value, diagnostics } = await renderCharts(
    { ...input, language: english, forms: chartForms, ...(palette && { palette }) },
    repositoryHost(),
  );
  // Which form suits the numbers best is another question, which choice.test.ts asks.
  const problems = diagnostics.filter(({ code }) => code !== 'chart/choice').map(print);
  return { chart: value[chart.id], problems };
}

/** The drawn chart of several datasets, or what is wrong with it. */
export async function tryDrawOf(
  yaml: string,
  datasets: readonly PublishedDataset[],
): Promise<{ readonly chart: RenderedChart | undefined; readonly problems: readonly string[] }> {
  const chart = chartNode(yaml);
  const data = Object.fromEntries(datasets.map((dataset) => [dataset.name, dataset]));
  const { value, diagnostics } = await renderCharts(
    { charts: [chart], data, language: english, forms: chartForms, allFrames: true },
    repositoryHost(),
  );
  return { chart: value[chart.id], problems: diagnostics.map(print) };
}

/** The drawn chart; throws with its problems when it has any. */
export async function draw(yaml: string, dataset?: PublishedDataset): Promise<RenderedChart> {
  const { chart, problems } = await tryDraw(yaml, dataset);
  if (chart === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  return chart;
}

function print({ code, message, position }: Diagnostic): string {
  return `${position.line}:${position.column} ${code} ${message}`;
}
