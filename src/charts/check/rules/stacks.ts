import { exactIn } from '../../../model/dataset/value.js';
import { rowOf } from '../../rows.js';
import { axes } from '../../spec.js';
import { fault } from '../rule.js';
import { isUnknown, placeOf } from './sums.js';
/** Stacks add up: what is laid on one another has a sum, and the drawing shows all of it. */

import { listNames } from '../../../diagnostics.js';
import type { Row } from '../../../model/dataset/dataset.js';
import { severalStates } from '../../../model/dataset/stock.js';
import { isNumeric, toExact, type Value } from '../../../model/dataset/value.js';
import { add, compare, type Exact, exact, toPlainText, zero } from '../../../model/exact.js';
import { listAt } from '../../../model/group-by.js';
import { printedOn } from '../../../model/project/precision.js';
import { totalIn } from '../../compose/view-rows.js';
import { rowField } from '../../rows.js';
import { type JsonObject, viewsTo } from '../../spec.js';
import type { Unit } from '../../unit.js';
import { stackOf } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { DrawnStack, SpecRule, StackRule } from '../rule.js';

/** Rates are not laid on one another, nor what says that it does not add up. */
export const stackedMeasures: SpecRule = {
  on: 'unit',
  *check(unit, { dataset }) {
    // A position that is a dimension is no stack; `sum` is reported where it stands.
    const stack = stackOf(unit, dataset);
    if (stack === undefined) return;
    const { name, additive, unit: counted = '' } = stack.measure;
    if (additive === false || /^per\b|\bper\s+\d/i.test(counted))
      yield fault({ at: stack.pointer, once: true }, 'chart/sum.stack', { name });
  },
};

/** Aggregates that count a total once more beside its parts. */
const summing = ['sum', 'mean', 'median', 'count'];

/** No sum of a chart runs over the parts of a dimension and over its total as well. */
export const sumsWithoutTotals: SpecRule = {
  on: 'unit',
  *check({ channels, pointer }, { chart: { spec }, dataset, parseExpression }) {
    const all = Object.values(channels);
    const summed = all.find(({ definition }) => summing.includes(String(definition.aggregate)));
    const both = dataset.fields.find(({ name, role, ...field }) => {
      const isSplit = all.some(({ definition }) => definition.field === name);
      if (summed === undefined || role !== 'dimension' || field.total === undefined || isSplit) return false;
      const found = viewsTo(spec, pointer).map(({ view }) =>
        totalIn(view.transform, { name, role, ...field }, parseExpression),
      );
      return found.includes('among-parts') && !found.includes('alone');
    });
    if (summed === undefined || both === undefined) return;
    const { name, total } = both;
    const operation = String(summed.definition.aggregate);
    yield fault(summed.pointer, 'chart/sum.total-among-parts', { operation, name, total });
  },
};

/** The rows of a stack that were drawn. */
const rowsOf = ({ datums }: DrawnStack, { dataset }: CheckContext): readonly Row[] =>
  datums.flatMap((datum) => rowOf(dataset, datum) ?? []);

/** The first cell of a stack that passes a test, as a place for messages. */
function placeOfCell(
  stack: DrawnStack,
  context: CheckContext,
  test: (cell: Value) => boolean,
): string | undefined {
  const { name } = stack.measure;
  const row = rowsOf(stack, context).find(
    ({ measures: { [name]: cell } }) => cell !== undefined && test(cell),
  );
  return row && placeOf(row, name);
}

/** A total is not stacked on its parts. */
export const partsAlone: StackRule = {
  on: 'stack',
  *check({ by, unit, pointer, datums }, { dataset }) {
    for (const name of by) {
      const total = dataset.fields.find((field) => field.name === name)?.total;
      const values = new Set(datums.map((datum) => datum[name]));
      if (total === undefined || !values.has(total) || values.size < 2) continue;
      yield fault(pointer, 'chart/sum.total-on-parts', { name, mark: unit.mark, total });
      return;
    }
  },
};

/** Whoever is assisted was identified too: the two do not add up. */
export const countedAlike: StackRule = {
  on: 'stack',
  *check({ by, unit, pointer, datums }, { dataset }) {
    const status = dataset.counts?.statusField;
    const statuses = new Set(datums.map((datum) => String(datum[status ?? ''])));
    if (status === undefined || !by.includes(status) || statuses.size < 2) return;
    yield fault({ at: pointer, unless: 'counts' }, 'guard/unlike-counts.stack', {
      names: listNames([...statuses]),
      mark: unit.mark,
    });
  },
};

/** Who waits at the end of one year may wait at the end of the next. */
export const oneDate: StackRule = {
  on: 'stack',
  *check(stack, { dataset }) {
    const bars = byPlace(stack, (datum) => {
      const row = rowOf(dataset, datum);
      return row && { dataset: dataset.name, field: stack.measure.name, keys: row.keys, origin: row.origin };
    });
    const states = bars
      .map((cells) => severalStates(cells, { [dataset.name]: dataset }))
      .find((each) => each !== undefined);
    if (states === undefined) return;
    yield fault(stack.pointer, 'guard/stock.stack', { name: states.name, dates: listNames(states.dates) });
  },
};

