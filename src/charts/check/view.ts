import { literally } from '../../language/literally.js';
import { greatest, least } from '../../model/chart/extremes.js';
import type { Field } from '../../model/dataset/dataset.js';
import { exactIn } from '../../model/dataset/value.js';
import { toNumber } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { dayOf } from '../compose/temporal.js';
import { dataKey, ownData } from '../datasets/parts.js';
import { limits } from '../limits.js';
import { boundFields } from '../rows.js';
import {
  childViews,
  isObject,
  isOfNames,
  type JsonObject,
  listKeys,
  markType,
  point,
  toArray,
  toObject,
} from '../spec.js';
import { encodedField, isCategorical, valuesOf } from '../unit.js';
import { type CheckContext, kindOf, report, type Scope } from './context.js';
import { checkField } from './expression.js';
import { checkNumber, checkPart, inside, type Place, refuseWrittenNumbers } from './parts.js';
import { checkFormat } from './printed-labels.js';

/** Keys of a view that say nothing of its rows. */
const plain = ['title', 'config', 'width', 'height', 'spacing', 'columns'];

/** Checks a view and the views in it, against the fields that its parent sees. */
export function checkView(view: JsonObject, pointer: string, around: Scope, whole: CheckContext): void {
  const place = { ...ofOwnData(view, around, whole), pointer, key: '' };
  const { context } = place;
  for (const key of plain) checkPart(view[key], inside(place, key));
  const known = { ...place, scope: checkTransforms(view.transform, inside(place, 'transform')) };
  checkEncoding(view.encoding, inside(known, 'encoding'));
  const isFacet = view.facet !== undefined || view.spec !== undefined;
  if (isFacet) checkFacet(view.facet, inside(known, 'facet'));
  else if (listKeys.every((key) => view[key] === undefined)) checkMark(view, known);
  for (const key of listKeys)
    if (view[key] !== undefined && toArray(view[key]).length === 0)
      report(context, point(pointer, key), 'chart/spec.list', { key });
  if (isFacet && !isObject(view.spec)) report(context, pointer, 'chart/spec.spec');
  for (const child of childViews(view, pointer)) checkView(child.view, child.pointer, known.scope, context);
}

/** The fields that a view can see before its transforms, by the names that they bear in the chart. */
export function fieldsInScope(fields: readonly Field[], looked: ReadonlySet<string> = new Set()): Scope {
  const kinds = fields
    .filter(({ name, role }) => role !== 'note' && !looked.has(name))
    .map(({ name, role }) => [name, kindOf(role)] as const);
  const bounds = fields
    .filter(({ categories }) => categories.some((category) => category.bounds !== undefined))
    .flatMap((field) => boundFields(field).map((name) => [name, 'computed'] as const));
  return new Map([...bounds, ...kinds]);
}

/** A view that names a dataset sees the fields of that, and nothing that was made of another. */
function ofOwnData(
  view: JsonObject,
  scope: Scope,
  context: CheckContext,
): { readonly scope: Scope; readonly context: CheckContext } {
  const own = ownData(view);
  const part = own && context.dataset.parts?.find(({ key }) => key === dataKey(own));
  if (part === undefined) return { scope, context };
  const { parts, lookups } = context.dataset;
  const dataset = {
    ...part.dataset,
    fields: part.fields,
    ...(parts && { parts }),
    ...(lookups && { lookups }),
  };
  return { scope: fieldsInScope(part.fields, part.looked), context: { ...context, dataset } };
}

function checkMark(view: JsonObject, place: Place): void {
  const { pointer, context } = place;
  if (view.mark === undefined) report(context, pointer, 'chart/spec.chart');
  else if (markType(view) === '') report(context, point(pointer, 'mark'), 'chart/spec.type');
  if (isObject(view.mark)) checkPart(view.mark, inside(place, 'mark'));
}

/** `facet: {field}` or `facet: {row: {field}, column: {field}}`. */
function checkFacet(facet: unknown, place: Place): void {
  if (!isObject(facet) || facet.field !== undefined) {
    checkChannel(facet, 'facet', place);
    return;
  }
  if (facet.row === undefined && facet.column === undefined)
    report(place.context, place.pointer, 'chart/spec.facet');
  checkEncoding(facet, place);
}

