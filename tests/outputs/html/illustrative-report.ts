import { renderCharts } from '../../../src/charts/render.js';
import { chartsOf } from '../../../src/content/markdown/chart-words.js';
import { locate } from '../../../src/content/template/marks.js';
import { formatDiagnostic, hasErrors } from '../../../src/diagnostics.js';
import { chartForms } from '../../../src/extensions/forms.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import type { HtmlReport } from '../../../src/outputs/html/html-report.js';
import { planFiles } from '../../extensions/plan/helpers/plan-project.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { type MemoryFiles, MemoryProject } from '../../support/memory-project.js';

/** Every number is of a kind that nothing else on a page looks like: no year, number of a table or page. */
const dataPackage = `
name: examples
resources:
  - name: cases
    path: cases.csv
    title: Cases by offence
    illustrative: true
    sources: [{title: Invented for this test}]
    schema:
      primaryKey: [year, offence]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: year, type: year, role: dimension}
        - name: offence
          title: Offence
          type: string
          role: dimension
          categories: [{value: theft, label: Theft}, {value: fraud, label: Fraud}, {value: total, label: Total}]
          total: total
        - {name: cases, title: Cases, type: integer, role: measure, unit: cases}
  - name: rates
    path: rates.csv
    title: Rates
    illustrative: true
    schema:
      primaryKey: [region]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: region, title: Region, type: string, role: dimension}
        - {name: rate, title: Rate, type: number, role: measure, unit: "%", additive: false}
        - {name: people, title: People, type: integer, role: measure, unit: people}
  - name: register
    path: register.csv
    title: Official cases
    sources: [{title: The register}]
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: recorded, title: Recorded, type: integer, role: measure, unit: cases}
  - name: facts
    path: facts.csv
    title: Facts
    illustrative: true
    schema:
      primaryKey: [key]
      missingValues: [{value: "[none]", label: no upper end}]
      fields:
        - {name: key, type: string, role: dimension}
        - {name: low, type: number, role: measure}
        - {name: high, type: number, role: measure}
        - {name: qualifier, type: string, role: attribute}
        - {name: unit, type: string, role: attribute}
`;

const exampleFiles = {
  'data/datapackage.yaml': dataPackage,
  'data/cases.csv': [
    'year,offence,cases',
    '2010,theft,31013',
    '2010,fraud,32027',
    '2010,total,63040',
    '2011,theft,33049',
    '2011,fraud,34061',
    '2011,total,67110',
    '',
  ].join('\n'),
  'data/rates.csv': 'region,rate,people\nnorth,31.013,41011\nsouth,32.5,[x]\nwest,[x],43013\n',
  'data/register.csv': 'year,recorded\n2010,81119\n2011,82129\n',
  'data/facts.csv':
    'key,low,high,qualifier,unit\npenalty,71.5,72.5,about,years\nfemale,73.5,[none],exact,%\n',
};

/** Each helper that prints a number, in each place where a number can stand. */
const exampleTemplate = `
# Contents {#sec-contents .unnumbered}

::contents

# Lists {#sec-lists .unnumbered}

::figures

::tables

# Official {#sec-official}

The register has {{value "register" year=2010}} cases. See [](#sec-plain) and [](#sec-unnumbered).

# Examples {#sec-examples}

Value {{value "cases" year=2010 offence="theft"}}, share {{share "cases" year=2010 offence="fraud" of="total"}}, ratio
{{ratio (value "cases" year=2010 offence="fraud") of=(value "cases" year=2011 offence="fraud") allow="periods: An example"}}, against the register
{{share (value "cases" year=2011 offence="fraud") of=(value "register" year=2011)}}, change
{{change "cases" from=2010 to=2011}}, in per cent {{percent-change "cases" from=2010 to=2011}}, sum
{{sum "cases" offence="theft" from=2010 to=2011}}, average {{average "cases" from=2010 to=2011}}, facts {{fact "penalty"}} and {{fact "female"}}, *slanted
{{value "cases" year=2011 offence="theft"}}*, **bold {{value "cases" year=2011}}**, \`code {{value "cases" year=2010}}\`,
[a link with {{value "cases" year=2010 offence="fraud"}}](https://example.org).[^note]

[^note]: A note with {{value "cases" year=2011 offence="fraud"}} in it.

## A heading with {{value "cases" year=2010}} cases {#sec-plain}

### A heading without a number of its own, but {{value "cases" year=2011}} cases {#sec-unnumbered .unnumbered}

- an item with {{count "cases" year=2010}}, {{thousands "cases" year=2010}} thousand or {{millions "cases" year=2010}}
{{#each (rows "cases" offence="theft")}}
- {{year}}: {{cases}}
{{/each}}
{{#each (rows "rates" region="north")}}
- {{region}}: {{rate}}
{{/each}}

> A quotation with {{value "cases" year=2010 offence="theft"}} cases.

    indented {{value "cases" year=2010 offence="theft"}}

:::note
A remark with {{value "cases" year=2010 offence="theft"}} cases.
:::

:::summary
A point with {{value "cases" year=2010 offence="theft"}} cases.
:::

:::cards
- **{{value "cases" year=2010}}** cases
- **{{value "cases" year=2011}}** cases, of them {{value "cases" year=2011 offence="fraud"}} of fraud
:::

:::cards
- **{{value "cases" year=2010}}** cases
- **{{value "register" year=2010}}** cases
:::

{{table "cases" rows="offence" columns="year" measure="cases" id="tbl-cases"}}

:::landscape
{{table "rates" id="tbl-rates"}}
:::

{{compare "register" "cases" offence="total" official="Register" own="Own count" id="tbl-compare" caption="Both" note="The two count differently."}}

{{line "cases" split="offence" id="fig-line" title="Cases by offence" subtitle="Cases"}}

| Year | Cases | Recorded |
| :--- | ----: | -------: |
{{#each (rows "cases" offence="theft")}}
| {{year}} | {{cases}} | {{value "register" year=year}} |
{{/each}}
: Cases beside the register: {{value "cases" year=2010 offence="theft"}} {#tbl-beside}

| Kind | First | Second |
| :--- | ----: | -----: |
| Own | {{value "cases" year=2010}} | {{value "cases" year=2011}} |
| Register | {{value "register" year=2010}} | {{value "register" year=2011}} |

| Kind | First | Second |
| :--- | ----: | -----: |
| Mixed | {{value "cases" year=2010}} | {{value "register" year=2011}} |
| Mixed | {{value "register" year=2010}} | {{value "cases" year=2011}} |

| Year | Cases |
| :--- | ----: |
| 2010 | {{value "cases" year=2010}} |

: All invented {#tbl-all}

\`\`\`vega-lite
name: fig-cases
title:
  text: Theft reached {{value "cases" year=2011 offence="theft"}} cases
  subtitle: After {{value "cases" year=2010 offence="theft"}} cases in 2010
data: {name: cases}
transform:
  - filter: datum.offence == 'theft'
layer:
  - mark: bar
    encoding:
      x: {field: year, type: ordinal, title: null}
      y: {field: cases, type: quantitative, title: Cases}
  - mark: {type: text, dy: -8}
    encoding:
      x: {field: year, type: ordinal, title: null}
      y: {field: cases, type: quantitative, title: Cases}
      text: {field: cases}
\`\`\`

\`\`\`vega-lite
name: fig-official
title:
  text: The register has more than {{value "cases" year=2011 offence="theft"}} cases
  subtitle: Cases
allow: {other-data: "The two are told apart in the text."}
data: {name: register}
mark: bar
encoding:
  x: {field: year, type: ordinal, title: null}
  y: {field: recorded, type: quantitative, title: Cases}
\`\`\`
`;

