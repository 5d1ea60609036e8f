/**
 * Curves through points that are straight once a logarithm is taken: a + b × ln x, a × e^(b × x) and a × x^b, as vega fits them. Operands are
 * the points, x, y, x, y ...; before them the place where a value is asked for, or which of the curves it is. They are worked
 * out in whole numbers of 2⁻²⁰⁰ and rounded at the twelfth decimal, so that they are alike on every machine.
 */
import { add, divide, type Exact, exact, multiply, roundScaled, subtract, zero } from '../exact.js';
import { messagesOf, type OperationDefinition } from './definition.js';

const bits = 200n;
const one = 1n << bits;
const decimals = 12;

/** The curves in the order of the numbers that stand for them, from 1. */
export const curveKinds = ['logarithm', 'exponential', 'power'] as const;
export type CurveKind = (typeof curveKinds)[number];

const fixed = ({ numerator, denominator }: Exact): bigint => (numerator * one) / denominator;

/** Twice the inverse hyperbolic tangent of a number between −1 and 1. */
function doubleArtanh(t: bigint): bigint {
  const square = (t * t) >> bits;
  let [sum, term] = [0n, t];
  for (let k = 1n; term !== 0n && term !== -1n; k += 2n) {
    sum += term / k;
    term = (term * square) >> bits;
  }
  return 2n * sum;
}

const lnTwo = doubleArtanh(one / 3n);
const length = (number: bigint): number => number.toString(2).length;

/** The natural logarithm of a number above 0. */
function ln({ numerator, denominator }: Exact): bigint {
  const power = length(numerator) - length(denominator);
  const part =
    power >= 0
      ? (numerator * one) / (denominator << BigInt(power))
      : ((numerator << BigInt(-power)) * one) / denominator;
  return BigInt(power) * lnTwo + doubleArtanh(((part - one) * one) / (part + one));
}

/** e to the power of a number. */
function exp(number: bigint): Exact {
  const power = number / lnTwo - (number < 0n ? 1n : 0n);
  const rest = (number - power * lnTwo) >> 8n;
  let [sum, term] = [one, one];
  for (let k = 1n; term > 0n; k++) {
    term = (term * rest) / (one * k);
    sum += term;
  }
  for (let k = 0; k < 8; k++) sum = (sum * sum) >> bits;
  return power >= 0n ? exact(sum << power, one) : exact(sum, one << -power);
}

/** Where a curve is at each place; undefined where it cannot go through its points. */
function fitted(kind: CurveKind, points: readonly Exact[]): ((at: Exact) => Exact | undefined) | undefined {
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  const isLnX = kind !== 'exponential';
  const isLnY = kind !== 'logarithm';
  const isBelow = (list: readonly Exact[]): boolean => list.some(({ numerator }) => numerator <= 0n);
  if (xs.length < 2 || xs.length !== ys.length || (isLnX && isBelow(xs)) || (isLnY && isBelow(ys)))
    return undefined;
  const sums = { w: 0n, x: 0n, y: 0n, xx: 0n, xy: 0n };
  xs.forEach((own, index) => {
    const other = ys[index] ?? zero;
    const [x, y] = [isLnX ? ln(own) : fixed(own), isLnY ? ln(other) : fixed(other)];
    // An exponential curve weighs each point by its number, so that small ones do not count for more than they are.
    const w = kind === 'exponential' ? fixed(other) : 1n;
    sums.w += w;
    sums.x += w * x;
    sums.y += w * y;
    sums.xx += w * x * x;
    sums.xy += w * x * y;
  });
  const spread = sums.w * sums.xx - sums.x * sums.x;
  if (spread === 0n) return undefined;
  const slope = exact(sums.w * sums.xy - sums.x * sums.y, spread);
  const start = divide(subtract(exact(sums.y), multiply(slope, exact(sums.x))), exact(sums.w * one));
  return (at) => {
    if (isLnX && at.numerator <= 0n) return undefined;
    const place = exact(isLnX ? ln(at) : fixed(at), one);
    const value = add(start, multiply(slope, place));
    return isLnY ? exp(fixed(value)) : value;
  };
}

const rounded = (value: Exact | undefined): Exact | undefined =>
  value && exact(roundScaled(value, decimals), 10n ** BigInt(decimals));

const valueBy =
  (kind: CurveKind) =>
  ([at, ...points]: readonly Exact[]): Exact | undefined =>
    at && rounded(fitted(kind, points)?.(at));

/** How much of the variance of y a curve has: it may be below 0 where it is worse than the mean. */
function determination([which, ...points]: readonly Exact[]): Exact | undefined {
  const kind = which?.denominator === 1n ? curveKinds[Number(which.numerator) - 1] : undefined;
  const at = kind && fitted(kind, points);
  if (at === undefined) return undefined;
  const ys = points.filter((_, index) => index % 2 === 1);
  const mean = divide(ys.reduce(add, zero), exact(ys.length));
  const squares = (list: readonly bigint[]): bigint => list.reduce((sum, each) => sum + each * each, 0n);
  const off = ys.map((y, index) => fixed(subtract(y, at(points[2 * index] ?? zero) ?? y)));
  const whole = squares(ys.map((y) => fixed(subtract(y, mean))));
  return whole === 0n ? undefined : rounded(exact(whole - squares(off), whole));
}

const plain = { counts: 'never', onSmallBase: 'none' } as const;

/** The operations of curves that are straight once a logarithm is taken. */
export const curve = {
  'curve-determination': {
    digits: 2,
    calculation: { kind: 'function', of: determination },
    ...messagesOf('curve-determination'),
    ...plain,
  },
  'logarithm-value': {
    digits: 1,
    calculation: { kind: 'function', of: valueBy('logarithm') },
    ...messagesOf('logarithm-value'),
    ...plain,
  },
  'exponential-value': {
    digits: 1,
    calculation: { kind: 'function', of: valueBy('exponential') },
    ...messagesOf('exponential-value'),
    ...plain,
  },
  'power-value': {
    digits: 1,
    calculation: { kind: 'function', of: valueBy('power') },
    ...messagesOf('power-value'),
    ...plain,
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
