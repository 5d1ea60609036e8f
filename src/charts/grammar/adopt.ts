import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import { ownOf } from '../../model/own.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { faultOf, problem } from '../../problems/problem.js';
import { positionOf } from '../check/context.js';
import { limits } from '../limits.js';
import {
  axes,
  childViews,
  facetChannels,
  isObject,
  type JsonObject,
  markType,
  objectsIn,
  point,
  toArray,
  toObject,
  withChildren,
} from '../spec.js';
import { splitting } from '../unit.js';
import type { Grammar } from './grammar.js';
import { type Dropped, type Say, walkSpec } from './walk.js';

type Constant = string | number | boolean;

/** What a parameter stands at while nobody moves it; undefined for one that begins as a selection or is calculated. */
function constantOf(param: unknown): Constant | undefined {
  const { value, select } = isObject(param) ? param : {};
  const isConstant = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isConstant && select === undefined ? value : undefined;
}

/** Keys under which an expression stands. */
const expressions: ReadonlySet<string> = new Set(['expr', 'calculate', 'filter', 'test', 'labelExpr']);

/** A spec in which the value of each parameter that has one stands in place of its name, so that it is checked as if it were written there. */
function withStaticParams(spec: JsonObject): JsonObject {
  const values = new Map<string, Constant>();
  for (const { object } of objectsIn(spec))
    for (const param of toArray(object.params)) {
      const found = constantOf(param);
      if (found !== undefined && isObject(param)) values.set(String(param.name), found);
    }
  if (values.size === 0) return spec;
  const fill = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((part) => fill(part, key));
    if (isObject(value)) {
      const { expr, ...more } = value;
      const whole = typeof expr === 'string' ? values.get(expr.trim()) : undefined;
      if (whole !== undefined && Object.keys(more).length === 0) return whole;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fill(part, name)]));
    }
    return typeof value === 'string' && expressions.has(key) ? filled(value, values) : value;
  };
  return Object.fromEntries(Object.entries(spec).map(([key, part]) => [key, fill(part, key)]));
}

/** Words in quotation marks, and names that are no part of another. */
const words = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<![\w$.])[A-Za-z_$][\w$]*/g;

const filled = (source: string, values: ReadonlyMap<string, Constant>): string =>
  source.replace(words, (word) => {
    const value = values.get(word);
    return value === undefined ? word : `(${JSON.stringify(value)})`;
  });

/** The lists of parameters that nobody can move, by JSON pointer: nothing is lost when they are left out. */
const stillParams = (spec: JsonObject): readonly string[] =>
  objectsIn(spec).flatMap(({ object: { params }, pointer }) => {
    const isStill = (param: unknown): boolean =>
      constantOf(param) !== undefined && toObject(param).bind === undefined;
    return Array.isArray(params) && params.every(isStill) ? [point(pointer, 'params')] : [];
  });

const units =
  /^(binned)?(utc)?((?:year|quarter|month|week|dayofyear|day|date|hours|minutes|seconds|milliseconds)+)$/;

/** A unit of time in UTC: a report knows no time zone, so that the local one of its author is none. */
function utcUnit(unit: string): string {
  const found = units.exec(unit);
  return found === null ? unit : `${found[1] ?? ''}utc${found[3] ?? ''}`;
}

/** A scale of local time, in UTC. */
const utcScale = (type: string): string => (type === 'time' ? 'utc' : type);

