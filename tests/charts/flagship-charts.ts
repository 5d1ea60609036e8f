import { readdirSync, readFileSync } from 'node:fs';
import { View } from 'vega';
import { renderCharts } from '../../src/charts/render.js';
import type { Scene } from '../../src/charts/scene/scene.js';
import { type PlacedItem, placedItems } from '../../src/charts/scene/scene.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import { formatDiagnostic, type Outcome } from '../../src/diagnostics.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import { chartForms } from '../../src/extensions/forms.js';
import type { Host } from '../../src/host/host.js';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import type { Report } from '../../src/model/project/project.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { repositoryHost } from '../memory-host.js';
import { compose } from '../support/composed.js';
import { english } from '../support/english.js';
import { flagship } from '../support/flagship-data.js';

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
  // A chart in another language is that of its source, and takes its place there.
  .filter((name) => /^[^.]+\.yaml$/.test(name) && !texts.includes(`charts/${name}`))
  .map((name) => `{{chart "charts/${name}"}}\n`)
  .join('\n');

let known: Promise<readonly FlagshipChart[]> | undefined;

/** Every chart of every report, and every chart file that none uses. Throws what is wrong with a chart. */
export function flagshipCharts(): Promise<readonly FlagshipChart[]> {
  known ??= findCharts();
  return known;
}

async function findCharts(): Promise<readonly FlagshipChart[]> {
  const host = withTemplate(repositoryHost());
  const { project, prepared } = await flagship();
  const [first] = project.reports;
  if (first === undefined) throw new Error('the flagship has no report');
  const data = prepared.value;
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

/** A view of vega as it prints its scene. */
interface PrintedView {
  scenegraph(): { readonly root: Scene['root'] };
  origin(): [number, number];
  padding(): { readonly left: number; readonly top: number };
  toSVG(): Promise<string>;
}

/** What came of a chart, and what is in the scene that its file was printed from: of a map nothing. */
export interface DrawnOnce extends Outcome<Record<string, RenderedChart>> {
  readonly items: readonly PlacedItem[];
}

/** Renders a chart for paper, and keeps the scene that vega prints: drawing takes most of the time of a test. */
export async function drawOnce({ node, dataset }: Omit<FlagshipChart, 'label'>): Promise<DrawnOnce> {
  const { prototype } = View as unknown as { readonly prototype: PrintedView };
  const { toSVG } = prototype;
  let items: readonly PlacedItem[] = [];
  prototype.toSVG = function printed(this: PrintedView): Promise<string> {
    const [[x, y], { left, top }] = [this.origin(), this.padding()];
    items = placedItems({ root: this.scenegraph().root, origin: { x: x + left, y: y + top } });
    return toSVG.call(this);
  };
  try {
    const charts = [{ ...node, dataset: dataset.name }];
    const input = { charts, data: { [dataset.name]: dataset }, language: english, forms: chartForms };
    return { ...(await renderCharts(input, repositoryHost())), items };
  } finally {
    prototype.toSVG = toSVG;
  }
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
