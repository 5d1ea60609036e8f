import { compare, type Exact } from '../../model/exact.js';
import { curve } from '../../model/operations/curve.js';
import { type Expression, evaluate } from '../../model/operations/expression.js';
import { polynomial } from '../../model/operations/polynomial.js';
import { regression } from '../../model/operations/regression.js';
import { statistics } from '../../model/operations/statistics.js';
import { student } from '../../model/operations/student.js';

const described = { ...statistics, ...student };

/** An operation that describes a list of numbers. */
export type Statistic = keyof typeof described;

export const isStatistic = (operation: string): operation is Statistic => Object.hasOwn(described, operation);

/** True for a place among others, which says of how many it is by itself. */
export const isPlaceAmong = (operation: string): boolean => /^(?:rank|ntile)-/.test(operation);

/** The operations by the names that vega-lite has for them. */
const byName: Readonly<Record<string, Statistic>> = {
  median: 'median',
  q1: 'lower-quartile',
  q3: 'upper-quartile',
  variance: 'variance',
  variancep: 'population-variance',
  stdev: 'standard-deviation',
  stdevp: 'population-deviation',
  stderr: 'standard-error',
  distinct: 'distinct',
  product: 'product',
  // Half of an interval of confidence; vega has none that can be repeated.
  margin: 'confidence-margin',
};

/** The operation of an aggregate of vega-lite; undefined for sums and other aggregates that are none. */
export function statisticOf(op: string): Statistic | undefined {
  return Object.hasOwn(byName, op) ? byName[op] : undefined;
}

/** What a statistic comes to, exactly; undefined where there are too few numbers for one. */
export function statisticOver(statistic: Statistic, values: readonly Exact[]): Exact | undefined {
  const { calculation } = described[statistic];
  if (calculation.kind === 'function') return calculation.of(values);
  const ordered = 'ascending' in calculation ? values.toSorted(compare) : values;
  const formula = calculation.formula(
    ordered.map((operand): Expression<Exact> => ({ kind: 'operand', operand })),
    (difference) => difference,
  );
  return formula && evaluate(formula, (value) => value);
}

/** What an operation of a line through points comes to, exactly. */
export function lineStatistic(
  operation: keyof typeof regression | keyof typeof polynomial | keyof typeof curve,
  values: readonly Exact[],
): Exact | undefined {
  const { calculation } = { ...regression, ...polynomial, ...curve }[operation];
  if (calculation.kind === 'function') return calculation.of(values);
  if (calculation.kind !== 'formula') return undefined;
  const formula = calculation.formula(
    values.map((operand): Expression<Exact> => ({ kind: 'operand', operand })),
  );
  return formula && evaluate(formula, (value) => value);
}

/** The unit of a statistic of numbers with a unit: a variance has its square, a count none. */
export function unitAfter(statistic: Statistic, unit: string): string {
  if (statistic === 'distinct' || statistic === 'product' || isPlaceAmong(statistic)) return '';
  if (statistic !== 'variance' && statistic !== 'population-variance') return unit;
  return unit === '' ? '' : `${unit}²`;
}