/** A chart as it is drawn, and what was said of what its author wrote. */
export interface Adopted {
  /** Without what charts of a report do not have, and with its repetitions written out. */
  readonly chart: ChartNode;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads a chart as Vega-Lite reads it. What moves and what is up to the house is left out, which one warning each tells;
 * `repeat` becomes views; local time is read as UTC, since a report knows no time zone. Every part keeps the place at which its
 * author wrote it.
 */
export function adopt(chart: ChartNode, grammar: Grammar): Adopted {
  const errors: Diagnostic[] = [];
  const say: Say = (pointer, ...call) => {
    errors.push({ ...faultOf(...call), position: positionOf(chart, pointer) });
  };
  const dropped = walkSpec(chart.spec, grammar, say);
  if (errors.some(({ code }) => code === 'chart/limit')) return { chart, errors, warnings: [] };
  for (const pointer of stillParams(chart.spec)) dropped.set(pointer, 'silent');
  const origins = new Map<string, string>();
  const built = toObject(
    build(
      withStaticParams(chart.spec),
      { from: '', to: '', key: '', repeated: {} },
      { dropped, origins, count: 0 },
    ),
  );
  const spec = withoutUnseen(built, (to, ...call) => say(origins.get(to) ?? to, ...call));
  const positions: Record<string, Position> = { ...chart.positions };
  for (const [to, from] of origins) {
    const position = chart.positions[from];
    if (position !== undefined) positions[to] = position;
  }
  const constants = chart.constants?.flatMap((constant) =>
    [...origins].flatMap(([to, from]) => (from === constant.pointer ? [{ ...constant, pointer: to }] : [])),
  );
  return {
    chart: { ...chart, spec, positions, ...(constants === undefined ? {} : { constants }) },
    errors,
    warnings: warningsOf(chart, dropped),
  };
}

/** A warning for what is left out of a chart because the house decides on it. */
export function houseWarning(chart: ChartNode, pointers: readonly string[]): readonly Diagnostic[] {
  return warningsOf(chart, new Map(pointers.map((pointer) => [pointer, 'house'])));
}

function warningsOf(chart: ChartNode, dropped: Dropped): readonly Diagnostic[] {
  return (['moves', 'house'] as const).flatMap((kind): readonly Diagnostic[] => {
    const pointers = [...dropped].flatMap(([pointer, each]) => (each === kind ? [pointer] : []));
    const [first] = pointers;
    if (first === undefined) return [];
    const names = listNames([...new Set(pointers.map(nameOf))], 12);
    const id = kind === 'moves' ? 'chart/still.left-out' : 'chart/house-style.left-out';
    return [problem(id, positionOf(chart, first), { names })];
  });
}

/** `axis.labelFont` of `/encoding/x/axis/labelFont`; a key of a chart stands alone. */
function nameOf(pointer: string): string {
  const parts = pointer.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  const isOfView = ['layer', 'hconcat', 'vconcat', 'concat', 'spec', undefined].includes(parts.at(-2));
  return isOfView ? (parts.at(-1) ?? '') : parts.slice(-2).join('.');
}

interface Place {
  /** Where it stands in what the author wrote, and in what is drawn. */
  readonly from: string;
  readonly to: string;
  readonly key: string;
  /** The fields that views are repeated with, by what repeats them. */
  readonly repeated: Readonly<Record<string, string>>;
}

interface Building {
  readonly dropped: Dropped;
  /** Where each part of what is drawn was written. */
  readonly origins: Map<string, string>;
  /** Views made so far by repetition. */
  count: number;
}

/** What takes the place of a part that is not drawn. */
const nothing = Symbol('nothing');

function build(value: unknown, place: Place, building: Building): unknown {
  building.origins.set(place.to, place.from);
  if (Array.isArray(value)) return buildList(value, place, building);
  if (isObject(value)) return buildObject(value, place, building);
  return canonical(value, place.key);
}

function buildList(list: readonly unknown[], place: Place, building: Building): unknown {
  const made: unknown[] = [];
  list.forEach((item, index) => {
    const inner = {
      ...place,
      from: point(place.from, index),
      to: point(place.to, made.length),
    };
    const built = build(item, inner, building);
    if (built !== nothing) made.push(built);
  });
  return made;
}

function buildObject(object: JsonObject, place: Place, building: Building): unknown {
  const { repeat } = object;
  if (typeof repeat === 'string' && Object.keys(object).length === 1)
    return ownOf(place.repeated, repeat) ?? object;
  // A test, a filter or a domain that follows the hand of a reader has nothing else to go by.
  if (building.dropped.has(point(place.from, 'param'))) return nothing;
  if (repeat !== undefined && isObject(object.spec)) return buildRepeat(object, place, building);
  dropSteps(object, place, building);
  // The first power of a number is the number; where no exponent is written, a power is meant that is forgotten.
  if (object.type === 'pow' && place.key === 'scale' && object.exponent === 1)
    return buildObject({ ...without(object, 'exponent'), type: 'linear' }, place, building);
  const parts = buildParts(object, place, building);
  return parts === nothing ? nothing : withImputes(Object.fromEntries(parts), place, building);
}

/** What is left of the parts of an object; nothing where it is a test of which a part is gone. */
function buildParts(
  object: JsonObject,
  place: Place,
  building: Building,
): readonly [string, unknown][] | typeof nothing {
  const made: [string, unknown][] = [];
  for (const [key, part] of Object.entries(object)) {
    const from = point(place.from, key);
    const isGroup = place.key === 'encoding' && isUnseenGroup(key, part);
    if (building.dropped.has(from) && !isGroup) continue;
    const built = build(part, { ...place, from, to: point(place.to, key), key }, building);
    if (built !== nothing) made.push([key, built]);
    else if (['filter', 'not', 'and', 'or'].includes(key)) return nothing;
  }
  return made;
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object;
  return rest;
}

/** What an encoding puts in for what is not there is a transform of its view, in groups by what sets its marks apart. */
function withImputes(view: JsonObject, place: Place, building: Building): JsonObject {
  const encoding = toObject(view.encoding);
  const found = axes.find((name) => isObject(toObject(encoding[name]).impute));
  if (found === undefined) return view;
  const { impute, ...own } = toObject(encoding[found]);
  const key = toObject(encoding[found === 'x' ? 'y' : 'x']).field;
  const groupby = [
    ...new Set(
      Object.entries(encoding).flatMap(([name, definition]) => {
        const { field, aggregate } = toObject(definition);
        return splitting.includes(name) && typeof field === 'string' && aggregate === undefined
          ? [field]
          : [];
      }),
    ),
  ];
  const transforms = toArray(view.transform);
  building.origins.set(
    point(place.to, 'transform', transforms.length),
    point(place.from, 'encoding', found, 'impute'),
  );
  return {
    ...view,
    encoding: { ...encoding, [found]: own },
    transform: [...transforms, { impute: own.field, key, ...toObject(impute), groupby }],
  };
}

/** Panels with scales of their own have no step in common; vega-lite ends in an error of its own. */
function dropSteps(view: JsonObject, { from }: Place, { dropped }: Building): void {
  const scale = toObject(toObject(view.resolve).scale);
  const isPanelled = facetChannels.some((name) => toObject(view.encoding)[name] !== undefined);
  const panel = view.facet !== undefined ? point(from, 'spec') : isPanelled ? from : undefined;
  const sized = view.facet !== undefined ? toObject(view.spec) : view;
  for (const [name, size] of [
    ['x', 'width'],
    ['y', 'height'],
  ] as const)
    if (panel !== undefined && scale[name] === 'independent' && isObject(sized[size]))
      dropped.set(point(panel, size), 'house');
}

/** The values of Vega-Lite that mean the same as others. */
function canonical(value: unknown, key: string): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'timeUnit' || key === 'unit') return utcUnit(value);
  if (key === 'type') return utcScale(value);
  if (key === 'labelExpr') return value.replace(/\btimeFormat\(/g, 'utcFormat(');
  if ((key === 'aggregate' || key === 'op') && value === 'average') return 'mean';
  if ((key === 'width' || key === 'height') && value === 'container') return nothing;
  return value;
}

