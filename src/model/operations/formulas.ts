/** What formulas of operations are put together from. */
import type { Formula } from './definition.js';
import type { Expression, Sign } from './expression.js';

export const chain = <Operand>(
  sign: Sign,
  ...parts: readonly Expression<Operand>[]
): Expression<Operand> => ({ kind: 'chain', sign, parts });

const whole = (value: number): Expression<never> => ({ kind: 'number', value: BigInt(value) });

/** What something is a part of: nothing is a share of 0, nor of less. */
const base = <Operand>(of: Expression<Operand>): Expression<Operand> => ({ kind: 'base', of });

export const times = <Operand>(of: Expression<Operand>, number: number): Expression<Operand> =>
  chain('×', of, whole(number));

export const inPercent = <Operand>(of: Expression<Operand>): Expression<Operand> => times(of, 100);

/** The sum of the operands; of a single one, that one. */
export const total: Formula = (parts) => (parts.length > 1 ? chain('+', ...parts) : parts[0]);

/** The first operand divided by the second. */
export const quotient: Formula = ([part, of]) => part && of && chain('÷', part, base(of));

/** The first operand in per cent of the second. */
export const percentage: Formula = (operands, way) => {
  const of = quotient(operands, way);
  return of && inPercent(of);
};

/** The second operand taken from the first. */
export const difference: Formula = ([after, before], way) =>
  after && before && way(chain('−', after, before));

/** The only operand, counted in thousands or millions. */
export const dividedBy =
  (number: number): Formula =>
  ([of]) =>
    of && chain('÷', of, whole(number));

/** How far the first operand is from the second, in per cent of that. */
export const growth: Formula = ([after, before], way) =>
  after && before && inPercent(chain('÷', way(chain('−', after, before)), base(before)));

/** The arithmetic mean of the operands. */
export const mean: Formula = (parts, way) => {
  const sum = total(parts, way);
  return sum && chain('÷', sum, whole(parts.length));
};

/** The number in the middle of operands in ascending order; between two, half of their sum. */
export const middle: Formula = (parts) => {
  const [low, high] = [parts[(parts.length - 1) >> 1], parts[parts.length >> 1]];
  if (low === undefined || high === undefined || low === high) return low;
  return chain('÷', chain('+', low, high), whole(2));
};