/** What the test looks at: the finished document, and the ledger of all that it prints. */
export interface IllustrativeReport {
  readonly document: HtmlReport;
  readonly ledger: readonly LedgerEntry[];
}

/**
 * A strategy, every part of it illustrative, with what the helpers for plans print of it: beside a number that its author
 * declares, and alone.
 */
const planTemplate = `
# Progress {#sec-progress}

Of {{value "plan-objectives" objective="total" measure="due"}} actions
{{value "plan-objectives" objective="total" measure="met"}} were met, a rate of
{{value "plan-objectives" objective="total" measure="rate"}}; the law names {{literal "5" unit="aims" source="The law"}}.

{{progress-board}}

{{scorecard}}

{{action-table}}

{{timeline}}

{{objective-spread objective="1"}}

{{bars "plan-objectives" by="objective" measure="due" id="fig-bars" title="Actions due by objective" subtitle="Actions"}}

{{stacked "plan-status" by="objective" split="status" id="fig-stacked" title="Actions by status" subtitle="Actions"}}

{{heat-map "plan-status" rows="objective" columns="status" id="fig-heat" title="Actions by objective and status" subtitle="Actions"}}

# Invented throughout {#sec-band}

Of {{value "plan-objectives" objective="total" measure="due"}} actions some were met.

## All {{value "plan-objectives" objective="total" measure="due"}} of them

:::cards
- **{{value "plan-objectives" objective="total" measure="met"}}** actions
:::

:::landscape
{{action-table id="tbl-again"}}
:::

{{bars "plan-objectives" by="objective" measure="due" id="fig-again" title="Actions due once more" subtitle="Actions"}}
`;

/** The first report, on numbers that nothing else looks like. */
export const exampleReport = (): Promise<IllustrativeReport> => finish(exampleFiles, exampleTemplate);

/** The second report, on the plan of a strategy. */
export const planReport = (): Promise<IllustrativeReport> => finish(longNamed, planTemplate);

/** With a name beside bars that takes two lines. */
const longNamed = {
  ...planFiles,
  'data/indicators.csv': planFiles['data/indicators.csv'].replace(
    'Laws in force',
    'Findings of the legal review put into law',
  ),
};

/** A report through every stage up to its pages. Fails when it has a fault. */
async function finish(files: MemoryFiles, template: string): Promise<IllustrativeReport> {
  // The indicator without a baseline is a warning.
  const project = new MemoryProject({ id: 'examples', files, expects: ['plan/gap'] });
  const { value: data } = await project.prepared();
  const { content, problems } = await project.compose(template);
  if (content === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  const { meta, body, positions } = content;
  const charts = await renderCharts(
    { charts: chartsOf(body), data, language: english, forms: chartForms },
    memoryHost({}),
  );
  const document = finishReport({
    meta,
    body,
    charts: charts.value,
    language: english,
    data,
    positionOf: (node) => locate(positions, node.position?.start.offset ?? 0),
  });
  const found = [charts, document].flatMap(({ diagnostics }) => diagnostics);
  if (hasErrors(found)) throw new Error(found.map(formatDiagnostic).join('\n'));
  return { document: document.value, ledger: document.value.ledger };
}

/** Names of the helpers that the two templates call. */
export const helpersUsed: ReadonlySet<string> = new Set(
  [...`${exampleTemplate}${planTemplate}`.matchAll(/(?:\{\{(?:#each )?|\()([a-z-]+)/g)].map(
    (match) => match[1] ?? '',
  ),
);