/** A repeated view as the views that it stands for. */
function buildRepeat(view: JsonObject, place: Place, building: Building): unknown {
  const { repeat, spec, columns, ...rest } = view;
  const around = toObject(build(rest, place, building));
  const views = (
    names: unknown,
    by: string,
    to: string,
    inner: (each: Place) => unknown,
  ): readonly unknown[] =>
    toArray(names)
      .filter((name): name is string => typeof name === 'string')
      .map((name, index) => {
        building.count += 1;
        // Past the limit of views the rest is not made; the count is refused where views are counted.
        if (building.count > limits.views * 2) return {};
        const repeated = { ...place.repeated, [by]: name };
        return inner({ ...place, repeated, to: point(to, index) });
      });
  const one = (each: Place): unknown =>
    build(spec, { ...each, from: point(place.from, 'spec'), key: 'spec' }, building);
  if (Array.isArray(repeat)) {
    const concat = views(repeat, 'repeat', point(place.to, 'concat'), one);
    return { ...around, columns: columns ?? Math.min(concat.length, 3), concat };
  }
  const { row, column, layer } = toObject(repeat);
  const layered = (each: Place): unknown =>
    layer === undefined
      ? one(each)
      : {
          layer: views(layer, 'layer', point(each.to, 'layer'), (at) =>
            one({ ...at, repeated: { ...each.repeated, ...at.repeated } }),
          ),
        };
  const across = (each: Place): unknown =>
    column === undefined
      ? layered(each)
      : {
          hconcat: views(column, 'column', point(each.to, 'hconcat'), (at) =>
            layered({ ...at, repeated: { ...each.repeated, ...at.repeated } }),
          ),
        };
  const down =
    row === undefined ? across(place) : { vconcat: views(row, 'row', point(place.to, 'vconcat'), across) };
  return { ...around, ...toObject(down) };
}

