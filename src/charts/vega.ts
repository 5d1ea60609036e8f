import { studentQuantile } from '../model/operations/student.js';
import { marginFunction } from './composite/margin.js';
import { withPanelsInPlace } from './crossed-panels.js';
import type { VegaLocale } from './locale.js';
import type { Projection, ProjectionName } from './map/projections.js';
import { fillWidth, type OpenPlaces, openPlaces } from './open-width.js';
import { withMembers } from './provenance/members.js';
import type { JsonObject } from './spec.js';
import type { TextWidth } from './text-width.js';

/** A node of a vega expression's syntax tree (ESTree shape). */
export interface ExpressionNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A box in the coordinates of a group. */
export interface Bounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  translate(dx: number, dy: number): Bounds;
  set(x1: number, y1: number, x2: number, y2: number): Bounds;
}

/** An item of the drawn scene: a bar, a text, or a group that holds marks. */
export interface SceneItem {
  x?: number;
  y?: number;
  /** Of rules: the other end. */
  readonly x2?: number;
  readonly y2?: number;
  /** Of bars and cells; of groups: the plot. */
  readonly width?: number;
  readonly height?: number;
  /** Of symbols: their area in square pixels. */
  readonly size?: number;
  readonly shape?: string;
  /** Of slices of a circle: from where to where they go, in radians from the top, and between which radii, in pixels. */
  readonly startAngle?: number;
  readonly endAngle?: number;
  readonly innerRadius?: number;
  readonly outerRadius?: number;
  readonly padAngle?: number;
  readonly cornerRadius?: number;
  /** Of points along a line or area: false where it breaks. */
  readonly defined?: boolean;
  /** Of points along a line: how it goes from one to the next. */
  readonly interpolate?: string;
  readonly datum?: unknown;
  text?: unknown;
  /** How far a text stands from its place. */
  readonly dx?: number;
  readonly dy?: number;
  readonly align?: string;
  readonly baseline?: string;
  readonly angle?: number;
  fontSize?: number;
  fill?: string;
  stroke?: string;
  readonly lineHeight?: number;
  readonly opacity?: number;
  readonly fillOpacity?: number;
  readonly strokeOpacity?: number;
  strokeWidth?: number;
  /** What the SVG says of the item as `aria-label`. */
  description?: string;
  /** False hides the item from ARIA, with its description. */
  aria?: boolean;
  readonly bounds: Bounds;
  /** Of groups: the marks in them. */
  readonly items?: readonly SceneMark[];
}

/** A set of items drawn by one mark. */
export interface SceneMark {
  readonly marktype: string;
  readonly role?: string;
  readonly name?: string;
  /** True when nothing of it is drawn outside its group; vega keeps a path here where the edge is not straight. */
  readonly clip?: unknown;
  readonly items: readonly SceneItem[];
}

/** A chart after its dataflow has run. */
export interface Scene {
  readonly root: SceneMark;
  /** Where the coordinates of the root group start, in pixels from the corner of the SVG. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Of the SVG, in pixels, known without printing it. */
  readonly size: { readonly width: number; readonly height: number };
  /** Prints the scene as it stands, changes to its items included. */
  toSvg(): Promise<string>;
  dispose(): void;
}

/** Makers of number formats; what else a locale has stays as it is. */
interface NumberFormats {
  format(specifier: unknown): NumberFormat;
  formatPrefix(specifier: unknown, value: number): NumberFormat;
  formatFloat(specifier: unknown): NumberFormat;
  formatSpan(start: number, stop: number, count: number, specifier: unknown): NumberFormat;
}
type NumberFormat = (value: number) => string;

interface VegaView {
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

interface MeasuredItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  readonly limit?: number;
}

/** The part of vega that is used, under the types that it has at run time. */
interface VegaModule {
  parse(spec: unknown, config: unknown, options: { readonly ast: true }): unknown;
  parseExpression(source: string): ExpressionNode;
  expressionFunction(
    name: string,
    implementation: (first: number | string, ...rest: readonly number[]) => Date | number,
  ): void;
  randomLCG(seed: number): () => number;
  setRandom(random: () => number): void;
  resetSVGDefIds(): void;
  /** By their names in small letters. */
  projection(name: string): () => Projection;
  /** Makers of formats from definitions of d3. */
  locale(number: VegaLocale['number'], time: VegaLocale['time']): NumberFormats;
  readonly textMetrics: { width: (item: MeasuredItem, text: unknown) => number };
  readonly View: new (runtime: unknown, options: unknown) => VegaView;
}

