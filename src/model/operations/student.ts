/**
 * How far an interval of confidence reaches on both sides of a mean: t × s ÷ √n. The quantile t of Student's
 * distribution with n − 1 degrees of freedom has 97.5 per cent below it. It is worked out in whole numbers of 2⁻²⁰⁰, so
 * that it is alike on every machine.
 */
import { divide, type Exact, exact, multiply, rootOf, toNumber } from '../exact.js';
import { remembered } from '../remembered.js';
import { messagesOf, type OperationDefinition } from './definition.js';
import { sampleVariance } from './statistics.js';

const bits = 200n;
const one = 1n << bits;
/** To sixty-five decimals. */
const pi = (314159265358979323846264338327950288419716939937510582097494459230n * one) / 10n ** 65n;

/** Sine and cosine of an angle between 0 and a right one, times 2²⁰⁰. */
function sineAndCosine(angle: bigint): readonly [bigint, bigint] {
  let [sine, cosine, term] = [0n, 0n, one];
  for (let k = 0n; term !== 0n; k++) {
    if (k % 4n < 2n) {
      if (k % 2n === 0n) cosine += term;
      else sine += term;
    } else if (k % 2n === 0n) cosine -= term;
    else sine -= term;
    term = (term * angle) / (one * (k + 1n));
  }
  return [sine, cosine];
}

/**
 * Which part of the distribution lies within √degrees × tan(angle) of 0, and how it grows with the angle. Source: Abramowitz & Stegun
 * (1964), 26.7.3 and 26.7.4.
 */
function within(angle: bigint, degrees: number): { readonly part: bigint; readonly growth: bigint } {
  const [sine, cosine] = sineAndCosine(angle);
  const square = (cosine * cosine) / one;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : one;
  let sum = 0n;
  for (let k = isOdd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term = (((term * square) / one) * BigInt(k - 1)) / BigInt(k);
  }
  // The growth is the next term but one power, times its own number.
  const last = degrees === 1 ? one : (term * BigInt(degrees) * one) / (cosine === 0n ? 1n : cosine);
  if (!isOdd) return { part: (sine * sum) / one, growth: last };
  const part = (2n * one * (angle + (sine * sum) / one)) / pi;
  return { part, growth: (2n * one * last) / pi };
}

/** The square of the quantile for so many degrees of freedom, rounded at the thirtieth decimal. */
const squaredQuantile = remembered((text: string): Exact => {
  const degrees = Number(text);
  // The part grows more and more slowly with the angle, so that Newton's steps come nearer from below and never pass it.
  let angle = 0n;
  for (;;) {
    const { part, growth } = within(angle, degrees);
    const step = (((95n * one) / 100n - part) * one) / growth;
    angle += step;
    if (step >> 40n <= 0n) break;
  }
  const [sine, cosine] = sineAndCosine(angle);
  const scale = 10n ** 30n;
  const squared = BigInt(degrees) * sine * sine * scale;
  return exact((2n * squared + cosine * cosine) / (2n * cosine * cosine), scale);
}, 200);

/** The quantile for so many degrees of freedom, for who draws; undefined where there are none. */
export function studentQuantile(degrees: number): number | undefined {
  return Number.isInteger(degrees) && degrees > 0
    ? Math.sqrt(toNumber(squaredQuantile(String(degrees))))
    : undefined;
}

/** Undefined of fewer than two numbers. */
function marginOf(numbers: readonly Exact[]): Exact | undefined {
  const variance = sampleVariance(numbers);
  if (variance === undefined) return undefined;
  const error = divide(variance, exact(numbers.length));
  return rootOf(multiply(squaredQuantile(String(numbers.length - 1)), error), 2);
}

/** The operation of an interval of confidence. */
export const student = {
  'confidence-margin': {
    digits: 1,
    calculation: { kind: 'function', of: marginOf },
    anyOrder: true,
    ...messagesOf('confidence-margin'),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
