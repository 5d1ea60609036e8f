/** What a new short form takes: its file, and its line in a list. */
import { expect, test } from 'vitest';
import { renderCharts } from '../../../src/charts/render.js';
import { chartsOf } from '../../../src/content/markdown/chart-words.js';
import { RowIndex } from '../../../src/content/selection/fields.js';
import { templateLanguage } from '../../../src/content/template-language.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { templateSyntax } from '../../../src/extensions/extensions.js';
import { helperOf } from '../../../src/forms/chart-form.js';
import { smallData } from '../../content/small-project.js';
import { memoryHost, repositoryHost } from '../../memory-host.js';
import { compose } from '../../support/composed.js';
import { english } from '../../support/english.js';
import { MemoryProject } from '../../support/memory-project.js';
import { lollipop } from './lollipop.js';

const { blocks, operations } = templateSyntax;
const syntax = templateLanguage([helperOf(lollipop)], [], blocks, operations);
const { project, report } = new MemoryProject({ id: 'lollipops', files: {} });

async function composed(call: string) {
  const data = await smallData();
  const { value, diagnostics } = await compose(
    { project, report, data, rows: new RowIndex(), language: english, syntax, draft: false },
    memoryHost({ [report.template]: `# A\n\n${call}\n` }),
  );
  return {
    data,
    charts: value === undefined ? [] : chartsOf(value.body),
    problems: diagnostics.map(formatDiagnostic),
  };
}

test('is called in a template, drawn, and told in its own words', async () => {
  const { data, charts, problems } = await composed('{{lollipop "cases" by="offence" year=2010}}');
  expect(problems).toEqual([]);
  expect(charts.map(({ form }) => form)).toEqual(['lollipop']);
  const { value, diagnostics } = await renderCharts(
    { charts, data, language: english, forms: [lollipop] },
    repositoryHost(),
  );
  expect(diagnostics).toEqual([]);
  const [chart] = Object.values(value);
  expect(chart?.alternative).toContain(english.message('chart.kind.tiles'));
  expect(chart?.description).toBe('Lollipops of Cases.');
});

test('refuses what every form refuses, and knows its own parameters', async () => {
  const { problems } = await composed('{{lollipop "cases" by="offence" year=2010 handle=1}}');
  expect(problems.join('\n')).toContain('`handle`');
  expect((await composed('{{lollipop "cases" by="offence" year=2010 stick="long"}}')).problems).toEqual([]);
});

test('is asked for by name where its charts are drawn', async () => {
  const { data, charts } = await composed('{{lollipop "cases" by="offence" year=2010}}');
  await expect(renderCharts({ charts, data, language: english }, repositoryHost())).rejects.toThrow(
    'no form `lollipop`',
  );
});
