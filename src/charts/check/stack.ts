import { listNames, shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { addendOf } from '../../model/dataset/missing.js';
import { severalStates } from '../../model/dataset/stock.js';
import { isNumeric, toExact } from '../../model/dataset/value.js';
import { add, compare, exact, toPlainText, zero } from '../../model/exact.js';
import { printedOn } from '../../model/project/precision.js';
import type { CellKey } from '../../model/quantity.js';
import type { Datums } from '../compose/composition.js';
import { totalIn } from '../compose/totals.js';
import { rowField } from '../rows.js';
import { childViews, type JsonObject, point } from '../spec.js';
import { encodedField, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, isAllowed, report } from './context.js';

/** A unit that lays the numbers of a measure one on the other. */
interface Stack {
  readonly unit: Unit;
  readonly measure: Field;
  readonly pointer: string;
  /** What the segments are. */
  readonly by: readonly string[];
}

/** Channels that make segments of a bar or area. Source: Vega-Lite, `STACK_BY_DEFAULT_CHANNELS` and `stack.ts`. */
const splitting = [
  'color',
  'fill',
  'stroke',
  'detail',
  'opacity',
  'fillOpacity',
  'strokeOpacity',
  'strokeWidth',
  'strokeDash',
  'size',
  'shape',
];

/** The stack that a unit draws; undefined of one whose marks stand alone. */
export function stackOf(unit: Unit, { fields }: Pick<PublishedDataset, 'fields'>): Stack | undefined {
  const { mark, channels } = unit;
  const by = splittingFields(unit);
  const candidates = (['x', 'y', 'theta'] as const).filter(
    (name) =>
      encodedField(channels[name]?.definition, fields)?.role === 'measure' &&
      isStacked(mark, channels[name]?.definition, channels[`${name}2`] !== undefined),
  );
  const axis = stackedAxis(candidates, unit);
  const channel = axis === undefined ? undefined : channels[axis];
  const measure = encodedField(channel?.definition, fields);
  if (channel === undefined || measure?.role !== 'measure' || by.length === 0) return undefined;
  return { unit, measure, pointer: point(channel.pointer, 'field'), by };
}

/** Of two axes of numbers the one along which vega-lite stacks: that which says so or adds up, else the upright one. */
function stackedAxis<Axis extends string>(
  candidates: readonly Axis[],
  { channels, style }: Unit,
): Axis | undefined {
  if (candidates.length < 2) return candidates[0];
  const says = (key: 'stack' | 'aggregate'): Axis | undefined => {
    const saying = candidates.filter((name) => channels[name]?.definition[key] !== undefined);
    return saying.length === 1 ? saying[0] : undefined;
  };
  return says('stack') ?? says('aggregate') ?? candidates[style.orient === 'horizontal' ? 0 : 1];
}

/** The fields by which bars that stand at one place are parts of each other's sum; none where they stand side by side. */
export function splittingFields({ channels }: Pick<Unit, 'channels'>): readonly string[] {
  if (channels.xOffset !== undefined || channels.yOffset !== undefined) return [];
  const along = [channels.x, channels.y].map((channel) => channel?.definition.field);
  return splitting.flatMap((name) => {
    const { field, aggregate } = channels[name]?.definition ?? {};
    return typeof field === 'string' && aggregate === undefined && !along.includes(field) ? [field] : [];
  });
}

function isStacked(mark: string, definition: JsonObject | undefined, hasEnd: boolean): boolean {
  if (definition === undefined || hasEnd) return false;
  const { stack, field, aggregate, type, bin } = definition;
  if (stack === null || stack === false || type === 'nominal' || type === 'ordinal' || bin !== undefined)
    return false;
  if (typeof field !== 'string' || (aggregate !== undefined && aggregate !== 'sum')) return false;
  return mark === 'bar' || mark === 'area' || mark === 'arc' ? true : stack !== undefined;
}

/** Checks that nothing is laid on one another that does not add up: rates, and measures that say so. */
export function checkStacks(spec: JsonObject, context: CheckContext): void {
  for (const unit of unitsOf(spec)) {
    const stack = stackOf(unit, context.dataset);
    // A position that is a dimension is no stack; `sum` is reported where it stands.
    if (stack === undefined || !isRate(stack)) continue;
    const { name } = stack.measure;
    const message = `Unexpected stack of \`${name}\`, expected a measure that can be added up`;
    if (context.diagnostics.some((known) => known.message === message)) continue;
    report(context, 'chart/sum', stack.pointer, message, {
      hint: `parts of \`${name}\` have no sum: set them side by side with \`xOffset\`, or draw lines`,
    });
  }
}

function isRate({ measure }: Stack): boolean {
  return measure.additive === false || /^per\b|\bper\s+\d/i.test(measure.unit ?? '');
}

/** Aggregates that count a total once more beside its parts. */
const summing = ['sum', 'mean', 'median', 'count'];

/** Checks that no sum of a chart runs over the parts of a dimension and over its total as well. */
export function checkSumsOfTotals(spec: JsonObject, context: CheckContext): void {
  const totals = context.dataset.fields.filter(
    ({ role, total }) => role === 'dimension' && total !== undefined,
  );
  for (const unit of unitsOf(spec)) {
    const summed = Object.values(unit.channels).find(({ definition }) =>
      summing.includes(String(definition.aggregate)),
    );
    const encoded = Object.values(unit.channels).map(({ definition }) => definition.field);
    const both = totals.find(({ name, ...field }) => {
      const found = viewsTo(spec, unit.pointer).map((view) =>
        totalIn(view.transform, { name, ...field }, context.parseExpression),
      );
      return !encoded.includes(name) && found.includes('among-parts') && !found.includes('alone');
    });
    if (summed === undefined || both === undefined) continue;
    const operation = String(summed.definition.aggregate);
    const message = `Unexpected \`${operation}\` over \`${both.name}\` with its total among its parts, expected one or the other`;
    report(context, 'chart/sum', summed.pointer, message, {
      hint: `leave \`${both.total}\` out of the filter`,
    });
  }
}

/** The views from the whole chart down to one of its units. */
function viewsTo(view: JsonObject, target: string, pointer = ''): readonly JsonObject[] {
  const child = childViews(view, pointer).find((each) => `${target}/`.startsWith(`${each.pointer}/`));
  return child === undefined ? [view] : [view, ...viewsTo(child.view, target, child.pointer)];
}

/** Checks the stacks that were drawn: no total on its parts, no part that nobody knows, no percentages beyond the whole. */
export function checkDrawnStacks(
  units: readonly Unit[],
  reached: Readonly<Record<string, Datums>>,
  context: CheckContext,
): void {
  for (const unit of units) {
    const stack = stackOf(unit, context.dataset);
    if (stack === undefined) continue;
    const datums = reached[unit.name] ?? [];
    checkTotals(stack, datums, context);
    checkCounts(stack, datums, context);
    checkStates(stack, datums, context);
    checkParts(stack, datums, context);
    checkSigns(stack, datums, context);
    checkFew(stack, units, datums, context);
    const own = datums.filter((datum) => datum[rowField] !== undefined);
    if (unit.mark === 'area' || unit.mark === 'line') checkWhole(stack, own, context);
    if (stack.measure.unit === '%') checkPercentages(stack, datums, context);
  }
}

function checkTotals({ by, unit, pointer }: Stack, datums: Datums, context: CheckContext): void {
  for (const name of by) {
    const field = context.dataset.fields.find((candidate) => candidate.name === name);
    const values = new Set(datums.map((datum) => datum[name]));
    if (field?.total === undefined || !values.has(field.total) || values.size < 2) continue;
    const message = `Unexpected total of \`${name}\` stacked on its parts in \`${unit.mark}\`, expected the parts alone`;
    report(context, 'chart/sum', pointer, message, { hint: `leave \`${field.total}\` out of the filter` });
    return;
  }
}

/** Whoever is assisted was identified too: the two do not add up. */
function checkCounts({ by, unit, pointer }: Stack, datums: Datums, context: CheckContext): void {
  const status = context.dataset.counts?.statusField;
  const statuses = new Set(datums.map((datum) => String(datum[status ?? ''])));
  if (status === undefined || !by.includes(status) || statuses.size < 2) return;
  if (isAllowed(context, 'counts')) return;
  const message = `Unexpected stack of ${listNames([...statuses])} in \`${unit.mark}\`, expected numbers that were counted alike`;
  report(context, 'guard/unlike-counts', pointer, message, {
    hint: 'set them side by side with `xOffset`, or give the reason: `allow: {counts: ...}`',
  });
}

/** Who waits at the end of one year may wait at the end of the next. */
function checkStates({ by, measure, unit, pointer }: Stack, datums: Datums, context: CheckContext): void {
  const { dataset } = context;
  const along = alongOf(unit, measure, by);
  const bars = new Map<string, CellKey[]>();
  for (const datum of datums) {
    const row = dataset.rows[Number(datum[rowField])];
    if (row === undefined) continue;
    const bar = JSON.stringify(along.map((name) => datum[name]));
    const cell = { dataset: dataset.name, field: measure.name, keys: row.keys, origin: row.origin };
    bars.set(bar, [...(bars.get(bar) ?? []), cell]);
  }
  const states = [...bars.values()]
    .map((cells) => severalStates(cells, { [dataset.name]: dataset }))
    .find((each) => each !== undefined);
  if (states === undefined) return;
  const message = `\`${states.name}\` is a state at a date, and ${listNames(states.dates)} do not add up`;
  report(context, 'guard/stock', pointer, message, { hint: 'draw one date, or set the dates side by side' });
}

/** The fields along which the bars of a stack stand. */
const alongOf = ({ channels }: Unit, measure: Field, by: readonly string[]): string[] =>
  Object.values(channels).flatMap(({ definition: { field } }) =>
    typeof field === 'string' && field !== measure.name && !by.includes(field) ? [field] : [],
  );

/** A stack is a sum: a part that is not known makes it look complete when it is not. */
function checkParts({ measure, unit, pointer }: Stack, datums: Datums, context: CheckContext): void {
  const row = datums
    .map((datum) => context.dataset.rows[Number(datum[rowField])])
    .find((candidate) => {
      const cell = candidate?.measures[measure.name];
      return cell !== undefined && !isNumeric(cell) && addendOf(cell) === undefined;
    });
  if (row === undefined) return;
  const at = shownPlace(cellOrigin(row, measure.name));
  const message = `Unexpected missing part in a stack of \`${measure.name}\` (${at}), expected numbers only`;
  report(context, 'chart/missing-value', pointer, message, {
    hint: `leave it out by \`filter\`, or set the parts of each \`${unit.mark}\` side by side`,
  });
}

/** True of marks that together make up one whole whatever their sum is: a circle, bars of 100 per cent. */
const isOfWhole = ({ mark, channels: { x, y } }: Unit): boolean =>
  mark === 'arc' || [x, y].some((channel) => channel?.definition.stack === 'normalize');

/** A share of a whole is not negative, and areas below zero would lie over those above it; bars stand below the axis. */
function checkSigns({ measure, unit, pointer }: Stack, datums: Datums, context: CheckContext): void {
  if (!isOfWhole(unit) && unit.mark !== 'area') return;
  const row = datums
    .map((datum) => context.dataset.rows[Number(datum[rowField])])
    .find((candidate) => {
      const cell = candidate?.measures[measure.name];
      return cell !== undefined && isNumeric(cell) && compare(toExact(cell), zero) < 0;
    });
  if (row === undefined) return;
  const at = shownPlace(cellOrigin(row, measure.name));
  const message = `Unexpected negative part in a stack of \`${measure.name}\` (${at}), expected parts of one whole`;
  report(context, 'chart/sum', pointer, message, { hint: 'set the numbers side by side, or draw lines' });
}

/**
 * A share of few things is shown as what it is made from. Bars that make up 100 per cent of them print the counts in
 * their parts, so that a reader sees how few they are.
 */
function checkFew(
  { unit, measure, by, pointer }: Stack,
  units: readonly Unit[],
  datums: Datums,
  context: CheckContext,
): void {
  const isShare = isOfWhole(unit);
  const isCounted = measure.type === 'integer' && measure.additive !== false && measure.unit !== '%';
  if (!isShare || !isCounted || unit.mark === 'text') return;
  const along = alongOf(unit, measure, by);
  const sums = new Map<string, typeof zero>();
  for (const datum of datums) {
    const cell = context.dataset.rows[Number(datum[rowField])]?.measures[measure.name];
    if (cell === undefined || !isNumeric(cell)) continue;
    const key = JSON.stringify(along.map((name) => datum[name]));
    sums.set(key, add(sums.get(key) ?? zero, toExact(cell)));
  }
  const few = [...sums.values()].find(
    (sum) => compare(sum, zero) > 0 && printedOn(sum, context.precision) === 'counts',
  );
  const isPrinted = units.some(
    ({ mark, channels: { text } }) => mark === 'text' && text?.definition.field === measure.name,
  );
  if (few === undefined || isPrinted || isAllowed(context, 'small-base')) return;
  const message = `Unexpected shares of ${toPlainText(few)} in \`${unit.mark}\` without their counts, expected a base of ${context.precision.percentages} or more`;
  report(context, 'guard/small-base', pointer, message, {
    hint: `print \`text: {field: ${measure.name}}\` in the parts, or give the reason: \`allow: {small-base: ...}\``,
  });
}

/** Between the ends of a stacked area every part has its number, or vega-lite would take the missing one for zero. */
function checkWhole({ by, unit, measure, pointer }: Stack, datums: Datums, context: CheckContext): void {
  const along = ['x', 'y']
    .map((axis) => unit.channels[axis]?.definition.field)
    .find((name) => name !== measure.name);
  if (typeof along !== 'string') return;
  const places = new Set(datums.map((datum) => String(datum[along])));
  const parts = new Set(datums.map((datum) => JSON.stringify(by.map((name) => datum[name]))));
  const cells = new Set(datums.map((datum) => JSON.stringify([along, ...by].map((name) => datum[name]))));
  if (cells.size === places.size * parts.size || isAllowed(context, 'imputed')) return;
  const message = `Unexpected stacked \`${unit.mark}\` with ${places.size * parts.size - cells.size} places without a row, expected one for each part`;
  report(context, 'chart/missing-value', pointer, message, {
    hint: 'draw bars, or lines; or say why there is nothing where there is no row, which is printed: `allow: {imputed: ...}`',
  });
}

function checkPercentages(
  { by, unit, measure, pointer }: Stack,
  datums: Datums,
  context: CheckContext,
): void {
  const { rows, fields } = context.dataset;
  const others = fields.filter(({ role, name }) => role === 'dimension' && !by.includes(name));
  const sums = new Map<string, { sum: typeof zero; count: number }>();
  for (const datum of datums) {
    const row = rows[Number(datum[rowField])];
    const cell = row?.measures[measure.name];
    if (row === undefined || cell === undefined || !isNumeric(cell)) continue;
    const key = JSON.stringify(others.map(({ name }) => row.keys[name]));
    const { sum, count } = sums.get(key) ?? { sum: zero, count: 0 };
    sums.set(key, { sum: add(sum, toExact(cell)), count: count + 1 });
  }
  // A circle of percentages is the whole of what they are of.
  const isPartOnly = [...sums.values()].some(
    ({ sum, count }) => compare(sum, exact(BigInt(200 - count), 2n)) < 0,
  );
  if (unit.mark === 'arc' && isPartOnly) {
    const message = `Unexpected circle of \`${measure.name}\` that does not come to 100 per cent, expected all parts of one whole`;
    report(context, 'chart/sum', pointer, message, { hint: 'draw bars' });
    return;
  }
  // Each part may be rounded up by half a per cent.
  const isBeyond = [...sums.values()].some(
    ({ sum, count }) => compare(sum, exact(BigInt(200 + count), 2n)) > 0,
  );
  if (!isBeyond) return;
  const message = `Unexpected stack of \`${measure.name}\` beyond 100 per cent, expected parts of one whole`;
  report(context, 'chart/sum', pointer, message, { hint: 'set the percentages side by side, or draw lines' });
}
