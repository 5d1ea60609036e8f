import { createHash } from 'node:crypto';
import type { DrawnForm } from '../../charts/form.js';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { type Answer, isStillSo } from '../../host/recording.js';
import type { ResultCache } from '../../host/result-cache.js';
import type { RenderedChart } from '../../model/chart/chart.js';
import { datasetsOfChart } from '../../model/chart/chart-datasets.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { LastUsed } from '../../model/last-used.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import type { ChartWork } from './chart-process.js';
import type { DrawnChart } from './chart-worker.js';
import { type LookedRows, visibleOf } from './watched-rows.js';

/**
 * Where a chart and its parts stand in templates and chart files, in order, each once: a line that is put in above them moves them, and
 * changes nothing else of what is drawn. Where its numbers stand in data is not among them.
 */
export function placesOf(chart: ChartNode): readonly Position[] {
  const files = new Set([chart.at, ...Object.values(chart.positions)].map(({ file }) => file));
  const found = new Map<string, Position>();
  const look = (part: unknown): void => {
    if (isPlace(part) && files.has(part.file)) found.set(nameOf(part), part);
    else if (isParent(part)) for (const each of childrenOf(part)) look(each);
  };
  look(chart);
  return [...found.values()].sort(inOrder);
}

/** A chart with the number of each place in its stead, and without the offsets of its words in a text: what its drawing hangs on. */
export function withoutPlaces(chart: ChartNode, places: readonly Position[]): unknown {
  const numbers = new Map(places.map((place, index) => [nameOf(place), index]));
  const strip = (part: unknown): unknown => {
    if (isPlace(part)) {
      const number = numbers.get(nameOf(part));
      return number === undefined ? part : `\0place ${number}`;
    }
    if (Array.isArray(part)) return part.map(strip);
    if (!isRecord(part)) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([name, each]) => (isOffsets(each) ? [] : [[name, strip(each)]])),
    );
  };
  return strip(chart);
}

/** What was made of a chart that stood at `from`, as it is made where it stands at `to`; the same object where it has not moved. */
export function moved<T>(made: T, from: readonly Position[], to: readonly Position[]): T {
  const names = from.map(nameOf);
  if (names.every((name, index) => to[index] !== undefined && name === nameOf(to[index]))) return made;
  const now = new Map(names.map((name, index) => [name, to[index]]));
  const move = (part: unknown): unknown => {
    if (isPlace(part)) return now.get(nameOf(part)) ?? part;
    if (Array.isArray(part)) return part.map(move);
    if (!isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, move(each)]));
  };
  // Places are replaced by places, and nothing else is.
  return move(made) as T;
}

const nameOf = ({ file, line, column, sheet = '', result }: Position): string =>
  `${file}\n${line}\n${column}\n${sheet}\n${result === true}`;

const inOrder = (a: Position, b: Position): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

function isPlace(part: unknown): part is Position {
  if (!isRecord(part)) return false;
  const { file, line, column } = part;
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number';
}

/** Where a node stands in the text that was parsed. */
const isOffsets = (part: unknown): boolean => isRecord(part) && isPoint(part.start) && isPoint(part.end);
const isPoint = (part: unknown): boolean => isRecord(part) && typeof part.offset === 'number';

type Parent = readonly unknown[] | Readonly<Record<string, unknown>>;

const isParent = (part: unknown): part is Parent => Array.isArray(part) || isRecord(part);
const childrenOf = (part: Parent): readonly unknown[] => (Array.isArray(part) ? part : Object.values(part));

/** An object with names alone: what else there may be, such as a map, holds no place. */
const isRecord = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype;

interface Drawn {
  readonly chart: RenderedChart;
  /** Warnings, which are said again. */
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

/** A drawing, and where its chart stood. */
interface KeptDrawing extends Drawn {
  readonly places: readonly Position[];
}

/** A chart by all that it is drawn from, and where it stands now. */
export interface ChartKey {
  /** Of all but the cells of rows, of which it is not known before it is drawn which ones it looks at. */
  readonly hash: string;
  /** Of all, where it looks at these rows. */
  hashWith(looked: LookedRows): string;
  readonly places: readonly Position[];
}

/** So many drawings; and so many lists of rows of one chart: which ones are looked at may hang on their numbers. */
const [mostKept, mostLooks] = [500, 4];

type Sources = RenderedChart['sources'];

/**
 * Charts without a fault that a session has drawn, by everything that they were drawn from, so that a second compile
 * draws only what changed. One that has moved in its template is not drawn again.
 */
export class DrawnCharts {
  /** Of datasets and what the tool says, which are the same objects for as long as they do not change. */
  readonly hashes = new WeakMap<object, string>();
  /** Drawings with the sources that were put into them: the same object for as long as these are the same. */
  readonly #sourced = new WeakMap<RenderedChart, RenderedChart>();
  readonly #drawn = new LastUsed<KeptDrawing>(mostKept);
  /** The rows that charts have looked at, the last ones first. */
  readonly #looked = new LastUsed<readonly LookedRows[]>(mostKept);
  /** Whether the files of the tool are those that another process found, by what it found. */
  readonly #same = new Map<string, Promise<boolean>>();

  get isEmpty(): boolean {
    return this.#drawn.size === 0;
  }

