import { isObject, toArray, toObject } from '../spec.js';

/**
 * Stands for the width of a plot in a spec until it is drawn, so that one compiled spec serves all widths: vega-lite
 * passes the width on as it is. A number that nobody writes, and that binary fractions hold exactly.
 */
export const openWidth = 600 + 2 ** -10;

/** The spec with this width, in pixels, wherever {@link openWidth} stands; rows are left as they are. */
export function fillWidth(spec: unknown, width: number): unknown {
  if (spec === openWidth) return width;
  if (Array.isArray(spec)) return spec.map((part) => fillWidth(part, width));
  if (!isObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec).map(([key, part]) => [key, key === 'values' ? part : fillWidth(part, width)]),
  );
}

/** Where {@link openWidth} stands in what was made of a spec, rows left out. */
export interface OpenPlaces {
  readonly count: number;
  /** The signals whose first value each of these places is; undefined where one of them is something else. */
  readonly signals: readonly string[] | undefined;
  /** Puts a width in all these places, in what was looked at itself. */
  fill(width: number): void;
}

export function openPlaces(made: unknown): OpenPlaces {
  const found: { readonly parent: object; readonly key: string; readonly signal: string | undefined }[] = [];
  const seen = new Set<object>();
  // In what vega parses a signal is one of the first operators, and holds its value.
  const signalOf = (parent: object, key: string): string | undefined =>
    key === 'value' && toArray(toObject(made).operators).includes(parent) && 'signal' in parent
      ? String(parent.signal)
      : undefined;
  const visit = (parent: object): void => {
    if (seen.has(parent)) return;
    seen.add(parent);
    for (const [key, part] of Object.entries(parent)) {
      if (part === openWidth) found.push({ parent, key, signal: signalOf(parent, key) });
      else if (!rowKeys.has(key) && typeof part === 'object' && part !== null) visit(part);
    }
  };
  if (typeof made === 'object' && made !== null) visit(made);
  const signals = found.flatMap(({ signal }) => signal ?? []);
  return {
    count: found.length,
    signals: signals.length === found.length ? signals : undefined,
    fill(width) {
      for (const { parent, key } of found) Reflect.set(parent, key, width);
    },
  };
}

/** Under which rows stand in a spec, and in what vega parses. */
const rowKeys: ReadonlySet<string> = new Set(['values', '$ingest']);