/** Checks the transforms of a view in order, and returns the fields that the view sees after them. */
function checkTransforms(list: unknown, { pointer, scope, context }: Place): Scope {
  const transforms = toArray(list);
  if (transforms.length > limits.transforms) {
    const said = { count: transforms.length, transforms: limits.transforms };
    report(context, pointer, 'chart/limit.transforms', said);
    return scope;
  }
  return transforms.reduce<Scope>((known, transform, index) => {
    const name = isObject(transform) ? Object.keys(kinds).find((each) => each in transform) : undefined;
    if (!isObject(transform) || name === undefined) return known;
    return after(transform, kinds[name] ?? {}, {
      pointer: point(pointer, index),
      key: name,
      scope: known,
      context,
    });
  }, scope);
}

/** What a transform reads and makes. */
interface Kind {
  /** Keys that name fields, besides `field` and `groupby`. */
  readonly reads?: readonly string[];
  /** What it makes where `as` says nothing. */
  readonly makes?: readonly string[];
  /** True where it makes fields of the names that it reads. */
  readonly makesRead?: true;
  /** True where it leaves no field but those that it makes and those of `groupby`. */
  readonly isGrouping?: true;
  /** True where Vega-Lite names the other end of a band after its beginning. */
  readonly hasEnd?: true;
}

/** By their names. `bin`, `stack` and others are transforms on their own; beside other names they are parameters of these. */
const kinds: Readonly<Record<string, Kind>> = {
  lookup: {},
  filter: {},
  calculate: {},
  fold: { reads: ['fold'], makes: ['key', 'value'] },
  joinaggregate: {},
  aggregate: { isGrouping: true },
  window: {},
  stack: { reads: ['stack'] },
  bin: { hasEnd: true },
  timeUnit: { hasEnd: true },
  density: { reads: ['density'], makes: ['value', 'density'], isGrouping: true },
  regression: { reads: ['on', 'regression'], makesRead: true, isGrouping: true },
  loess: { reads: ['on', 'loess'], makesRead: true, isGrouping: true },
  quantile: { reads: ['quantile'], makes: ['prob', 'value'], isGrouping: true },
  pivot: { reads: ['pivot', 'value'], isGrouping: true },
  impute: { reads: ['impute', 'key'] },
  extent: { reads: ['extent'] },
};

/** The fields that a view sees after a transform. */
function after(transform: JsonObject, kind: Kind, place: Place): Scope {
  const { context, scope, key } = place;
  if (key === 'lookup') return withLooked(place);
  const read = (kind.reads ?? []).flatMap((name) => checkFields(transform[name], name, place));
  const groups = checkFields(transform.groupby, 'groupby', place);
  const functions = isJitter(transform.as, context) ? ['random'] : [];
  checkPart(transform, { ...place, key: 'transform', functions });
  checkAmounts(transform, place);
  const standard = kind.makesRead ? read : (kind.makes ?? columnsOf(transform, place));
  const operations = ['aggregate', 'joinaggregate', 'window'].flatMap((name) => toArray(transform[name]));
  const own = transform.as === undefined ? standard : [transform.as].flat();
  const made = [...own, ...operations.flatMap((each) => toObject(each).as ?? [])].map(String);
  const ends = kind.hasEnd && made.length === 1 ? [`${made[0]}_end`] : [];
  const before = kind.isGrouping
    ? groups.map((name) => [name, scope.get(name) ?? 'computed'] as const)
    : scope;
  return new Map([...before, ...[...made, ...ends].map((name) => [name, 'computed'] as const)]);
}

function withLooked({ pointer, scope, context }: Place): Scope {
  const fields = context.dataset.lookups?.find((each) => each.pointer === pointer)?.fields ?? [];
  return new Map([...scope, ...fields.map(({ name, role }) => [name, kindOf(role)] as const)]);
}

/** The columns of a pivot. */
function columnsOf({ pivot }: JsonObject, { context }: Place): readonly string[] {
  const field = context.dataset.fields.find(({ name }) => name === pivot);
  return isCategorical(field) ? valuesOf(field) : [];
}

/** Checks that a transform makes few rows, bins or points. */
function checkAmounts(transform: JsonObject, place: Place): void {
  const { pointer, context, key } = place;
  const { start = 0, stop, step = 1 } = toObject(transform.keyvals);
  const count = (Number(stop) - Number(start)) / Number(step);
  if (stop !== undefined) checkNumber(count, 'keyvals', [0, limits.list], point(pointer, 'keyvals'), context);
  if (key === 'quantile' && transform.step !== undefined)
    checkNumber(transform.step, 'step', [1 / limits.steps, 1], point(pointer, 'step'), context);
  if (key === 'bin') checkBin(transform.bin, transform.field, point(pointer, 'bin'), context);
  if (key === 'fold') checkRows('fold', toArray(transform.fold).length, place);
  if (key === 'pivot') checkRows('pivot', columnsOf(transform, place).length, place);
}

