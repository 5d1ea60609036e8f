import { expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { chartForms } from '../../src/extensions/forms.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';

const project = new MemoryProject({
  id: 'days',
  files: {
    'data/datapackage.yaml': `
name: days
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [day, region]
      fields:
        - {name: day, type: date, role: dimension}
        - {name: region, type: string, role: dimension, categories: [north, south]}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
    'data/visits.csv': [
      'day,region,visits',
      ...['2010-01-01', '2010-01-02', '2010-01-04'].flatMap((day, index) => [
        `${day},north,${index + 3}`,
        `${day},south,${index + 5}`,
      ]),
      '',
    ].join('\n'),
  },
});

test.each([
  '{{bars "visits" by="day" region="north"}}',
  '{{stacked "visits" by="day" split="region"}}',
  '{{stacked "visits" by="region" split="day"}}',
  '{{heat-map "visits" rows="region" columns="day"}}',
  '{{heat-map "visits" rows="day" columns="region"}}',
])('days are categories, with a place for the one that is missing: %s', async (template) => {
  const { content, problems } = await project.compose(`# A\n\n${template}\n`);
  expect(problems).toEqual([]);
  if (content === undefined) throw new Error('nothing composed');
  const charts = chartsOf(content.body);
  const { value: data } = await project.prepared();
  const { value, diagnostics } = await renderCharts(
    { charts, data, language: english, forms: chartForms },
    repositoryHost(),
  );
  expect(diagnostics).toEqual([]);
  const [chart] = Object.values(value);
  const words = [chart?.alternative, ...(chart?.labels.map(({ text }) => text) ?? [])]
    .join(' ')
    .replaceAll('\u00a0', ' ');
  expect(words).toMatch(/1 Jan 2010.*4 Jan 2010/);
  const table = chart?.table;
  const heads = [...(table?.columns ?? []), ...(table?.rows ?? [])].map(({ label }) =>
    label.replaceAll('\u00a0', ' '),
  );
  expect(heads).toContain('3 Jan 2010');
});
