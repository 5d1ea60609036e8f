/**
 * Kernel densities with a Gaussian kernel, as vega has them. Operands are the place, the bandwidth or 0 for that
 * of the rule, and the numbers. They are worked out
 * in whole numbers of 2⁻²⁰⁰ and rounded at the twentieth decimal, so that they are alike on every machine.
 */
import {
  compare,
  divide,
  type Exact,
  exact,
  multiply,
  rootOf,
  roundScaled,
  subtract,
  toNumber,
} from '../exact.js';
import { messagesOf, type OperationDefinition } from './definition.js';
import { quantileAt, sampleVariance } from './statistics.js';

const bits = 200n;
const one = 1n << bits;
/** √(2π), to forty-nine decimals. */
const rootOfTwoPi = (25066282746310005024157652848110452530069867406099n * one) / 10n ** 49n;
const decimals = 20;

/** e to the power of −u; both of them times 2²⁰⁰. */
function decay(u: bigint): bigint {
  // Beyond it nothing is left in twenty decimals.
  if (u > 80n * one) return 0n;
  // A Taylor series is short near 0: e to the power of a 256th, squared eight times.
  const part = u >> 8n;
  let [sum, term] = [one, one];
  for (let k = 1n; term > 0n; k++) {
    term = (term * part) / (one * k);
    sum += term;
  }
  for (let k = 0; k < 8; k++) sum = (sum * sum) >> bits;
  return (one * one) / sum;
}

/** What a number adds at a distance of `z` bandwidths: the height of the bell there, or how much of the bell lies below. */
function bell(z: bigint): bigint {
  return (decay((z * z) >> (bits + 1n)) * one) / rootOfTwoPi;
}

function bellBelow(z: bigint): bigint {
  if (z < 0n) return one - bellBelow(-z);
  if (z > 9n * one) return one;
  const square = (z * z) >> bits;
  let [sum, term] = [z, z];
  for (let k = 3n; term > 0n; k += 2n) {
    term = (term * square) / (one * k);
    sum += term;
  }
  return one / 2n + ((bell(z) * sum) >> bits);
}

interface Wanted {
  readonly isBelow: boolean;
  /** How many numbers in place of which part of them. */
  readonly isCount: boolean;
}

function densityOf(
  [at, given, ...numbers]: readonly Exact[],
  { isBelow, isCount }: Wanted,
): Exact | undefined {
  const bandwidth = given && bandwidthOf([given, ...numbers]);
  if (at === undefined || bandwidth === undefined || numbers.length === 0) return undefined;
  const sum = numbers.reduce((so, number) => {
    const { numerator, denominator } = divide(subtract(at, number), bandwidth);
    const z = (numerator * one) / denominator;
    return so + (isBelow ? bellBelow(z) : bell(z));
  }, 0n);
  const all = isCount ? exact(sum, one) : exact(sum, one * BigInt(numbers.length));
  return rounded(isBelow ? all : divide(all, bandwidth), decimals);
}

const rounded = (value: Exact, digits: number): Exact =>
  exact(roundScaled(value, digits), 10n ** BigInt(digits));

/** That which is given, where it is above 0; else that of Scott (1992), as vega has it. */
function bandwidthOf([given, ...numbers]: readonly Exact[]): Exact | undefined {
  if (given === undefined || given.numerator < 0n) return undefined;
  if (given.numerator > 0n) return given;
  const [low, high] = [exact(1, 4), exact(3, 4)].map((part) => quantileAt([part, ...numbers]));
  const variance = sampleVariance(numbers);
  const deviation = variance && rootOf(variance, 2);
  if (low === undefined || high === undefined || deviation === undefined) return undefined;
  const middle = divide(subtract(high, low), exact(134, 100));
  const spread = compare(deviation, middle) <= 0 || middle.numerator === 0n ? deviation : middle;
  const root = rootOf(exact(numbers.length), 5);
  // Numbers that are all alike have no width.
  if (spread.numerator === 0n || root === undefined) return undefined;
  return rounded(divide(multiply(spread, exact(106, 100)), root), 12);
}

/** Decimals in which three digits of a density by some bandwidth can be seen. */
export function densityDigits(bandwidth: Exact): number {
  return Math.min(Math.max(Math.ceil(Math.log10(toNumber(bandwidth))) + 3, 1), decimals);
}

const plain = { counts: 'never', onSmallBase: 'none' } as const;

/** The operations of kernel densities. */
export const density = {
  bandwidth: {
    digits: 2,
    calculation: { kind: 'function', of: bandwidthOf },
    ...messagesOf('bandwidth'),
    ...plain,
  },
  density: {
    digits: 4,
    calculation: {
      kind: 'function',
      of: (values) => densityOf(values, { isBelow: false, isCount: false }),
    },
    ...messagesOf('density'),
    ...plain,
  },
  'density-count': {
    digits: 2,
    calculation: { kind: 'function', of: (values) => densityOf(values, { isBelow: false, isCount: true }) },
    ...messagesOf('density-count'),
    ...plain,
  },
  'density-below': {
    digits: 3,
    calculation: { kind: 'function', of: (values) => densityOf(values, { isBelow: true, isCount: false }) },
    ...messagesOf('density-below'),
    ...plain,
  },
  'density-count-below': {
    digits: 1,
    calculation: { kind: 'function', of: (values) => densityOf(values, { isBelow: true, isCount: true }) },
    ...messagesOf('density-count-below'),
    ...plain,
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
