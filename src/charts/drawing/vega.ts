import { fillWidth, type OpenPlaces, openPlaces } from '../compose/open-width.js';
import { withMembers } from '../provenance/members.js';
import { type Calculating, type Operation, operationCall, withOperations } from '../provenance/operate.js';
import type { Scene, SceneItem, SceneMark } from '../scene/scene.js';
import { isObject, type JsonObject, toArray, toObject } from '../spec.js';
import type { TextWidth } from '../text-width.js';
import type { VegaLocale } from './locale.js';
import {
  collectingLogger,
  type ExpressionContext,
  type ExpressionNode,
  finished,
  measureWith,
  type NumberFormats,
  type Projection,
  readInUtc,
  refusingLoader,
  repairDatetime,
  type VegaLiteModule,
  type VegaModule,
  type VegaView,
} from './vega-module.js';

/** A spec with its colours and sizes, ready to be compiled. */
export interface Drawable {
  /** A Vega-Lite spec that has been checked. The `openWidth` in it is filled in when it is drawn. */
  readonly spec: JsonObject;
  readonly config: JsonObject;
  readonly locale: VegaLocale;
  /** What operations need to calculate its numbers; absent where these stand for nothing. */
  readonly numbers?: Omit<Calculating, 'parse'>;
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
  readonly operations: readonly Operation[];
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
  /** Of the library. */
  readonly version: string;
  /** Throws when the expression does not parse. */
  parseExpression(source: string): ExpressionNode;
  /** A view of a composite mark, written out as the marks that draw it. */
  normalize(view: JsonObject): JsonObject;
  /** Throws when vega-lite refuses the spec. */
  compile(drawable: Drawable): Program;
  /** Lets the data flow through a spec of which nothing is drawn. Throws when vega refuses it. */
  run(spec: unknown): Promise<SceneMark>;
  /** A projection of the globe by its name, as it is before it is turned or fitted. */
  projection(name: string): Projection;
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
  readInUtc(vega);
  vega.expressionFunction(
    operationCall,
    function (this: ExpressionContext, datum: JsonObject, place: number) {
      return operationsOf.get(this.context.dataflow)?.[place]?.(datum);
    },
  );
  const known = new WeakMap<VegaLocale, NumberFormats>();
  const formatsOf = (locale: VegaLocale): NumberFormats => {
    const formats = known.get(locale) ?? finished(vega.locale(locale.number, locale.time), locale.finish);
    known.set(locale, formats);
    return formats;
  };
  const viewOf: Drawing['viewOf'] = (runtime, warnings) =>
    new vega.View(runtime, {
      renderer: 'none',
      logLevel: 2,
      logger: collectingLogger(warnings),
      loader: refusingLoader,
      expr: interpreter.expressionInterpreter,
    });
  const flow = (view: VegaView): Promise<unknown> => {
    vega.setRandom(vega.randomLCG(1));
    return view.runAsync();
  };
  return {
    version: vega.version,
    parseExpression: vega.parseExpression,
    normalize: (view) => vegaLite.normalize(view, ofComposites),
    compile: (drawable) => compile(drawable, vegaLite, vega),
    run: async (spec) => {
      const view = viewOf(vega.parse(spec, {}, { ast: true }), []);
      await inTurn(() => flow(view));
      const { root } = view.scenegraph();
      view.finalize();
      return root;
    },
    projection: (name) => vega.projection(name.toLowerCase())(),
    draw: (program, width, textWidth) =>
      draw(program, width, {
        vega,
        formats: formatsOf(program.locale),
        viewOf,
        run: (view) =>
          inTurn(() => {
            measureWith(vega, textWidth);
            return flow(view);
          }),
      }),
  };
}

/** What Vega-Lite asks for before it writes composite marks out. */
const ofComposites: JsonObject = {
  mark: {},
  style: {},
  boxplot: { size: 18, extent: 1.5, rule: {}, box: {}, median: {}, outliers: {} },
  errorbar: { rule: {} },
  errorband: { band: {} },
};

/** The operations of a view, which Vega calls by their places. */
const operationsOf = new WeakMap<VegaView, readonly Operation[]>();