/** What the datums of a stack come to, bar by bar: by what stands along the axes. */
function byPlace<T>(
  { unit: { channels }, measure, by, datums }: DrawnStack,
  of: (datum: DrawnStack['datums'][number]) => T | undefined,
): readonly (readonly T[])[] {
  const along = Object.values(channels).flatMap(({ definition: { field } }) =>
    typeof field === 'string' && field !== measure.name && !by.includes(field) ? [field] : [],
  );
  const bars = new Map<string, T[]>();
  for (const datum of datums) {
    const found = of(datum);
    if (found === undefined) continue;
    const bar = JSON.stringify(along.map((name) => datum[name]));
    listAt(bars, bar).push(found);
  }
  return [...bars.values()];
}

/** A stack is a sum: a part that is not known makes it look complete when it is not. */
export const knownParts: StackRule = {
  on: 'stack',
  *check(stack, context) {
    const place = placeOfCell(stack, context, isUnknown);
    if (place === undefined) return;
    const { measure, unit, pointer } = stack;
    yield fault(pointer, 'chart/missing-value.part', { name: measure.name, place, mark: unit.mark });
  },
};

/** True of marks that together make up one whole whatever their sum is: a circle, bars of 100 per cent. */
const isOfWhole = ({ mark, channels: { x, y } }: Unit): boolean =>
  mark === 'arc' || [x, y].some((channel) => channel?.definition.stack === 'normalize');

/** A share of a whole is not negative, and areas below zero would lie over those above it; bars stand below the axis. */
export const positiveParts: StackRule = {
  on: 'stack',
  *check(stack, context) {
    const { measure, unit, pointer } = stack;
    if (!isOfWhole(unit) && unit.mark !== 'area') return;
    const place = placeOfCell(stack, context, (cell) => isNumeric(cell) && compare(toExact(cell), zero) < 0);
    if (place !== undefined) yield fault(pointer, 'chart/sum.negative-part', { name: measure.name, place });
  },
};

/**
 * A share of few things is shown as what it is made from. Bars that make up 100 per cent of them print the counts in
 * their parts, so that a reader sees how few they are.
 */
export const countsOfFew: StackRule = {
  on: 'stack',
  *check(stack, { dataset, precision }) {
    const { unit, measure, pointer, units } = stack;
    const isCounted = measure.type === 'integer' && measure.additive !== false && measure.unit !== '%';
    if (!isOfWhole(unit) || !isCounted || unit.mark === 'text') return;
    const bars = byPlace(stack, (datum) => exactIn(rowOf(dataset, datum)?.measures[measure.name]));
    const few = bars
      .map((parts) => parts.reduce((sum, part) => add(sum, part), zero))
      .find((sum) => compare(sum, zero) > 0 && printedOn(sum, precision) === 'counts');
    const isPrinted = units.some(
      ({ mark, channels: { text } }) => mark === 'text' && text?.definition.field === measure.name,
    );
    if (few === undefined || isPrinted) return;
    yield fault({ at: pointer, unless: 'small-base' }, 'guard/small-base.stack', {
      sum: toPlainText(few),
      mark: unit.mark,
      least: precision.percentages,
      measure: measure.name,
    });
  },
};

/** Between the ends of a stacked area every part has its number, or vega-lite would take the missing one for zero. */
export const wholeAreas: StackRule = {
  on: 'stack',
  *check({ by, unit, measure, pointer, datums: reached }) {
    if (unit.mark !== 'area' && unit.mark !== 'line') return;
    const datums = reached.filter((datum) => datum[rowField] !== undefined);
    const along = axes
      .map((axis) => unit.channels[axis]?.definition.field)
      .find((name) => name !== measure.name);
    if (typeof along !== 'string') return;
    const count = (keyOf: (datum: JsonObject) => unknown): number =>
      new Set(datums.map((datum) => JSON.stringify(keyOf(datum)))).size;
    const places = count((datum) => String(datum[along])) * count((datum) => by.map((name) => datum[name]));
    const lost = places - count((datum) => [along, ...by].map((name) => datum[name]));
    if (lost === 0) return;
    yield fault({ at: pointer, unless: 'imputed' }, 'chart/missing-value.places', {
      mark: unit.mark,
      count: lost,
    });
  },
};

/** Percentages do not go beyond the whole, and a circle of them is the whole of what they are of. */
export const percentagesOfWhole: StackRule = {
  on: 'stack',
  *check({ by, unit, measure, pointer, datums }, { dataset }) {
    if (measure.unit !== '%') return;
    const { name } = measure;
    const others = dataset.fields.filter((field) => field.role === 'dimension' && !by.includes(field.name));
    const sums = new Map<string, { readonly sum: Exact; readonly count: number }>();
    for (const datum of datums) {
      const row = rowOf(dataset, datum);
      const part = exactIn(row?.measures[name]);
      if (row === undefined || part === undefined) continue;
      const key = JSON.stringify(others.map((field) => row.keys[field.name]));
      const { sum, count } = sums.get(key) ?? { sum: zero, count: 0 };
      sums.set(key, { sum: add(sum, part), count: count + 1 });
    }
    // Each part may be rounded by half a per cent.
    const isBelow = [...sums.values()].some(
      ({ sum, count }) => compare(sum, exact(BigInt(200 - count), 2n)) < 0,
    );
    const isBeyond = [...sums.values()].some(
      ({ sum, count }) => compare(sum, exact(BigInt(200 + count), 2n)) > 0,
    );
    if (unit.mark === 'arc' && isBelow) yield fault(pointer, 'chart/sum.part-of-circle', { name });
    else if (isBeyond) yield fault(pointer, 'chart/sum.beyond-whole', { name });
  },
};
