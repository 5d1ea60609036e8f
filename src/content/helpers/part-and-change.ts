import { didYouMean, listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { addendOf, type Mark, united } from '../../model/dataset/missing.js';
import { before, yearBefore } from '../../model/dataset/periods.js';
import { compare, divide, type Exact, exact, hundred, multiply, subtract, zero } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { allow } from '../guards/exception-book.js';
import { excepting } from '../guards/exceptions.js';
import { guardRatio, percentageOn } from '../guards/small-base.js';
import { declaredUnit, guardCounts, guardEnds, guardPeriods, guardUnits } from '../guards/unlike.js';
import { isQuantity } from '../printable.js';
import { numberOf } from '../selection/cells.js';
import { findCategory, findMeasure, timeOf } from '../selection/fields.js';
import { readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { otherKeys } from '../selection/other-cell.js';
import { marksAcross } from './break-in-series.js';
import {
  derive,
  quotientOf,
  refuseZero,
  requirePositive,
  requireSameUnit,
  unlessMissing,
} from './calculate.js';
import { type Call, describe, type Scope, toText } from './call.js';
import { cellOf, datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

const shareParameters = ['measure', 'digits', 'of', allow];
const ratioParameters = [...shareParameters, declaredUnit];

/** The part and the whole of `share` and `ratio`: two cells of one dataset, or any two quantities. */
function partAndWhole(
  call: Call,
  scope: Scope,
  parameters: readonly string[],
): readonly [Quantity, Quantity] {
  const of = call.hash.of;
  const [first] = call.params;
  if (isQuantity(first)) {
    refuseUnknownArguments(call, undefined, parameters);
    if (isQuantity(of)) return [first, of];
    return fail('content/argument.quantity', call.hashAt('of'), { of: describe(of) });
  }
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, parameters);
  const filters = readFilters(call, dataset);
  const part = cellOf(call, dataset, filters);
  if (isQuantity(of)) return [part, of];
  const text = of === undefined ? undefined : toText(of);
  if (text === undefined) {
    fail('content/argument.cell', call.at, { name: call.name });
  }
  const keys = {
    ...singleKeys(call, dataset, filters),
    ...otherKeys(call, dataset, filters, { name: 'of', text }),
  };
  return [part, cellOf(call, dataset, filters, keys)];
}

/** `{{share "cases" year=2013 offence="x" of="total"}}`: part / whole, in percent. */
export const share: HelperDefinition = {
  name: 'share',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: shareParameters,
  run: excepting(['small-base', 'periods', 'counts', 'beyond-whole'], (call, scope) => {
    const [part, whole] = partAndWhole(call, scope, shareParameters);
    requireSameUnit(part, whole, call.hashAt('of'));
    guardPeriods(call, scope.data, { part, base: whole, within: true });
    guardCounts(call, scope.data, [part, whole], 'of');
    return shareOf(call, scope, [part, whole], 'sentence');
  }),
};

/** A part in percent of its whole, as exact as the policy of precision has it there. */
export function shareOf(
  call: Call,
  scope: Pick<Scope, 'data' | 'operations' | 'precision'>,
  [part, whole]: readonly [Quantity, Quantity],
  place: 'sentence' | 'table',
): Quantity {
  const quotient = quotientOf(part, whole, 'share', call.hashAt('of'));
  if (isExact(quotient)) guardWhole(call, quotient);
  const share = { base: whole, first: part, form: 'of' } as const;
  const printed = isExact(quotient)
    ? percentageOn(call, scope, { ...share, part: numberOf(part, call.at) }, place)
    : {};
  return derive(call, scope, 'share', [part, whole], {
    value: inPercent(quotient),
    unit: '%',
    ...printed,
  });
}

/** Fails when a part is greater than its whole: then it is no part. */
function guardWhole(call: Call, quotient: Exact): void {
  if (compare(quotient, exact(1n)) <= 0 || call.exceptions?.reasonFor('beyond-whole') !== undefined) return;
  fail('guard/beyond-whole', call.hashAt('of'), { allow });
}

/**
 * `{{ratio "cases" year=2013 offence="x" of="y"}}`: how many times the second the first is. `per="cases"` says that two
 * units are meant.
 */
export const ratio: HelperDefinition = {
  name: 'ratio',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: ratioParameters,
  run: excepting(['small-base', 'periods', 'counts'], (call, scope) => {
    const [part, whole] = partAndWhole(call, scope, ratioParameters);
    guardUnits(call, scope.data, part, whole);
    guardPeriods(call, scope.data, { part, base: whole, within: false });
    guardCounts(call, scope.data, [part, whole], 'of');
    const value = quotientOf(part, whole, 'ratio', call.hashAt('of'));
    const unit = part.unit === whole.unit ? 'times' : `${part.unit} per ${whole.unit}`;
    const quantity = derive(call, scope, 'ratio', [part, whole], { value, unit });
    if (isExact(value)) guardRatio(call, scope, whole);
    return refuseZero(call, quantity);
  }),
};

const inPercent = (value: Quantity['value']): Quantity['value'] =>
  isExact(value) ? multiply(value, hundred) : value;

const changeParameters = ['measure', 'digits', 'from', 'to', 'on', 'absolute', allow];

/** `{{change (share ...) from=(share ...)}}`: any two quantities, the later one first. */
function quantities(call: Call, after: Quantity, parameters: readonly string[]): Comparison {
  refuseUnknownArguments(call, undefined, parameters);
  const before = call.hash.from;
  if (!isQuantity(before)) {
    fail('content/argument.share', call.hashAt('from'), { before: describe(before) });
  }
  requireSameUnit(after, before, call.hashAt('from'));
  const { marks = [] } = united([before, after]);
  return { before, after, marks };
}

/** The cells of the two years that `from=` and `to=` name, and what marks their comparison bears. */
function beforeAndAfter(call: Call, scope: Scope, parameters: readonly string[]): Comparison {
  const [first] = call.params;
  if (isQuantity(first)) return quantities(call, first, parameters);
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, parameters);
  const year = timeOf(dataset);
  if (year === undefined) {
    fail('content/argument.dataset-years', call.paramAt(0), { name: dataset.name });
  }
  const { from, to, rest: plain } = endsOf(call, dataset, year);
  guardEnds(call, year, from, to);
  const filters = readFilters(plain, dataset);
  const rest = singleKeys(call, dataset, filters, [year]);
  const at = (value: string): Quantity => cellOf(call, dataset, filters, { ...rest, [year.name]: value });
  const [before, after] = [at(from), at(to)];
  const { name } = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  return { before, after, ...marksAcross(dataset, year, name, [before, after]) };
}

/** Two numbers of which one is later, and the marks of what is made of both. */
export interface Comparison {
  readonly before: Quantity;
  readonly after: Quantity;
  readonly marks: readonly Mark[];
}

const magnitude = (value: Exact): Exact => (compare(value, zero) < 0 ? subtract(zero, value) : value);

/** With `absolute=true` the text around says which way: "fell by 4". */
function signedOrNot(call: Call, value: Quantity['value']): { value: Quantity['value']; signed: boolean } {
  if (!call.flag('absolute')) return { value, signed: true };
  return { value: isExact(value) ? magnitude(value) : value, signed: false };
}

/** `{{change "cases" offence="x" from=2009 to=2014}}`: later - earlier, with its sign. */
export const change: HelperDefinition = {
  name: 'change',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: changeParameters,
  run: excepting(['counts'], (call, scope) => {
    const compared = beforeAndAfter(call, scope, changeParameters);
    guardCounts(call, scope.data, [compared.after, compared.before], 'from');
    return changeOf(call, scope, compared);
  }),
};

/** later - earlier, in percentage points where both are percentages. */
export function changeOf(
  call: Call,
  scope: Pick<Scope, 'operations'>,
  { before, after, marks }: Comparison,
): Quantity {
  const difference = unlessMissing([after, before], () =>
    subtract(numberOf(after, call.at), numberOf(before, call.at)),
  );
  const unit = after.unit === '%' ? 'percentage points' : after.unit;
  const result = { ...signedOrNot(call, difference), marks, unit };
  return derive(call, scope, 'change', [after, before], result);
}

/** `{{percent-change ...}}`: (later - earlier) / earlier, in percent. */
export const percentChange: HelperDefinition = {
  name: 'percent-change',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: changeParameters,
  run: excepting(['small-base', 'counts'], (call, scope) => {
    const compared = beforeAndAfter(call, scope, changeParameters);
    guardCounts(call, scope.data, [compared.after, compared.before], 'from');
    return percentChangeOf(call, scope, compared, 'sentence');
  }),
};

/** (later - earlier) / earlier in percent, as exact as the policy of precision has it there. */
export function percentChangeOf(
  call: Call,
  scope: Pick<Scope, 'data' | 'operations' | 'precision'>,
  { before, after, marks }: Comparison,
  place: 'sentence' | 'table',
): Quantity {
  guardPercentages(call, after);
  const base = addendOf(before.value);
  if (base !== undefined) requirePositive(base, 'percentage change', call.hashAt('from'), fromZero);
  const movement = unlessMissing([after, before], () =>
    subtract(numberOf(after, call.at), numberOf(before, call.at)),
  );
  const growth = isExact(movement) ? divide(movement, numberOf(before, call.hashAt('from'))) : movement;
  const value = signedOrNot(call, inPercent(growth));
  const part = signedOrNot(call, movement).value;
  const percentage = { base: before, first: after, form: 'from' } as const;
  const printed = isExact(part) ? percentageOn(call, scope, { ...percentage, part }, place) : {};
  const result = { ...value, marks, unit: '%', ...printed };
  return derive(call, scope, 'percent-change', [after, before], result);
}

const fromZero = { hint: 'a change from 0 has no percentage: print it in numbers, with `change`' };

/** A rise from 20% to 30% is one of ten percentage points; "50%" would be read as a level. */
function guardPercentages(call: Call, { unit }: Quantity): void {
  if (unit !== '%') return;
  fail('guard/percent-of-percentages', call.at);
}

/** What `on=` compares a period with. */
const bases = ['period-before', 'year-before'] as const;

/**
 * The two ends of a change: those that `from` and `to` name, or the period that the call names and the one right before it, or
 * the same of the year before, by `on`. `rest` is the call without what named them.
 */
function endsOf(
  call: Call,
  dataset: PublishedDataset,
  time: Field,
): { from: string; to: string; rest: Call } {
  const on = call.text('on');
  if (on === undefined) return { from: call.requiredText('from'), to: call.requiredText('to'), rest: call };
  const base = bases.find((each) => each === on);
  if (base === undefined) {
    return fail(
      'content/argument.on',
      call.hashAt('on'),
      { on, names: listNames(bases) },
      didYouMean(on, bases),
    );
  }
  for (const end of ['from', 'to']) {
    if (call.has(end)) fail('content/argument.end', call.hashAt(end), { end });
  }
  const to = findCategory(time, call.requiredText(time.name), call.hashAt(time.name));
  const from = base === 'year-before' ? yearBefore(time.type, to) : before(time.type, to);
  const { name } = dataset;
  if (from === undefined)
    return fail('content/unknown-cell.compared-first', call.hashAt(time.name), { to, base, name });
  if (!time.categories.some(({ value }) => value === from)) {
    return fail('content/unknown-cell.compared', call.hashAt(time.name), { to, base, from, name });
  }
  const { [time.name]: _, on: __, ...hash } = call.hash;
  return { from, to, rest: call.with({ hash }) };
}
