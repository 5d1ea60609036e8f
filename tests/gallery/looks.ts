import type { SceneItem, SceneMark } from '../../src/charts/scene/scene.js';
import { isObject, type JsonObject, toArray, toObject } from '../../src/charts/spec.js';

/** What one mark of a specification comes to, as far as two drawings of it can be compared. */
export interface Look {
  readonly kind: string;
  /** Panels from left to right and from top to bottom, each with what it is of and how many marks it holds. */
  readonly panels: readonly string[];
  /** The domain of each scale, by its channel. */
  readonly domains: Readonly<Record<string, Domain>>;
  /** Where marks stand and how long they are, in units of the scale, from the least to the greatest. */
  readonly places: Readonly<Record<string, readonly number[]>>;
}

export type Domain =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'numbers' | 'times'; readonly ends: readonly number[] };

interface Scale {
  readonly type?: string;
  domain(): readonly unknown[];
  invert?(place: number): unknown;
}

/** A finished view of vega, with the scales that its groups hold. */
export interface FinishedView {
  scenegraph(): { readonly root: SceneMark };
}

type Context = { readonly scales: Readonly<Record<string, { readonly value?: Scale } | undefined>> };

interface MarkSpec {
  readonly name: string;
  readonly type: string;
  readonly channels: ReadonlyMap<string, string>;
  readonly hasEnds: readonly string[];
}

/** What a compiled specification of vega drew, mark by mark in the order in which they are written. */
export function looksOf(compiled: unknown, view: FinishedView): readonly Look[] {
  const found = new Map<string, Found>();
  const { root } = view.scenegraph();
  const open = (root.items[0] as { readonly context?: Context } | undefined)?.context;
  collect(root, [], undefined, { x: 0, y: 0 }, found);
  return markSpecs(compiled).map((spec) => lookOf(spec, found.get(spec.name), open));
}

interface Found {
  readonly panels: Map<
    SceneItem,
    { readonly key: string; readonly x: number; readonly y: number; count: number }
  >;
  readonly items: { readonly item: SceneItem; readonly context: Context | undefined }[];
}

type Grouped = SceneItem & { readonly context?: Context; readonly datum?: unknown };

function collect(
  mark: SceneMark,
  key: readonly string[],
  around: Context | undefined,
  at: { readonly x: number; readonly y: number },
  found: Map<string, Found>,
): void {
  if (mark.marktype === 'group') {
    const isPath = mark.name?.endsWith('pathgroup') === true;
    const isPanel = mark.name?.endsWith('cell') === true;
    for (const item of mark.items as readonly Grouped[]) {
      const own = isPanel ? namesIn(item.datum) : [];
      const inner = { x: at.x + (item.x ?? 0), y: at.y + (item.y ?? 0) };
      for (const each of item.items ?? [])
        collect(each, [...key, ...own], item.context ?? around, isPath ? at : inner, found);
    }
    return;
  }
  if (mark.name === undefined || mark.items.length === 0) return;
  const known: Found = found.get(mark.name) ?? { panels: new Map(), items: [] };
  found.set(mark.name, known);
  const { group } = mark as SceneMark & { readonly group: Grouped };
  const drawn = mark.items.filter(({ defined }) => defined !== false);
  const name = key.join(' | ');
  const place = [...known.panels.values()].find((each) => each.x === at.x && each.y === at.y);
  if (place === undefined) known.panels.set(group, { key: name, ...at, count: drawn.length });
  else place.count += drawn.length;
  for (const item of drawn) known.items.push({ item, context: group.context ?? around });
}

const namesIn = (datum: unknown): readonly string[] =>
  Object.entries(toObject(datum))
    .filter(
      ([name]) => !name.startsWith('__') && name !== 'count' && !/_sort_index$|^distinct_|_by_/.test(name),
    )
    .map(([, value]) => nameOf(value));

/** A name, number or moment as both drawings write it. */
function nameOf(value: unknown): string {
  const moment = momentOf(value);
  return moment === undefined ? String(value) : new Date(moment).toISOString().slice(0, 10);
}

/** Milliseconds of a moment. Numbers so large are moments too. */
function momentOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' && Math.abs(value) > 1e10 ? value : undefined;
}

