import { readdirSync, readFileSync } from 'node:fs';
import { type Drawing, drawChart } from '../../src/charts/draw.js';
import { vegaLocale } from '../../src/charts/locale.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { loadVega } from '../../src/charts/vega.js';
import { chartsOf } from '../../src/content/charts-of.js';
import { compose } from '../../src/content/compose.js';
import { RowIndex } from '../../src/content/selection/row-index.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { templateSyntax } from '../../src/features/features.js';
import type { Host } from '../../src/host/host.js';
import type { PublishedDataset } from '../../src/model/dataset.js';
import type { ChartNode } from '../../src/model/nodes.js';
import { housePalette } from '../../src/model/palette.js';
import { defaultPrecision } from '../../src/model/precision.js';
import type { Report } from '../../src/model/project.js';
import { resolveProject } from '../../src/project/resolve.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { fontMetrics } from './fixtures.js';

/** A chart of the flagship project as content hands it to the charts stage, and where it was found. */
export interface FlagshipChart {
  readonly label: string;
  readonly node: ChartNode;
  readonly dataset: PublishedDataset;
}

const templates = new URL('../../templates/', import.meta.url);
const everyFile = 'templates/every-chart-file.md';

/** A report that holds the chart files which no report uses. */
const texts = readdirSync(templates, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(name, templates), 'utf8'))
  .join('');
const fileReport = readdirSync(new URL('charts/', templates))
  .filter((name) => name.endsWith('.yaml') && !texts.includes(`charts/${name}`))
  .map((name) => `{{chart "charts/${name}"}}\n`)
  .join('\n');

/** Every chart of every report, and every chart file that none uses. Throws what is wrong with a chart. */
export async function flagshipCharts(): Promise<readonly FlagshipChart[]> {
  const host = withTemplate(repositoryHost());
  const { value: project } = await resolveProject(host);
  const [first] = project?.reports ?? [];
  if (project === undefined || first === undefined) throw new Error('the flagship has no report');
  const { value: data } = await prepareData(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  const reports: Report[] = [
    ...project.reports,
    ...(fileReport === '' ? [] : [{ ...first, id: 'charts', template: everyFile }]),
  ];
  const found: FlagshipChart[] = [];
  for (const report of reports) {
    const { value, diagnostics } = await compose(
      {
        project,
        report,
        data,
        language: english,
        syntax: templateSyntax,
        rows: new RowIndex(),
        draft: false,
      },
      host,
    );
    const faults = diagnostics.filter(({ code }) => code.startsWith('content/chart'));
    if (value === undefined || faults.length > 0) throw new Error(faults.map(formatDiagnostic).join('\n'));
    for (const node of chartsOf(value.body)) {
      const dataset = data[node.dataset];
      if (dataset !== undefined) found.push({ label: `${report.id} ${node.id}`, node, dataset });
    }
  }
  return found;
}

const scenes = new WeakMap<FlagshipChart, Promise<Drawing>>();

/** The drawn scene of a chart, before it becomes a file; drawn once. */
export function drawScene(chart: FlagshipChart): Promise<Drawing> {
  const scene = scenes.get(chart) ?? draw(chart);
  scenes.set(chart, scene);
  return scene;
}

async function draw({ node, dataset }: FlagshipChart): Promise<Drawing> {
  const tools = {
    vega: await loadVega(),
    language: english,
    locale: vegaLocale(english),
    textWidth: createTextWidth(fontMetrics()),
    palette: housePalette,
    precision: defaultPrecision,
    family: fontMetrics().family,
  };
  return await drawChart(node.spec, dataset, tools);
}

function withTemplate(host: Host): Host {
  const { project } = host;
  return {
    ...host,
    project: {
      ...project,
      readText: async (path) => (path === everyFile ? fileReport : project.readText(path)),
    },
  };
}
