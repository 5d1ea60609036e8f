/**
 * A straight line through points by ordinary least squares, exactly. Operands are the points, the number along the axis before the one
 * that stands there: x, y, x, y ...
 */
import { messagesOf, type OperationDefinition } from './definition.js';
import type { Expression } from './expression.js';
import { chain, total, whole } from './formulas.js';

interface Sums<Operand> {
  readonly n: Expression<Operand>;
  readonly x: Expression<Operand>;
  readonly y: Expression<Operand>;
  /** n × the sum of products less the product of the sums: of x with y, of each with itself. */
  readonly xy: Expression<Operand>;
  readonly xx: Expression<Operand>;
  readonly yy: Expression<Operand>;
}

const square = <Operand>(of: Expression<Operand>): Expression<Operand> => ({ kind: 'square', of });
const base = <Operand>(of: Expression<Operand>): Expression<Operand> => ({ kind: 'base', of });

/** Undefined where there are fewer than two points, or half a one. */
function sumsOf<Operand>(parts: readonly Expression<Operand>[]): Sums<Operand> | undefined {
  const xs = parts.filter((_, index) => index % 2 === 0);
  const ys = parts.filter((_, index) => index % 2 === 1);
  const products = xs.flatMap((x, index) => {
    const y = ys[index];
    return y === undefined ? [] : [chain('×', x, y)];
  });
  const plain = <Of>(of: Of): Of => of;
  const [x, y] = [total(xs, plain), total(ys, plain)];
  const [xy, xx, yy] = [products, xs.map(square), ys.map(square)].map((each) => total(each, plain));
  if (xs.length < 2 || ys.length !== xs.length || !x || !y || !xy || !xx || !yy) return undefined;
  const n = whole(xs.length);
  return {
    ...{ n, x, y },
    xy: chain('−', chain('×', n, xy), chain('×', x, y)),
    xx: chain('−', chain('×', n, xx), square(x)),
    yy: chain('−', chain('×', n, yy), square(y)),
  };
}

const plain = { counts: 'never', onSmallBase: 'none' } as const;

/** The operations of a straight line through points. */
export const regression = {
  /** The year of a cell, as a number. */
  time: { digits: 0, calculation: { kind: 'time' }, ...messagesOf('time'), ...plain },
  slope: {
    digits: 2,
    calculation: {
      kind: 'formula',
      formula: (parts) => {
        const sums = sumsOf(parts);
        return sums && chain('÷', sums.xy, base(sums.xx));
      },
    },
    ...messagesOf('slope'),
    ...plain,
  },
  /** How much of the variance of y the line has, from 0 to 1. */
  determination: {
    digits: 2,
    calculation: {
      kind: 'formula',
      formula: (parts) => {
        const sums = sumsOf(parts);
        return sums && chain('÷', square(sums.xy), base(chain('×', sums.xx, sums.yy)));
      },
    },
    ...messagesOf('determination'),
    ...plain,
  },
  /** Where the line is: at the first operand, through the points after it. */
  'line-value': {
    digits: 1,
    calculation: {
      kind: 'formula',
      formula: ([at, ...parts]) => {
        const sums = sumsOf(parts);
        if (at === undefined || sums === undefined) return undefined;
        const slope = chain('÷', sums.xy, base(sums.xx));
        const distance = chain('−', at, chain('÷', sums.x, sums.n));
        return chain('+', chain('÷', sums.y, sums.n), chain('×', slope, distance));
      },
    },
    ...messagesOf('line-value'),
    ...plain,
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