/** Measures and counters of vega are global to the module, so one chart is drawn at a time. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn;
  return turn;
}

function compile(
  { spec, config, locale, numbers }: Drawable,
  vegaLite: VegaLiteModule,
  vega: VegaModule,
): Program {
  const warnings: string[] = [];
  const { spec: compiled } = vegaLite.compile(spec, { config, logger: collectingLogger(warnings) });
  const open = withMembers(withPanelsInPlace(compiled));
  const { spec: operated, operations } =
    numbers === undefined
      ? { spec: open, operations: [] }
      : withOperations(open, { ...numbers, parse: vega.parseExpression });
  return { spec: open, locale, warnings, parsed: parser(operated, operations, vega) };
}

/** Parses a spec once for all widths, where each place of the open one is found again in what vega made of it. */
function parser(spec: unknown, operations: readonly Operation[], vega: VegaModule): Program['parsed'] {
  const parse = (filled: unknown): unknown => vega.parse(filled, {}, { ast: true });
  let open: { readonly runtime: unknown; readonly places: OpenPlaces; readonly isWhole: boolean } | undefined;
  return (width) => {
    if (open === undefined) {
      const runtime = parse(spec);
      const places = openPlaces(runtime);
      open = { runtime, places, isWhole: places.count === openPlaces(spec).count };
    }
    // What vega reckoned with the width while it read the spec is nowhere to be seen.
    if (!open.isWhole) return { runtime: parse(fillWidth(spec, width)), signals: undefined, operations };
    open.places.fill(width);
    return { runtime: open.runtime, signals: open.places.signals, operations };
  };
}

/** What drawings share. */
interface Drawing {
  readonly vega: VegaModule;
  readonly formats: NumberFormats;
  /** A view in safe mode, which says what it warns of. */
  viewOf(runtime: unknown, warnings: string[]): VegaView;
  /** Runs the dataflow of a view to its end. */
  run(view: VegaView): Promise<unknown>;
}

async function draw(program: Program, width: number, drawing: Drawing): Promise<Drawn> {
  const { parsed, warnings: before } = program;
  const { vega, formats, viewOf, run } = drawing;
  const warnings = [...before];
  const { runtime, signals, operations } = parsed(width);
  const view = viewOf(runtime, warnings);
  operationsOf.set(view, operations);
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

/**
 * A compiled spec in which every panel stands in its own place. Vega-lite sorts panels by a number from their rows. An
 * empty panel has none, so that all after it would move under names that are not theirs; rows that were put together
 * have lost it. Here the number comes from the names of the panel. `spec` is vega's.
 */
function withPanelsInPlace(spec: unknown): unknown {
  const ranks = new Map(
    toArray(toObject(spec).data)
      .flatMap((each) => toArray(toObject(each).transform))
      .flatMap((transform) => {
        const { type, expr, as } = toObject(transform);
        return type === 'formula' && typeof as === 'string'
          ? [[`datum[${JSON.stringify(as)}]`, expr] as const]
          : [];
      }),
  );
  return visit(spec, ranks);
}

function visit(value: unknown, ranks: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => visit(each, ranks));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'data' ? part : visit(part, ranks)]),
  );
  const isSorted =
    value.type === 'group' && toArray(toObject(value.sort).field).some((field) => ranks.has(field));
  return isSorted ? placed(inner, ranks) : inner;
}

/** Sorted by what each item says of itself. */
function placed(mark: JsonObject, ranks: ReadonlyMap<unknown, unknown>): JsonObject {
  const sort = toObject(mark.sort);
  const fields = toArray(sort.field);
  const made = fields.flatMap((field, index) => {
    const expr = ranks.get(field);
    return expr === undefined ? [] : [[`panel${index}`, { signal: expr }] as const];
  });
  const encode = toObject(mark.encode);
  return {
    ...mark,
    sort: { ...sort, field: fields.map((field, index) => (ranks.has(field) ? `panel${index}` : field)) },
    encode: { ...encode, update: { ...toObject(encode.update), ...Object.fromEntries(made) } },
  };
}
