/** Columns called as offices call them, in every kind of chart and in comparisons; what charts would read as a path has a name beside it. */

import { expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { chartForms } from '../../src/extensions/forms.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';

/** A dimension, a second one, and a measure. */
type Names = readonly [string, string, string];

const inCsv = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Two tables alike, whose columns have `names`; their headings are the same where `headings` are left out. */
const projectOf = (names: Names, headings = names) => {
  const [region, kind, cases] = names.map((name) => JSON.stringify(name));
  const columns = Object.fromEntries(names.map((name, index) => [name, headings[index]]));
  const [a, b, c] = headings.map(inCsv);
  const rows = (more: number) =>
    ['North', 'South'].flatMap((place, i) =>
      [2014, 2015].flatMap((year) =>
        ['One', 'Two'].map((act, j) => `${place},${year},${act},${20 + 7 * i + 3 * j + year - 2014 + more}`),
      ),
    );
  const resource = (name: string) => `
  - name: ${name}
    path: ${name}.csv
    title: Gross
    counts: {unit: persons, status: identified, definition: Persons., dated: identification}
    sources: [{title: Office}]
${headings === names ? '' : `    columns: ${JSON.stringify(columns)}`}
    schema:
      primaryKey: [${region}, year, ${kind}]
      fields:
        - {name: ${region}, categories: [North, South]}
        - {name: year, type: year}
        - {name: ${kind}, categories: [One, Two]}
        - {name: ${cases}, type: integer, title: Persons of ${name}, unit: persons}`;
  const csv = (more: number) => [`${a},year,${b},${c}`, ...rows(more), ''].join('\n');
  return new MemoryProject({
    id: 'names',
    files: {
      'data/datapackage.yaml': `name: names\nresources:${resource('gross')}${resource('own')}\n`,
      'data/gross.csv': csv(0),
      'data/own.csv': csv(100),
    },
  });
};

const templateOf = ([region, kind, cases]: Names) => `# A

{{line "gross" split="${region}" measure="${cases}" [${kind}]="One" id="fig-line"}}

{{stacked "gross" by="year" split="${kind}" measure="${cases}" [${region}]="North" id="fig-stacked"}}

{{stacked "gross" by="${region}" split="${kind}" measure="${cases}" year=2014 shares=true id="fig-shares"}}

{{heat-map "gross" rows="${region}" columns="year" measure="${cases}" [${kind}]="One" id="fig-heat"}}

{{compare "gross" "own" rows="${region}" measure="${cases}" year=2014 [${kind}]="One" id="tbl-compare"}}

\`\`\`vega-lite
name: fig-fence
title: {text: A chart, subtitle: Persons}
data: {name: gross}
transform:
  - filter: {field: year, equal: 2014}
  - filter: "datum['${region}'] != 'South'"
  - {joinaggregate: [{op: sum, field: ${cases}, as: whole}], groupby: [${region}]}
  - {calculate: "100 * datum['${cases}'] / datum.whole", as: share}
mark: bar
encoding: {y: {field: ${kind}}, x: {field: share, type: quantitative, title: Share}}
\`\`\`
`;

/** How many rows each chart shows, by its id. */
async function drawnIn(project: MemoryProject, names: Names): Promise<Record<string, number>> {
  const { content, problems } = await project.compose(templateOf(names));
  expect(problems).toEqual([]);
  const { value: data } = await project.prepared();
  const charts = content === undefined ? [] : chartsOf(content.body);
  const drawn = await renderCharts({ charts, data, language: english, forms: chartForms }, repositoryHost());
  expect(drawn.diagnostics).toEqual([]);
  return Object.fromEntries(
    Object.entries(drawn.value ?? {}).map(([id, { table }]) => [id, table?.rows.length ?? 0]),
  );
}

test('a name of several words, in any script, works in every kind of chart and in comparisons', async () => {
  const names: Names = ['Rajoni i banimit', 'Врста дела', 'US Gross në veprës'];
  expect(await drawnIn(projectOf(names), names)).toEqual({
    'fig-line': 2,
    'fig-stacked': 2,
    'fig-shares': 2,
    'fig-heat': 2,
    'fig-fence': 2,
  });
});

test('a heading that a chart would read as a path has a name beside it, in the data package', async () => {
  const headings: Names = ['region.code / Rajoni', 'kind [ISO]', `cases "all", 'each'`];
  const { diagnostics } = await projectOf(['region', 'kind', 'cases'], headings).prepared();
  expect(diagnostics).toEqual([]);
});

test.each(['region.code', 'kind[0]', "l'acte", 'a / b', 'a\\b'])(
  '`%s` as a name is refused with its place',
  async (name) => {
    await expect(projectOf([name, 'kind', 'cases']).prepared()).rejects.toThrow(
      `data/datapackage.yaml:12:18 error data/package: \`${name}\` is not a field name`,
    );
  },
);
