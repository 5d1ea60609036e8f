import type { RenderedChart } from '../charts/chart.js';
import { renderCharts } from '../charts/render.js';
import { loadVega } from '../charts/vega.js';
import type { ChartNode } from '../content/nodes.js';
import type { PublishedData } from '../datasets/dataset.js';
import type { Outcome } from '../diagnostics.js';
import { createHost } from '../host/node-host.js';
import { type Answer, recordHost } from '../host/recording.js';
import { parseCatalogue } from '../language/catalogue.js';
import { createLanguage } from '../language/create.js';

/** The input of the charts stage, as it can be sent to another thread. */
export interface ChartWork {
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  /** BCP 47. */
  readonly language: string;
}

/** What the charts stage returned, and what it asked of its host. */
export interface DrawnCharts {
  readonly outcome: Outcome<Record<string, RenderedChart>>;
  readonly answers: readonly Answer[];
}

/** The charts stage in its own thread. */
export async function drawCharts({ charts, data, language: tag }: ChartWork): Promise<DrawnCharts> {
  // The stage asks for files of the tool alone.
  const host = recordHost(createHost('.'));
  const language = createLanguage(tag, parseCatalogue(await host.tool.readText(`messages/${tag}.yaml`)));
  const outcome = await renderCharts({ charts, data, language }, host);
  return { outcome, answers: host.answers() };
}

/** Loads what drawing needs, while there is nothing to draw yet. */
export async function warmUp(): Promise<void> {
  await loadVega();
}