interface VegaLiteModule {
  compile(
    spec: unknown,
    options: { readonly config: JsonObject; readonly logger: ReturnType<typeof collectingLogger> },
  ): { readonly spec: unknown };
}

/** A spec with its colours and sizes, ready to be compiled. */
export interface Drawable {
  /** A Vega-Lite spec that has been checked. The `openWidth` in it is filled in when it is drawn. */
  readonly spec: JsonObject;
  readonly config: JsonObject;
  readonly locale: VegaLocale;
}

/** A compiled spec: half the work of a drawing, and the same for all widths of its plots. */
export interface Program {
  /** The Vega spec, still with its `openWidth`. */
  readonly spec: unknown;
  readonly locale: VegaLocale;
  readonly warnings: readonly string[];
  /** What vega parses of it for a width of plots. Throws when vega refuses the spec. */
  parsed(width: number): Parsed;
}

/** What vega makes its dataflow from. */
interface Parsed {
  readonly runtime: unknown;
  /** Those that hold the width of plots; undefined where it stands elsewhere too. */
  readonly signals: readonly string[] | undefined;
}

/** A scene and what vega had to say about it. */
export interface Drawn {
  readonly scene: Scene;
  readonly warnings: readonly string[];
  /**
   * Draws the same with plots of another width, in half the time: only what hangs on it is worked out again. The scene becomes the new one, so nobody may have
   * changed it. Absent where the width is more than a signal, or where something was said that may not be said of another width.
   */
  readonly resize?: (width: number) => Promise<Drawn>;
}

/** The charting library in safe mode: no network, no files, no generated code. */
export interface Vega {
  /** Throws when the expression does not parse. */
  parseExpression(source: string): ExpressionNode;
  /** Throws when vega-lite refuses the spec. */
  compile(drawable: Drawable): Program;
  /** A projection of the globe by its name, as it is before it is turned or fitted. */
  projection(name: ProjectionName): Projection;
  /** Throws when vega refuses the spec. Plots are `width` pixels wide; texts as wide as `textWidth` says. */
  draw(program: Program, width: number, textWidth: TextWidth): Promise<Drawn>;
}

/** Loads vega, which takes 200 ms: call it only when there is a chart. */
export async function loadVega(): Promise<Vega> {
  const [vega, vegaLite, interpreter] = await Promise.all([
    import('vega') as Promise<unknown> as Promise<VegaModule>,
    import('vega-lite') as Promise<unknown> as Promise<VegaLiteModule>,
    import('vega-interpreter'),
  ]);
  repairDatetime(vega);
  vega.expressionFunction(
    marginFunction,
    (error, count = 0) => Number(error) * (studentQuantile(count - 1) ?? Number.NaN),
  );
  readInUtc(vega);
  const known = new WeakMap<VegaLocale, NumberFormats>();
  const formatsOf = (locale: VegaLocale): NumberFormats => {
    const formats = known.get(locale) ?? finished(vega.locale(locale.number, locale.time), locale.finish);
    known.set(locale, formats);
    return formats;
  };
  return {
    parseExpression: vega.parseExpression,
    compile: (drawable) => compile(drawable, vegaLite, vega),
    projection: (name) => vega.projection(name.toLowerCase())(),
    draw: (program, width, textWidth) =>
      draw(program, width, {
        vega,
        formats: formatsOf(program.locale),
        expr: interpreter.expressionInterpreter,
        run: (view) =>
          inTurn(async () => {
            measureWith(vega, textWidth);
            vega.setRandom(vega.randomLCG(1));
            await view.runAsync();
          }),
      }),
  };
}