/** Twenty folds of three fields would make three thousand million rows of one. */
function checkRows(what: string, factor: number, { pointer, context }: Place): void {
  context.folded.factor *= Math.max(1, factor);
  const rows = context.folded.factor * context.dataset.rows.length;
  if (rows <= limits.rows || context.folded.factor === 1) return;
  report(context, pointer, 'chart/limit.cells', { what, rows, limitsRows: limits.rows });
}

/** Checks names of fields and returns those that exist. */
function checkFields(list: unknown, key: string, { pointer, scope, context }: Place): readonly string[] {
  const fields = [list].flat().filter((name): name is string => typeof name === 'string');
  fields.forEach((name, index) => {
    const at = Array.isArray(list) ? point(pointer, key, index) : point(pointer, key);
    checkField(name, at, scope, context);
  });
  return fields.filter((name) => scope.has(name));
}

/**
 * True for a field that says nothing but how far a mark lies from the middle of its category, so that marks do not
 * cover each other. Lots are drawn from one beginning for each chart, and no number depends on them.
 */
function isJitter(name: unknown, { chart: { spec } }: CheckContext): boolean {
  if (typeof name !== 'string' || name === '') return false;
  const uses: boolean[] = [];
  // In whatever way an expression names it: `datum.lot`, `datum['lot']`. A name that only holds its letters is another.
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$])${literally(name)}(?![\\p{L}\\p{N}_$]|\\s*\\()`, 'u');
  const visit = (value: unknown, keys: readonly string[], view: JsonObject): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, keys, view);
    if (typeof value === 'string' && word.test(value) && keys.at(-1) !== 'as')
      uses.push(value === name && keys.at(-1) === 'field' && isOffset(keys.at(-2), view));
    if (isObject(value))
      for (const [key, part] of Object.entries(value))
        visit(part, [...keys, key], isObject(value.encoding) ? value.encoding : view);
  };
  visit(spec, [], {});
  return uses.length > 0 && uses.every(Boolean);
}

/** An offset in a category; along numbers it would move a mark from its own. */
function isOffset(channel: string | undefined, encoding: JsonObject): boolean {
  if (channel !== 'xOffset' && channel !== 'yOffset') return false;
  return isOfNames(toObject(encoding[channel.charAt(0)]));
}

/** Checks the encoding of a view, channel by channel. */
function checkEncoding(encoding: unknown, place: Place): void {
  if (!isObject(encoding)) return;
  for (const [channel, definition] of Object.entries(encoding))
    for (const [part, own] of listed(definition, inside(place, channel))) checkChannel(part, channel, own);
}

/** One or several parts under a key, each with its place. */
const listed = (value: unknown, place: Place): readonly (readonly [unknown, Place])[] =>
  Array.isArray(value)
    ? value.map((part: unknown, index) => [part, { ...place, pointer: point(place.pointer, index) }])
    : [[value, place]];

/** Checks one channel definition, its words and what stands in it, and the branches of its `condition`. */
function checkChannel(definition: unknown, channel: string, place: Place): void {
  if (!isObject(definition)) return;
  const { pointer, context } = place;
  checkConstants(definition, channel, place);
  checkBin(definition.bin, definition.field, point(pointer, 'bin'), context);
  checkScaleBins(definition, pointer, context);
  checkTime(definition, channel, pointer, context);
  checkFormat(definition, pointer, context);
  const { condition, ...own } = definition;
  checkPart(own, { ...place, ofNumbers: isOfNumbers(definition, context) });
  for (const [branch, at] of listed(condition, inside(place, 'condition'))) checkChannel(branch, channel, at);
}

/** True for a channel of a measure, as it stands or put together. */
function isOfNumbers(definition: JsonObject, { dataset }: CheckContext): boolean {
  const { bin, timeUnit } = definition;
  const isMeasure = encodedField(definition, dataset.fields)?.role === 'measure';
  return isMeasure && bin === undefined && timeUnit === undefined && !isOfNames(definition);
}

/** A constant is told with what it stands for; where it is words, they hold no number. */
function checkConstants(definition: JsonObject, channel: string, place: Place): void {
  const isLabel = channel === 'text';
  if (isLabel) checkLabel(definition, place);
  for (const key of ['value', 'datum']) {
    const constant = definition[key];
    // A day written out is checked with the other uses of time.
    const isDay = key === 'datum' && isObject(constant);
    if (isLabel ? !isDay : key === 'datum' && typeof constant === 'string')
      refuseWrittenNumbers(constant, point(place.pointer, key), place.context);
  }
}

/** A label prints a cell, or a number that can be made again from cells, which is told once it is drawn; never a band or a part of a time. */
function checkLabel(definition: JsonObject, { pointer, context }: Place): void {
  const { field, aggregate, bin, timeUnit } = definition;
  if (bin === undefined && timeUnit === undefined && !isObject(aggregate)) return;
  const name = typeof field === 'string' ? `\`${field}\`` : `\`${String(aggregate)}\``;
  report(
    context,
    point(pointer, aggregate === undefined ? 'field' : 'aggregate'),
    'chart/literal-number.calculated',
    { name },
  );
}