function markSpecs(compiled: unknown): readonly MarkSpec[] {
  return toArray(toObject(compiled).marks).flatMap((mark): readonly MarkSpec[] => {
    if (!isObject(mark)) return [];
    if (mark.type === 'group') return markSpecs(mark);
    if (typeof mark.name !== 'string' || !mark.name.endsWith('marks')) return [];
    const update = toObject(toObject(mark.encode).update);
    return [{ name: mark.name, type: String(mark.type), ...channelsIn(update) }];
  });
}

const renamed: Readonly<Record<string, string>> = { xc: 'x', yc: 'y', fill: 'color', stroke: 'color' };

function channelsIn(update: JsonObject): Pick<MarkSpec, 'channels' | 'hasEnds'> {
  const channels = new Map<string, string>();
  const scaleIn = (value: unknown): string | undefined =>
    [value].flat().flatMap((each) => {
      const { scale, field, signal, value: constant } = toObject(each);
      if (typeof signal === 'string') return /^scale\(["']([^"']+)["']/.exec(signal)?.[1] ?? [];
      return typeof scale === 'string' && (field !== undefined || constant !== undefined) ? [scale] : [];
    })[0];
  for (const [name, value] of Object.entries(update)) {
    const own = renamed[name] ?? name;
    const scale = scaleIn(value);
    const isKnown = ['x', 'y', 'color', 'size', 'shape', 'opacity', 'strokeDash', 'startAngle'].includes(own);
    if (scale !== undefined && isKnown && !channels.has(own)) channels.set(own, scale);
    for (const each of [value].flat()) {
      const offset = toObject(each).offset;
      const inner = scaleIn(offset);
      if (inner !== undefined && (own === 'x' || own === 'y') && !channels.has(`${own}Offset`))
        channels.set(`${own}Offset`, inner);
    }
  }
  const hasEnds = ['x', 'y'].filter(
    (axis) => scaleIn(update[`${axis}2`]) !== undefined && update[`${axis}c`] === undefined,
  );
  return { channels, hasEnds };
}

function lookOf(spec: MarkSpec, found: Found | undefined, root: Context | undefined): Look {
  const { items = [], panels = new Map() } = found ?? {};
  const scaleAt = (name: string, context: Context | undefined): Scale | undefined =>
    (context ?? root)?.scales[name]?.value;
  const domains = Object.fromEntries(
    [...spec.channels].flatMap(([channel, name]) => {
      const scale = scaleAt(name, items[0]?.context);
      return scale === undefined ? [] : [[channel, domainOf(scale)] as const];
    }),
  );
  const places: Record<string, readonly number[]> = {};
  for (const axis of ['x', 'y'] as const) {
    const name = spec.channels.get(axis);
    if (name === undefined) continue;
    const found = items.flatMap(({ item, context }) =>
      placesIn(item, axis, scaleAt(name, context), spec.hasEnds.includes(axis)),
    );
    if (found.length > 0) places[axis] = found.toSorted((a, b) => a - b);
  }
  const inOrder = [...panels.values()].sort((a, b) => (Math.abs(a.y - b.y) > 1 ? a.y - b.y : a.x - b.x));
  return {
    kind: spec.type,
    panels: inOrder.map(({ key, count }) => `${key} ${count}`.trim()),
    domains,
    places,
  };
}

/** In units of the scale: how long a mark is that has two ends on numbers, else where its middle stands. */
function placesIn(item: SceneItem, axis: 'x' | 'y', scale: Scale | undefined, hasEnds: boolean): number[] {
  const kind = scale === undefined ? 'names' : domainOf(scale).kind;
  if (scale?.invert === undefined || kind === 'names') return [];
  const number = (place: number): number => Number(scale.invert?.(place));
  const from = item[axis] ?? 0;
  const size = item[axis === 'x' ? 'width' : 'height'];
  const to = item[axis === 'x' ? 'x2' : 'y2'] ?? (size === undefined ? undefined : from + size);
  if (to === undefined) return [number(from)];
  return [hasEnds && kind === 'numbers' ? Math.abs(number(to) - number(from)) : number((from + to) / 2)];
}

function domainOf(scale: Scale): Domain {
  const domain = scale.domain();
  if (discrete.has(scale.type ?? '')) return { kind: 'names', names: domain.map(nameOf) };
  const isTime = domain.some((each) => each instanceof Date);
  return { kind: isTime ? 'times' : 'numbers', ends: domain.map(Number) };
}

const discrete: ReadonlySet<string> = new Set(['band', 'point', 'ordinal']);
