import { compare, type Exact } from '../exact.js';
import type { Calculation } from './definition.js';
import { bounded, type Expression, evaluate, magnitudeOf } from './expression.js';

/** What a formula comes to, exactly; undefined where there is nothing to divide by. `isAbsolute`: how far, without which way. */
export function formulaResult(
  { formula, canBeAbsolute, between, ascending }: Extract<Calculation, { kind: 'formula' }>,
  values: readonly Exact[],
  isAbsolute = false,
): Exact | undefined {
  const ordered = ascending === true ? values.toSorted(compare) : values;
  const parts = ordered.map((operand): Expression<Exact> => ({ kind: 'operand', operand }));
  const of = formula(parts, canBeAbsolute === true && isAbsolute ? magnitudeOf : (difference) => difference);
  const held = of && between ? bounded(bounded(of, between[0], 'max'), between[1], 'min') : of;
  return held && evaluate(held, (value) => value);
}
