/**
 * Exact rational numbers. Every calculation on published numbers stays a fraction of two integers until it is
 * printed, so rounding happens once and never decides a comparison.
 */
export interface Exact {
  readonly numerator: bigint;
  /** Always positive; the fraction is in lowest terms. */
  readonly denominator: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction numerator / denominator in lowest terms. Throws a RangeError when the denominator is 0. */
export function exact(numerator: bigint | number, denominator: bigint | number = 1n): Exact {
  let [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError('Division by zero');
  if (d < 0n) [n, d] = [-n, -d];
  const divisor = gcd(n, d) || 1n;
  return { numerator: n / divisor, denominator: d / divisor };
}

export const zero: Exact = exact(0n);
export const hundred: Exact = exact(100n);

export function add(a: Exact, b: Exact): Exact {
  return exact(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Exact, b: Exact): Exact {
  return exact(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Exact, b: Exact): Exact {
  return exact(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b. Throws a RangeError when b is 0: callers check first and report a diagnostic. */
export function divide(a: Exact, b: Exact): Exact {
  return exact(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** -1, 0 or 1 as a is below, equal to or above b. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * a rounded to `digits` decimals, below 0 to tens, hundreds or thousands, half away from zero, as an integer count of 10^-digits.
 * Half away from zero is what readers do by hand, and it is symmetric for falls and rises.
 */
export function roundScaled(a: Exact, digits: number): bigint {
  const scaled = a.numerator * 10n ** BigInt(Math.max(0, digits));
  const magnitude = scaled < 0n ? -scaled : scaled;
  const denominator = a.denominator * 10n ** BigInt(Math.max(0, -digits));
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return scaled < 0n ? -rounded : rounded;
}

/** a rounded to `digits` decimals, below 0 to tens, hundreds or thousands. */
export const roundTo = (a: Exact, digits: number): Exact =>
  exact(roundScaled(a, digits) * 10n ** BigInt(Math.max(0, -digits)), 10n ** BigInt(Math.max(0, digits)));

/** Plain decimal text of a rounded to `digits` decimals: ASCII minus, point, no grouping ("-1234.50"). */
export function toDecimalText(a: Exact, digits: number): string {
  const scaled = roundScaled(a, digits);
  if (digits < 0) return roundTo(a, digits).numerator.toString();
  const magnitude = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  if (digits === 0) return sign + magnitude;
  return `${sign}${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}`;
}

/** The nearest double, for charts and JSON. Exact for every integer up to 2^53. */
export function toNumber(a: Exact): number {
  if (a.denominator === 1n) return Number(a.numerator);
  const bits = Math.max(a.numerator.toString(2).length, a.denominator.toString(2).length);
  const shift = BigInt(Math.max(0, bits - 1000));
  return Number(a.numerator >> shift) / Number(a.denominator >> shift);
}

/** The double nearest to a, by its decimal digits where these end: 0.1 is 0.1, however large the fraction. */
export function toDouble(a: Exact): number {
  const digits = finiteDigits(a);
  return digits === undefined ? toNumber(a) : Number(toDecimalText(a, digits));
}

/** The number of the twelve first digits of a double: what is beyond them comes from steps in floating point. */
export function fromDouble(value: number): Exact {
  const [, sign = '', whole = '0', decimals = '', power = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential(11)) ?? [];
  const shift = Number(power) - decimals.length;
  const digits = BigInt(sign + whole + decimals);
  return shift < 0 ? exact(digits, 10n ** BigInt(-shift)) : exact(digits * 10n ** BigInt(shift));
}

/** How many decimals a needs to be written without rounding; undefined when it never ends (1/3). */
export function finiteDigits(a: Exact): number | undefined {
  let rest = a.denominator;
  let [twos, fives] = [0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Decimals of a plain text of a number that never ends (1/3), or that ends too late to be worth it. */
const longestFraction = 12;

/** Plain decimal text with every decimal, as pages carry it for programs: point, ASCII minus, no grouping. */
export function toPlainText(a: Exact): string {
  return toDecimalText(a, Math.min(finiteDigits(a) ?? longestFraction, longestFraction));
}

/** "38/233", or "38" when the denominator is 1. */
export function toFractionText(a: Exact): string {
  return a.denominator === 1n ? a.numerator.toString() : `${a.numerator}/${a.denominator}`;
}

/** The number that `toFractionText` wrote, or plain decimal text; undefined for any other text. */
export function parseExact(text: string): Exact | undefined {
  const [, whole = '', fraction = '', denominator = '1'] = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text) ?? [];
  if (whole === '' || BigInt(denominator) === 0n) return undefined;
  return exact(BigInt(whole + fraction), BigInt(denominator) * 10n ** BigInt(fraction.length));
}
