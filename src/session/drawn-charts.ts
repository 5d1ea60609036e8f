import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics.js';
import type { Answer } from '../host/recording.js';
import type { RenderedChart } from '../model/chart.js';
import { datasetsOfChart } from '../model/chart-datasets.js';
import type { DrawnChart } from './chart-desk.js';
import type { ChartWork } from './chart-process.js';

interface Drawn {
  readonly chart: RenderedChart;
  /** Warnings, which are said again. */
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

const mostKept = 500;

/**
 * Charts without a fault that a session has drawn, by everything that they were drawn from, so that a second compile
 * draws only what changed.
 */
export class DrawnCharts {
  /** Oldest first. */
  readonly #drawn = new Map<string, Drawn>();

  get isEmpty(): boolean {
    return this.#drawn.size === 0;
  }

  get(key: string): Drawn | undefined {
    return this.#drawn.get(key);
  }

  /** Of a chart that was not drawn nothing is kept: it is tried again. */
  keep(key: string, result: DrawnChart | undefined): void {
    if (result?.chart === undefined || this.#drawn.has(key)) return;
    const { chart, diagnostics, answers } = result;
    this.#drawn.set(key, { chart, diagnostics, answers });
    const [oldest] = this.#drawn.keys();
    if (this.#drawn.size > mostKept && oldest !== undefined) this.#drawn.delete(oldest);
  }
}

/**
 * A hash of all that each chart is drawn from: itself, its rows, the language, the colours, the fonts, the policy of precision,
 * and for which windows. The program is this process.
 */
export function chartKeys({
  charts,
  data,
  language,
  palette,
  fonts,
  precision,
  allFrames,
}: ChartWork): string[] {
  const rows = new Map(
    [...new Set(charts.flatMap(datasetsOfChart))].map((name) => [name, hash(data[name])] as const),
  );
  const letters = fonts && hash(fonts);
  const shared = [language, palette, letters, precision, allFrames];
  return charts.map((chart) =>
    hash([chart, datasetsOfChart(chart).map((name) => rows.get(name)), ...shared]),
  );
}

/**
 * Of what a value is, and not of how the engine happens to hold it: V8 serialises a list of whole numbers, or a piece of a text, in two
 * ways, as it was made, so that now and then a chart was drawn again that had not changed.
 */
export const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => inJson(part)) ?? 'undefined')
    .digest('hex');

/** What JSON has no words for; the first character is one that no text of a project can have. */
export function inJson(part: unknown): unknown {
  if (typeof part === 'bigint') return `\0integer ${part}`;
  if (typeof part === 'number' && !Number.isFinite(part)) return `\0number ${part}`;
  if (part === undefined) return '\0undefined';
  if (part instanceof Map) return ['\0map', ...part];
  if (part instanceof Set) return ['\0set', ...part];
  if (part instanceof Uint8Array) return `\0bytes ${createHash('sha256').update(part).digest('hex')}`;
  return part;
}