/** Checks that `bin` makes few bins: a thousand million of them would make an axis of as many ticks. */
function checkBin(bin: unknown, field: unknown, pointer: string, context: CheckContext): void {
  if (!isObject(bin) || bin.binned === true) return;
  const numbersAt = (key: string): readonly unknown[] => [bin[key] ?? []].flat();
  const bounds = { maxbins: [1, limits.bins], base: [2, 1_000], divide: [1, limits.number] } as const;
  for (const [key, own] of Object.entries(bounds))
    for (const each of numbersAt(key)) checkNumber(each, key, own, point(pointer, key), context);
  const [span, most] = [spanOf(bin, field, context), limits.bins * 4];
  for (const key of ['step', 'steps'])
    for (const each of numbersAt(key)) {
      if (typeof each === 'number' && each > 0 && span / each <= most) continue;
      const said = { value: JSON.stringify(each), key, most, field: String(field) };
      report(context, point(pointer, key), 'chart/limit.bins', said);
    }
}

/** Those of a scale: `{step: 0.001}` would draw a tick for each. */
function checkScaleBins({ scale, field }: JsonObject, pointer: string, context: CheckContext): void {
  const { bins } = toObject(scale);
  if (!isObject(bins)) return;
  const { start, stop, step = 0 } = bins;
  checkBin({ extent: [start, stop], step }, field, point(pointer, 'scale', 'bins'), context);
}

/** How far apart the numbers are that are put into bins; without end where the chart calculates them. */
function spanOf({ extent }: JsonObject, field: unknown, { dataset }: CheckContext): number {
  const ends = toArray(extent).filter((end) => typeof end === 'number');
  const cells = dataset.rows.flatMap(({ measures }) => {
    const value = exactIn(ownOf(measures, String(field)));
    return value === undefined ? [] : [toNumber(value)];
  });
  const all = ends.length > 1 ? ends : cells;
  return all.length === 0 ? Number.POSITIVE_INFINITY : greatest(all) - least(all);
}

/**
 * Checks how a channel uses time. A `year` field of type `temporal` is drawn as a year; time units, time scales and
 * formats on it would be drawn as milliseconds. Other dates are drawn in UTC, or the time zone would leak in.
 */
function checkTime(definition: JsonObject, channel: string, pointer: string, context: CheckContext): void {
  const { field, timeUnit, datum, type } = definition;
  if (isObject(datum)) checkDay(datum, point(pointer, 'datum'), context);
  const encoded = encodedField(definition, context.dataset.fields);
  const isYear = encoded?.type === 'year';
  // What the chart makes of days is not declared anywhere.
  const isMade = typeof field === 'string' && encoded === undefined;
  const isDay = isObject(datum) || encoded?.type === 'date' || isMade;
  const name = String(field ?? channel);
  if (type === 'temporal' && !isYear && !isDay) {
    report(context, point(pointer, 'type'), 'chart/temporal.temporal', { name });
  }
  if (timeUnit !== undefined && !isDay) {
    const id = isYear ? 'chart/temporal.year-unit' : 'chart/temporal.timeunit';
    report(context, point(pointer, 'timeUnit'), id, { name });
  }
  if (isYear) checkYear(definition, pointer, context);
}

/** A year is a number: neither its scale nor its labels are those of a time. */
function checkYear({ field, scale, axis }: JsonObject, pointer: string, context: CheckContext): void {
  const { type } = toObject(scale);
  if (type === 'time' || type === 'utc') {
    report(context, point(pointer, 'scale', 'type'), 'chart/temporal.scale', { type, field: String(field) });
  }
  const { format } = toObject(axis);
  if (typeof format === 'string' && format.includes('%')) {
    report(context, point(pointer, 'axis', 'format'), 'chart/temporal.time', {
      format,
      field: String(field),
    });
  }
}

function checkDay(datum: JsonObject, pointer: string, context: CheckContext): void {
  if (dayOf(datum) !== undefined) return;
  report(context, pointer, 'chart/temporal.datum', { datum: JSON.stringify(datum) });
}
