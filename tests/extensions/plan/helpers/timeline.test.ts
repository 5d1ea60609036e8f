import { expect, test } from 'vitest';
import { renderCharts } from '../../../../src/charts/render.js';
import { chartsOf } from '../../../../src/content/markdown/chart-words.js';
import { formatDiagnostic } from '../../../../src/diagnostics.js';
import { plainText } from '../../../../src/report/tree.js';
import { memoryHost } from '../../../memory-host.js';
import { english } from '../../../support/english.js';
import { composePlan, planData, planFiles } from './plan-project.js';

async function drawn(call: string) {
  const { content, problems } = await composePlan(`# A\n\n${call}\n`);
  expect(problems).toEqual([]);
  const [chart] = content === undefined ? [] : chartsOf(content.body);
  if (chart === undefined) throw new Error('expected a chart');
  const input = { charts: [chart], data: await planData(planFiles), language: english };
  const { value, diagnostics } = await renderCharts(input, memoryHost({}));
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  const rendered = value[chart.id];
  if (rendered === undefined) throw new Error('expected a drawing');
  return { chart, rendered, printed: rendered.labels.map(({ text }) => text) };
}

test('draws the actions of an objective, each with its code and title, and puts them into words', async () => {
  const { chart, rendered, printed } = await drawn('{{timeline objective="1"}}');
  expect(chart).toMatchObject({ id: 'fig-timeline-1', dataset: 'plan-actions' });
  expect(chart.children.map((child) => plainText([child]))).toEqual([
    'Timeline of objective 1: Justice',
    'From start to deadline; the dashed line marks 31 December 2015',
    '',
  ]);
  expect(printed).toEqual(expect.arrayContaining(['1.1.1', '1.2.4', 'Name *ten* judges', '2015', 'Late']));
  expect(printed).not.toContain('2.1.1');
  expect(rendered.illustrative).toBe(true);
  expect(rendered.alternative).not.toBe('');
});

test('chooses by institution and status, and takes a title and an id', async () => {
  const { chart, printed } = await drawn(
    '{{timeline institution="mia" status="late|cancelled" caption="What waits: all" id="fig-late"}}',
  );
  expect(chart).toMatchObject({
    id: 'fig-late',
    children: [{ children: [{ value: 'What waits: all' }] }, {}, {}],
  });
  expect(printed.filter((text) => /^\d\.\d\.\d$/.test(text))).toEqual(['1.2.2', '1.2.3']);
});

test('faults of the chart are reported at the helper that wrote it', async () => {
  const { content } = await composePlan('# A\n\n{{timeline}}\n');
  const [chart] = content === undefined ? [] : chartsOf(content.body);
  const places = new Set(
    Object.values(chart?.positions ?? {}).map(({ file, line, column }) => `${file}:${line}:${column}`),
  );
  expect([...places]).toEqual(['templates/progress.md:3:1']);
});