/** Measures and counters of vega are global to the module, so one chart is drawn at a time. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn;
  return turn;
}

function compile({ spec, config, locale }: Drawable, vegaLite: VegaLiteModule, vega: VegaModule): Program {
  const warnings: string[] = [];
  const { spec: compiled } = vegaLite.compile(spec, { config, logger: collectingLogger(warnings) });
  const open = withMembers(withPanelsInPlace(compiled));
  return { spec: open, locale, warnings, parsed: parser(open, vega) };
}

/** Parses a spec once for all widths, where each place of the open one is found again in what vega made of it. */
function parser(spec: unknown, vega: VegaModule): Program['parsed'] {
  const parse = (filled: unknown): unknown => vega.parse(filled, {}, { ast: true });
  let open: { readonly runtime: unknown; readonly places: OpenPlaces; readonly isWhole: boolean } | undefined;
  return (width) => {
    if (open === undefined) {
      const runtime = parse(spec);
      const places = openPlaces(runtime);
      open = { runtime, places, isWhole: places.count === openPlaces(spec).count };
    }
    // What vega reckoned with the width while it read the spec is nowhere to be seen.
    if (!open.isWhole) return { runtime: parse(fillWidth(spec, width)), signals: undefined };
    open.places.fill(width);
    return { runtime: open.runtime, signals: open.places.signals };
  };
}

/** What drawings share. */
interface Drawing {
  readonly vega: VegaModule;
  readonly formats: NumberFormats;
  /** Works out expressions. */
  readonly expr: unknown;
  /** Runs the dataflow of a view to its end. */
  run(view: VegaView): Promise<void>;
}

async function draw(program: Program, width: number, drawing: Drawing): Promise<Drawn> {
  const { parsed, warnings: before } = program;
  const { vega, formats, expr, run } = drawing;
  const warnings = [...before];
  const { runtime, signals } = parsed(width);
  const view = new vega.View(runtime, {
    renderer: 'none',
    logLevel: 2,
    logger: collectingLogger(warnings),
    loader: refusingLoader,
    expr,
  });
  view.locale(formats);
  await run(view);
  const drawn = (): Drawn => {
    const scene = sceneOf(view, vega);
    const said = warnings.slice(before.length);
    if (signals === undefined || !said.every((text) => ofRows.test(text))) return { scene, warnings };
    return {
      scene,
      warnings,
      async resize(other) {
        const items = itemsOf(scene.root);
        for (const name of signals) view.signal(name, other);
        view.resize();
        await run(view);
        // What came in would stand behind what stayed: a tick between two others would be painted, and read, after both.
        const now = itemsOf(scene.root);
        if (now.length === items.length && now.every((item, index) => item === items[index])) return drawn();
        view.finalize();
        return draw(program, other, drawing);
      },
    };
  };
  return drawn();
}

/** What vega says of rows alone: it would be said of every width. */
const ofRows = /^Infinite extent/;

/** All items below a mark, in drawing order. */
const itemsOf = ({ items }: SceneMark): readonly SceneItem[] =>
  items.flatMap((item) => [item, ...(item.items ?? []).flatMap(itemsOf)]);

/** What a view has drawn. */
function sceneOf(view: VegaView, vega: VegaModule): Scene {
  const [x, y] = view.origin();
  const { left, right, top, bottom } = view.padding();
  return {
    root: view.scenegraph().root,
    origin: { x: x + left, y: y + top },
    size: { width: view._viewWidth + left + right, height: view._viewHeight + top + bottom },
    toSvg: () =>
      inTurn(() => {
        vega.resetSVGDefIds();
        return view.toSVG();
      }),
    dispose: () => view.finalize(),
  };
}

/** A locale of vega whose numbers are finished by ours. */
function finished(locale: NumberFormats, finish: (text: string) => string): NumberFormats {
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
function measureWith(vega: VegaModule, width: TextWidth): void {
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
function repairDatetime(vega: VegaModule): void {
  vega.expressionFunction('datetime', (first, ...rest) => {
    if (typeof first === 'string' || rest.length === 0) return new Date(first);
    const [month = 0, day = 1, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = rest;
    return new Date(Date.UTC(first, month, day, hours, minutes, seconds, milliseconds));
  });
}

/** Parts of moments are read in UTC, so that no time zone leaks in. */
function readInUtc(vega: VegaModule): void {
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

const refusingLoader = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: () => Promise.resolve({ href: null }),
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('charts load nothing'));
}

function collectingLogger(warnings: string[]) {
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