  /**
   * From what this process has drawn, else from what others kept. A chart that was drawn from the same but for cells
   * that it did not look at would be drawn as it was. What it did up to the first of them that it looks at is the same,
   * and so is that one.
   */
  async find(key: ChartKey, cache?: ResultCache): Promise<Drawn | undefined> {
    const kept = this.#known(key) ?? (await this.#read(key, cache));
    if (kept === undefined) return undefined;
    const { places: before, ...drawn } = kept;
    return moved(drawn, before, key.places);
  }

  /** Of a chart that was not drawn nothing is kept: it is tried again. */
  keep(key: ChartKey, { chart, diagnostics, answers, looked }: DrawnChart, cache?: ResultCache): void {
    if (chart === undefined) return;
    const [hash, kept] = [key.hashWith(looked), { chart, diagnostics, answers, places: key.places }];
    this.#remember(key, looked, kept);
    cache?.keep('chart', hash, kept);
    cache?.keep('chart-rows', key.hash, looked);
  }

  /** A drawing with its sources, as `sourcesOf` makes them of those that it states. */
  withSources(chart: RenderedChart, sourcesOf: (stated: Sources) => Sources): RenderedChart {
    const sources = sourcesOf(chart.sources);
    const before = this.#sourced.get(chart);
    if (before !== undefined && JSON.stringify(before.sources) === JSON.stringify(sources)) return before;
    const made = { ...chart, sources };
    this.#sourced.set(chart, made);
    return made;
  }

  #known(key: ChartKey): KeptDrawing | undefined {
    for (const looked of this.#looked.get(key.hash) ?? []) {
      const kept = this.#drawn.get(key.hashWith(looked));
      if (kept !== undefined) return kept;
    }
    return undefined;
  }

  async #read(key: ChartKey, cache: ResultCache | undefined): Promise<KeptDrawing | undefined> {
    // What stands under names of these kinds was put there by `keep`.
    const looked = (await cache?.read('chart-rows', key.hash)) as LookedRows | undefined;
    if (looked === undefined) return undefined;
    const kept = (await cache?.read('chart', key.hashWith(looked))) as KeptDrawing | undefined;
    if (kept === undefined) return undefined;
    const asked = JSON.stringify(kept.answers);
    const isSame = this.#same.get(asked) ?? isStillSo(kept.answers, createHost('.'));
    this.#same.set(asked, isSame);
    if (!(await isSame)) return undefined;
    this.#remember(key, looked, kept);
    return kept;
  }

  #remember(key: ChartKey, looked: LookedRows, kept: KeptDrawing): void {
    const name = JSON.stringify(looked);
    const others = (this.#looked.get(key.hash) ?? []).filter((each) => JSON.stringify(each) !== name);
    this.#looked.set(key.hash, [looked, ...others].slice(0, mostLooks));
    this.#drawn.set(key.hashWith(looked), kept);
  }
}

/** True of a chart that a form draws in its own way, such as a map: it may need what datasets have for such forms. */
export const isDrawnApart = ({ spec }: ChartNode, forms: readonly DrawnForm[]): boolean =>
  forms.some(({ own }) => own?.draws(spec));

/**
 * A hash of all that each chart is drawn from. That is itself, the rows that it looks at, the language with the tool's
 * messages, the colours, fonts and policy of precision, the windows, and its place. Sources are not among them, which a
 * drawing does not see. The program is this process, or one of the same identity.
 * @param forms The short forms.
 * @param known Hashes of objects that nobody changes.
 */
export function chartKeys(
  { charts, data, language, catalogue, units, palette, fonts, precision, allFrames }: ChartWork,
  forms: readonly DrawnForm[],
  known = new WeakMap<object, string>(),
): ChartKey[] {
  const once = (value: object, make = () => hash(value)): string => {
    const made = known.get(value) ?? make();
    known.set(value, made);
    return made;
  };
  // A dataset whose periods are put into words is another object in each compile, with the same rows.
  const ofDataset = (dataset: PublishedDataset): string =>
    once(dataset, () =>
      hash({
        ...dataset,
        rows: once(dataset.rows, () => hash(dataset.rows.map(visibleOf))),
        attachments: undefined,
        sources: undefined,
      }),
    );
  // What is attached, such as shapes, is for these charts alone, and the hundredfold of a table.
  const drawnFrom = (name: string, isApart: boolean): readonly string[] => {
    const dataset = data[name];
    const { attachments } = dataset ?? {};
    return [...(dataset ? [ofDataset(dataset)] : []), ...(attachments && isApart ? [once(attachments)] : [])];
  };
  const letters = fonts && hash(fonts);
  const shared = [language, once(catalogue), hash(units ?? {}), palette, letters, precision, allFrames];
  const cellsOf = ([name, looked]: [string, LookedRows[string]]): unknown => {
    const { rows = [] } = data[name] ?? {};
    const seen = looked === 'all' ? rows : looked.flatMap((place) => rows[place] ?? []);
    return [name, looked, seen.map((row) => once(row))];
  };
  return charts.map((chart) => {
    const places = placesOf(chart);
    const drawn = withoutPlaces(chart, places);
    const own = datasetsOfChart(chart).map((name) => drawnFrom(name, isDrawnApart(chart, forms)));
    const key = hash([drawn, own, ...shared]);
    return {
      hash: key,
      hashWith: (looked) => hash([key, Object.entries(looked).map(cellsOf)]),
      places,
    };
  });
}

/**
 * A hash of what a value is, and not of how the engine holds it. V8 serialises a list of whole numbers, or a piece of a
 * text, in two ways, as it was made, so that unchanged charts were now and then drawn again.
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
