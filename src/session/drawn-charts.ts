import { createHash } from 'node:crypto';
import { isMap } from '../charts/map/read-map.js';
import type { Diagnostic, Position } from '../diagnostics.js';
import { createHost } from '../host/node-host.js';
import { type Answer, isStillSo } from '../host/recording.js';
import type { ResultCache } from '../host/result-cache.js';
import type { RenderedChart } from '../model/chart.js';
import { datasetsOfChart } from '../model/chart-datasets.js';
import type { PublishedDataset } from '../model/dataset.js';
import type { DrawnChart } from './chart-desk.js';
import type { ChartWork } from './chart-process.js';
import { moved, placesOf, withoutPlaces } from './movable-places.js';

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
  readonly hash: string;
  readonly places: readonly Position[];
}

const mostKept = 500;

/**
 * Charts without a fault that a session has drawn, by everything that they were drawn from, so that a second compile
 * draws only what changed. One that has moved in its template is not drawn again.
 */
export class DrawnCharts {
  /** Of datasets and what the tool says, which are the same objects for as long as they do not change. */
  readonly hashes = new WeakMap<object, string>();
  /** Oldest first. */
  readonly #drawn = new Map<string, KeptDrawing>();
  /** Whether the files of the tool are those that another process found, by what it found. */
  readonly #same = new Map<string, Promise<boolean>>();

  get isEmpty(): boolean {
    return this.#drawn.size === 0;
  }

  /** From what this process has drawn, else from what others kept. */
  async find({ hash, places }: ChartKey, cache?: ResultCache): Promise<Drawn | undefined> {
    const kept = this.#drawn.get(hash) ?? (await this.#read(hash, cache));
    if (kept === undefined) return undefined;
    this.#remember(hash, kept);
    const { places: before, ...drawn } = kept;
    return moved(drawn, before, places);
  }

  /** Of a chart that was not drawn nothing is kept: it is tried again. */
  keep({ hash, places }: ChartKey, result: DrawnChart | undefined, cache?: ResultCache): void {
    if (result?.chart === undefined || this.#drawn.has(hash)) return;
    const { chart, diagnostics, answers } = result;
    const kept = { chart, diagnostics, answers, places };
    this.#remember(hash, kept);
    cache?.keep('chart', hash, kept);
  }

  async #read(hash: string, cache: ResultCache | undefined): Promise<KeptDrawing | undefined> {
    // What stands under a name of this kind was put there by `keep`.
    const kept = (await cache?.read('chart', hash)) as KeptDrawing | undefined;
    if (kept === undefined) return undefined;
    const asked = JSON.stringify(kept.answers);
    const isSame = this.#same.get(asked) ?? isStillSo(kept.answers, createHost('.'));
    this.#same.set(asked, isSame);
    return (await isSame) ? kept : undefined;
  }

  #remember(hash: string, kept: KeptDrawing): void {
    if (this.#drawn.has(hash)) return;
    this.#drawn.set(hash, kept);
    const [oldest] = this.#drawn.keys();
    if (this.#drawn.size > mostKept && oldest !== undefined) this.#drawn.delete(oldest);
  }
}

/**
 * A hash of all that each chart is drawn from: itself, its rows, the language with what the tool says in it, the colours, the fonts, the
 * policy of precision, and for which windows; and where it stands. The program is this process, or one of the same identity.
 * @param known Hashes of objects that nobody changes.
 */
export function chartKeys(
  { charts, data, language, catalogue, palette, fonts, precision, allFrames }: ChartWork,
  known = new WeakMap<object, string>(),
): ChartKey[] {
  const once = (value: object, make = () => hash(value)): string => {
    const made = known.get(value) ?? make();
    known.set(value, made);
    return made;
  };
  // A dataset whose periods are put into words is another object in each compile, with the same rows.
  const ofDataset = (dataset: PublishedDataset): string =>
    once(dataset, () => hash({ ...dataset, rows: once(dataset.rows), geometries: undefined }));
  // Shapes are for maps, and the hundredfold of a table.
  const drawnFrom = (name: string, isShaped: boolean): readonly string[] => {
    const dataset = data[name];
    const { geometries } = dataset ?? {};
    return [...(dataset ? [ofDataset(dataset)] : []), ...(geometries && isShaped ? [once(geometries)] : [])];
  };
  const letters = fonts && hash(fonts);
  const shared = [language, once(catalogue), palette, letters, precision, allFrames];
  return charts.map((chart) => {
    const places = placesOf(chart);
    const drawn = withoutPlaces(chart, places);
    return {
      hash: hash([
        drawn,
        datasetsOfChart(chart).map((name) => drawnFrom(name, isMap(chart.spec))),
        ...shared,
      ]),
      places,
    };
  });
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
