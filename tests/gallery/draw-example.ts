import { renderCharts } from '../../src/charts/render.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import { chartForms } from '../../src/extensions/forms.js';
import type { Host } from '../../src/host/host.js';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { chartRules } from '../../src/model/chart/exceptions.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import { themeOf } from '../../src/model/project/theme.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { standardLimits } from '../../src/resource-limits.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { compose } from '../support/composed.js';
import { english } from '../support/english.js';
import { adapt } from './adapt.js';
import type { DataRow, Spec } from './examples.js';

/** What became of an example. */
export interface Result {
  readonly chart?: RenderedChart;
  /** The faults for which it was not drawn. */
  readonly faults: readonly Diagnostic[];
  /** What was said of a chart that was drawn. */
  readonly warnings: readonly Diagnostic[];
  readonly allow: readonly string[];
  readonly adapted: ReturnType<typeof adapt>;
}

const nowhere = { file: 'tallybook.yaml', line: 1, column: 1 };

/** Draws an example as a chart of a project: once as it stands, and again with every rule allowed that it breaks and may break. */
export async function drawExample(name: string, example: Spec, rows: readonly DataRow[]): Promise<Result> {
  const adapted = adapt(example, rows);
  let allow: readonly string[] = [];
  for (;;) {
    const { chart, diagnostics } = await drawOnce(name, adapted, allow);
    const faults = diagnostics.filter(({ severity }) => severity === 'error');
    const warnings = diagnostics.filter(({ severity }) => severity !== 'error');
    const asked = faults.flatMap(({ hint = '' }) => /allow: \{([a-z-]+):/.exec(hint)?.[1] ?? []);
    const more = [...new Set(asked)].filter(
      (rule) => !allow.includes(rule) && chartRules.some((known) => known === rule),
    );
    if (more.length === 0)
      return { ...(chart === undefined ? {} : { chart }), faults, warnings, allow, adapted };
    allow = [...allow, ...more];
  }
}

/** An example as content hands it to the charts stage. */
export interface ExampleChart {
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  readonly host: Host;
  /** What was wrong before anything was drawn. */
  readonly before: readonly Diagnostic[];
}

async function drawOnce(
  name: string,
  adapted: ReturnType<typeof adapt>,
  allow: readonly string[],
): Promise<{ readonly chart: RenderedChart | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const { charts, data, host, before } = await exampleChart(name, adapted, allow);
  if (before.length > 0) return { chart: undefined, diagnostics: before };
  const drawn = await renderCharts({ charts, data, language: english, forms: chartForms }, host);
  const [first] = Object.values(drawn.value);
  return { chart: first, diagnostics: drawn.diagnostics };
}

/** Puts an example into a project with these rules allowed. */
export async function exampleChart(
  name: string,
  { spec, files }: ReturnType<typeof adapt>,
  allow: readonly string[],
): Promise<ExampleChart> {
  const { description: _, title: __, name: ___, ...own } = spec;
  const chart = {
    name: `fig-${name.replaceAll('_', '-').toLowerCase()}`,
    title: { text: 'An example', subtitle: 'Of the gallery' },
    data: { name: 'example' },
    ...(allow.length === 0
      ? {}
      : {
          allow: Object.fromEntries(
            allow.map((rule) => [rule, 'The authors of the example drew it so to show the form.']),
          ),
        }),
    ...own,
  };
  const template = `# Example\n\n\`\`\`vega-lite\n${JSON.stringify(chart, null, 1)}\n\`\`\`\n`;
  const host = memoryHost({ ...files, 'templates/example.md': template });
  const prepared = await prepareData(
    { path: 'data/datapackage.yaml', position: nowhere, edition: 2015 },
    host,
  );
  const report = {
    id: 'example',
    title: 'Example report',
    publisher: 'Office',
    theme: themeOf('Office'),
    template: 'templates/example.md',
    formats: ['html' as const],
    layout: 'warn' as const,
    position: nowhere,
    templatePosition: nowhere,
  };
  const { value, diagnostics } = await compose(
    {
      project: {
        title: 'Reports',
        publisher: 'Office',
        edition: 2015,
        languages: ['en'],
        data: 'data/datapackage.yaml',
        dataPosition: nowhere,
        output: 'output',
        outputPosition: nowhere,
        limits: standardLimits,
        precision: defaultPrecision,
        reports: [report],
      },
      report,
      data: prepared.value,
      rows: new RowIndex(),
      about: prepared.about,
      language: english,
      syntax: templateSyntax,
      draft: false,
    },
    host,
  );
  const before = [...prepared.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  const charts = value === undefined ? [] : chartsOf(value.body);
  return { charts, data: prepared.value, host, before };
}