/** Channels that a page does not show, and by whose fields Vega-Lite puts rows together all the same. */
const unseen = ['tooltip', 'href', 'key', 'time', 'url', 'description'] as const;

/** True for what such a channel groups rows by. */
const isUnseenGroup = (channel: string, definition: unknown): boolean =>
  unseen.some((name) => name === channel) &&
  [definition]
    .flat()
    .some((each) => isObject(each) && typeof each.field === 'string' && each.aggregate === undefined);

/** Marks of which several may stand at one place, each for itself. */
const alone: ReadonlySet<string> = new Set(['point', 'circle', 'square', 'tick', 'rect', 'text', 'rule']);

/**
 * A spec without the channels that a page does not show. Where a view puts rows together, what such a channel would have set apart stays
 * apart as `detail`; bars, areas and lines would be others by that, so that it is refused there.
 */
function withoutUnseen(spec: JsonObject, say: Say): JsonObject {
  const visit = (view: JsonObject, pointer: string, around: JsonObject): JsonObject => {
    const own = toObject(view.encoding);
    const all = { ...around, ...own };
    const seen = (encoding: JsonObject): JsonObject =>
      Object.fromEntries(Object.entries(encoding).filter(([name, part]) => !isUnseenGroup(name, part)));
    const isUnit = childViews(view, pointer).length === 0;
    const kept = isUnit ? apart(seen(all), all) : [];
    if (kept.length > 0 && !alone.has(markType(view))) {
      const [{ channel = '', field = '' } = {}] = kept;
      const at = own[channel] === undefined ? pointer : point(pointer, 'encoding', channel);
      say(at, 'chart/spec.puts', { channel, field, markType: markType(view) });
    }
    const detail = [seen(all).detail ?? [], kept.map(({ definition }) => definition)].flat();
    const encoding =
      view.encoding === undefined && kept.length === 0
        ? {}
        : { encoding: { ...seen(own), ...(kept.length > 0 && { detail }) } };
    const inner = withChildren(view, pointer, (child, at) => visit(child, at, all));
    return { ...inner, ...encoding };
  };
  return visit(spec, '', {});
}

interface Apart {
  readonly channel: string;
  readonly field: string;
  readonly definition: JsonObject;
}

/** What sets rows apart in a view that puts some together, and is seen in none of its channels. */
function apart(seen: JsonObject, all: JsonObject): readonly Apart[] {
  const definitions = Object.values(seen).flat().filter(isObject);
  if (!definitions.some(({ aggregate }) => aggregate !== undefined)) return [];
  const known = definitions.filter(({ aggregate }) => aggregate === undefined).map(({ field }) => field);
  return unseen.flatMap((channel) =>
    [all[channel]].flat().flatMap((definition): readonly Apart[] => {
      if (!isObject(definition) || !isUnseenGroup(channel, definition)) return [];
      const { field, timeUnit, bin, type } = definition;
      const kept = Object.fromEntries(
        Object.entries({ field, timeUnit, bin, type }).filter(([, part]) => part !== undefined),
      );
      return known.includes(field) ? [] : [{ channel, field: String(field), definition: kept }];
    }),
  );
}
