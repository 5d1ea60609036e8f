import { loadVega } from '../../charts/drawing/vega.js';
import { repeatFlow } from '../../charts/flow.js';
import type { ChartOutcome } from '../../charts/form.js';
import { renderCharts, renderEach } from '../../charts/render.js';
import type { Outcome } from '../../diagnostics.js';
import { chartForms } from '../../extensions/forms.js';
import { createHost } from '../../host/node-host.js';
import { type Answer, recordHost } from '../../host/recording.js';
import type { MessageCatalogue } from '../../language/catalogue.js';
import { createLanguage } from '../../language/create.js';
import { emptyLexicon, type Lexicon } from '../../language/lexicon/lexicon.js';
import type { RenderedChart } from '../../model/chart/chart.js';
import type { AskedFlow, RepeatedFlow } from '../../model/chart/flow.js';
import type { Palette } from '../../model/chart/palette.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { ChartFonts } from '../../model/project/house.js';
import type { Precision } from '../../model/project/precision.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { type LookedRows, watchRows } from './watched-rows.js';

/** The input of the charts stage, as it can be sent to another process. */
export interface ChartWork {
  readonly charts: readonly ChartNode[];
  readonly data: PublishedData;
  /** BCP 47. */
  readonly language: string;
  /** What the tool says in it. */
  readonly catalogue: MessageCatalogue;
  /** The forms of units; absent where a language has none of its own. */
  readonly units?: Pick<Lexicon, 'nouns' | 'unitForms'>;
  /** The colours of the publisher's house. */
  readonly palette: Palette;
  /** The fonts of the publisher, where it has some. */
  readonly fonts?: ChartFonts;
  /** How exactly percentages are printed. */
  readonly precision: Precision;
  /** True where a page shows them: other drawings are made for wide windows and phones. */
  readonly allFrames: boolean;
}

/** What the charts stage returned, and what it asked of its host. */
export interface ChartDrawings {
  readonly outcome: Outcome<Record<string, RenderedChart>>;
  readonly answers: readonly Answer[];
}

/** What is told while charts are drawn: which one of them is begun, by its place in the work, then what came of it. */
export type ChartPart =
  | { readonly begun: number }
  | { readonly ended: ChartOutcome; readonly answers: readonly Answer[]; readonly looked: LookedRows };

/** The charts stage in this process. */
export async function drawCharts(work: ChartWork): Promise<ChartDrawings> {
  const { input, host } = await prepareDrawing(work);
  const outcome = await renderCharts(input, host);
  return { outcome, answers: host.answers() };
}

/** The charts stage chart by chart, so that whoever asked knows which one does not come to an end. */
export async function drawOneByOne(work: ChartWork, tell: (part: ChartPart) => Promise<void>): Promise<void> {
  const { input, host } = await prepareDrawing(work);
  let looked = (): LookedRows => ({});
  const dataOf = (): PublishedData => {
    const watched = watchRows(work.data);
    looked = watched.looked;
    return watched.data;
  };
  const results = renderEach({ ...input, dataOf }, host);
  for (const index of work.charts.keys()) {
    await tell({ begun: index });
    const { value } = await results.next();
    if (value) await tell({ ended: value, answers: host.answers(), looked: looked() });
  }
}

async function prepareDrawing(work: ChartWork) {
  const { charts, data, language: tag, catalogue, palette, fonts, precision, allFrames } = work;
  // The stage asks for files of the tool alone.
  const host = recordHost(createHost('.'));
  // Not part of the time of the first chart.
  await loadVega();
  const language = createLanguage(tag, catalogue, { ...emptyLexicon, ...work.units });
  const look = { language, palette, precision, allFrames, ...(fonts && { fonts }) };
  return { input: { charts, data, forms: chartForms, ...look }, host };
}

/** What is told while data flow: which Vega it is, then what came of each flow. */
export type FlowPart = { readonly version: string } | { readonly flow: RepeatedFlow };

/** Lets data flow where nothing is drawn, one flow after the other. */
export async function letFlow(
  flows: readonly AskedFlow[],
  tell: (part: FlowPart) => Promise<void>,
): Promise<void> {
  const vega = await loadVega();
  await tell({ version: vega.version });
  for (const each of flows) {
    // One that Vega refuses is none of ours.
    await tell({ flow: await repeatFlow(each, vega).catch((error: Error) => ({ why: error.message })) });
  }
}

/** Loads what drawing needs, while there is nothing to draw yet. */
export async function warmUp(): Promise<void> {
  await loadVega();
}
