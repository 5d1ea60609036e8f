import type { Host } from '../../host/host.js';
import type { Language } from '../../language/language.js';
import { housePalette, type Palette } from '../../model/chart/palette.js';
import type { ChartFonts } from '../../model/project/house.js';
import { defaultPrecision, type Precision } from '../../model/project/precision.js';
import { remembered } from '../../model/remembered.js';
import { createTextWidth, type FontMetrics, type TextWidth, withHouseFont } from '../text-width.js';
import { type VegaLocale, vegaLocale } from './locale.js';
import { loadVega, type Vega } from './vega.js';

/** What the charts of a report look like. */
export interface ChartLook {
  readonly language: Language;
  /** Of the publisher's house; absent where nobody publishes. */
  readonly palette?: Palette;
  /** Fonts of the publisher; absent where there are none. */
  readonly fonts?: ChartFonts;
  /** How exactly percentages are printed; the standard policy where it is absent. */
  readonly precision?: Precision;
  /** True for drawings that a page needs besides: for wide windows and phones. */
  readonly allFrames?: boolean;
}

/** What every chart of a report is drawn with. */
export interface DrawingTools extends Omit<Required<ChartLook>, 'fonts'> {
  readonly vega: Vega;
  /** Of the language, as vega takes it. */
  readonly locale: VegaLocale;
  /** The measure of the report's font, which remembers what it has measured. */
  readonly textWidth: TextWidth;
  readonly family: string;
}

const metricsFile = 'fonts/metrics.json';
const readMetrics = remembered((text: string) => JSON.parse(text) as FontMetrics, 1);

export async function drawingTools(
  { language, palette = housePalette, precision = defaultPrecision, fonts, allFrames = false }: ChartLook,
  host: Host,
): Promise<DrawingTools> {
  const standard = readMetrics(await host.tool.readText(metricsFile));
  const metrics = fonts === undefined ? standard : withHouseFont(standard, fonts.measures, fonts.families);
  return {
    vega: await loadVega(),
    language,
    locale: vegaLocale(language),
    textWidth: createTextWidth(metrics),
    family: metrics.family,
    palette,
    precision,
    allFrames,
  };
}
