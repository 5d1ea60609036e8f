import type { SceneMark } from '../scene/scene.js';
import type { JsonObject } from '../spec.js';
import type { TextWidth } from '../text-width.js';
import type { VegaLocale } from './locale.js';

/** A node of a vega expression's syntax tree (ESTree shape). */
export interface ExpressionNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Makers of number formats; what else a locale has stays as it is. */
export interface NumberFormats {
  format(specifier: unknown): NumberFormat;
  formatPrefix(specifier: unknown, value: number): NumberFormat;
  formatFloat(specifier: unknown): NumberFormat;
  formatSpan(start: number, stop: number, count: number, specifier: unknown): NumberFormat;
}
type NumberFormat = (value: number) => string;

export interface VegaView {
  locale(formats: NumberFormats): void;
  runAsync(): Promise<unknown>;
  signal(name: string, value: number): unknown;
  /** Asks for the room of the whole to be worked out again. */
  resize(): unknown;
  toSVG(): Promise<string>;
  scenegraph(): { readonly root: SceneMark };
  origin(): [number, number];
  padding(): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** What the layout came to, without the padding: vega tells nobody but its own renderers. */
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  finalize(): void;
}

/** What Vega's expressions are worked out in. */
export interface ExpressionContext {
  readonly context: { readonly dataflow: VegaView };
}

interface MeasuredItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  readonly limit?: number;
}

export type Box = readonly [readonly [number, number], readonly [number, number]];

/** A projection of vega, which is one of `d3-geo` that draws paths. */
export interface Projection {
  (place: readonly [east: number, north: number]): readonly [number, number] | null;
  rotate?(angles: readonly [number, number, number]): Projection;
  parallels?(parallels: readonly [number, number]): Projection;
  fitExtent(box: Box, shape: unknown): Projection;
  /** Absent of one that is made of several. */
  clipExtent?(box: Box): Projection;
  readonly path: Path;
}

/** Draws what it is given in the projection it belongs to, in SVG's own words. */
export interface Path {
  (shape: unknown): string | null;
  digits(digits: number): Path;
  area(shape: unknown): number;
  bounds(shape: unknown): Box;
  centroid(shape: unknown): readonly [number, number];
}

/** The part of vega that is used, under the types that it has at run time. */
export interface VegaModule {
  readonly version: string;
  parse(spec: unknown, config: unknown, options: { readonly ast: true }): unknown;
  parseExpression(source: string): ExpressionNode;
  expressionFunction(
    name: string,
    implementation: (first: number | string, ...rest: readonly number[]) => Date | number,
  ): void;
  expressionFunction(
    name: string,
    implementation: (this: ExpressionContext, datum: JsonObject, place: number) => unknown,
  ): void;
  randomLCG(seed: number): () => number;
  setRandom(random: () => number): void;
  resetSVGDefIds(): void;
  /** Projections of the globe, by their names in small letters. */
  projection(name: string): () => Projection;
  /** Makers of formats from definitions of d3. */
  locale(number: VegaLocale['number'], time: VegaLocale['time']): NumberFormats;
  readonly textMetrics: { width: (item: MeasuredItem, text: unknown) => number };
  readonly View: new (runtime: unknown, options: unknown) => VegaView;
}

export interface VegaLiteModule {
  compile(
    spec: unknown,
    options: { readonly config: JsonObject; readonly logger: ReturnType<typeof collectingLogger> },
  ): { readonly spec: unknown };
  normalize(spec: JsonObject, config: JsonObject): JsonObject;
}

/** A locale of vega whose numbers are finished by ours. */
export function finished(locale: NumberFormats, finish: (text: string) => string): NumberFormats {
  const then =
    (format: NumberFormat): NumberFormat =>
    (value) =>
      finish(format(value));
  return {
    ...locale,
    format: (specifier) => then(locale.format(specifier)),
    formatPrefix: (specifier, value) => then(locale.formatPrefix(specifier, value)),
    formatFloat: (specifier) => then(locale.formatFloat(specifier)),
    formatSpan: (start, stop, count, specifier) => then(locale.formatSpan(start, stop, count, specifier)),
  };
}

/** The width must be clamped to an item's limit, as vega's own measure does, or layout and drawing disagree. */
export function measureWith(vega: VegaModule, width: TextWidth): void {
  vega.textMetrics.width = (item, text) => {
    // A text mark without a text has none to measure, and a number is no text yet.
    const words = text === undefined || text === null ? '' : String(text);
    const full = width(words, item.fontSize ?? 11, item.fontWeight);
    return item.limit !== undefined && item.limit > 0 ? Math.min(item.limit, full) : full;
  };
}

/**
 * Under the interpreter `datetime(<timestamp>)` is an invalid date, and an axis silently disappears.
 * Source: https://github.com/vega/vega/issues/3632. Parts are read as UTC, so that no time zone leaks in.
 */
export function repairDatetime(vega: VegaModule): void {
  vega.expressionFunction('datetime', (first, ...rest) => {
    if (typeof first === 'string' || rest.length === 0) return new Date(first);
    const [month = 0, day = 1, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = rest;
    return new Date(Date.UTC(first, month, day, hours, minutes, seconds, milliseconds));
  });
}

/** Parts of moments are read in UTC, so that no time zone leaks in. */
export function readInUtc(vega: VegaModule): void {
  const at = (moment: number | string): Date => new Date(moment);
  const parts: Readonly<Record<string, (date: Date) => number>> = {
    year: (date) => date.getUTCFullYear(),
    quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
    month: (date) => date.getUTCMonth(),
    date: (date) => date.getUTCDate(),
    day: (date) => date.getUTCDay(),
    hours: (date) => date.getUTCHours(),
    minutes: (date) => date.getUTCMinutes(),
    seconds: (date) => date.getUTCSeconds(),
  };
  for (const [name, read] of Object.entries(parts))
    vega.expressionFunction(name, (moment) => read(at(moment)));
}

export const refusingLoader = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: () => Promise.resolve({ href: null }),
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('charts load nothing'));
}

export function collectingLogger(warnings: string[]) {
  const logger = {
    level: () => logger,
    error: (...parts: readonly unknown[]) => {
      throw new Error(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
    },
    warn: (...parts: readonly unknown[]) => {
      warnings.push(parts.map(String).join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
