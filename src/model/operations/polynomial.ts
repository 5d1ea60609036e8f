/**
 * A polynomial through points by ordinary least squares, exactly: the normal equations are solved in fractions. Operands are the powers
 * that it has (2 for a parabola), then the points, x, y, x, y ...; before all of them, where a value is asked for, the place.
 */
import { add, divide, type Exact, exact, multiply, onOneDenominator, subtract, zero } from '../exact.js';
import { messagesOf, type OperationDefinition } from './definition.js';

interface Fit {
  /** Of the powers 0, 1, 2 ... of x. */
  readonly coefficients: readonly Exact[];
  readonly determination: Exact | undefined;
}

const mostPowers = 6n;

const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((all, each) => all + each, 0n);

/** Undefined where there are not more points than powers, or too few of them at places of their own. */
function fitted(powers: Exact | undefined, values: readonly Exact[]): Fit | undefined {
  const xs = onOneDenominator(values.filter((_, index) => index % 2 === 0));
  const ys = onOneDenominator(values.filter((_, index) => index % 2 === 1));
  const n = ys.numbers.length;
  if (powers === undefined || powers.denominator !== 1n || powers.numerator > mostPowers) return undefined;
  const size = Number(powers.numerator) + 1;
  if (size < 2 || n < size || xs.numbers.length !== n) return undefined;
  const moments: bigint[] = [];
  const products: bigint[] = [];
  let raised = xs.numbers.map(() => 1n);
  for (let power = 0; power <= 2 * (size - 1); power++) {
    moments.push(sum(raised));
    if (power < size) products.push(sum(raised.map((each, index) => each * (ys.numbers[index] ?? 0n))));
    raised = raised.map((each, index) => each * (xs.numbers[index] ?? 0n));
  }
  const rows = products.map((product, row) => [
    ...products.map((_, column) => exact(moments[row + column] ?? 0n)),
    exact(product),
  ]);
  const solved = solve(rows);
  if (solved === undefined) return undefined;
  // What the curve explains, and what there is to explain, about the mean: both are that many times as large.
  const mean = exact(sum(ys.numbers) ** 2n, BigInt(n));
  const explained = solved.reduce(
    (all, each, power) => add(all, multiply(each, exact(products[power] ?? 0n))),
    zero,
  );
  const whole = subtract(exact(sum(ys.numbers.map((y) => y * y))), mean);
  return {
    coefficients: solved.map((each, power) => multiply(each, exact(xs.by ** BigInt(power), ys.by))),
    determination: whole.numerator === 0n ? undefined : divide(subtract(explained, mean), whole),
  };
}

/** Linear equations, the right side of each after its coefficients; undefined where they have no single answer. */
function solve(equations: readonly (readonly Exact[])[]): readonly Exact[] | undefined {
  let rows = equations;
  for (let column = 0; column < equations.length; column++) {
    const found = rows.findIndex((row, index) => index >= column && row[column]?.numerator !== 0n);
    const pivot = rows[found];
    const by = pivot?.[column];
    if (pivot === undefined || by === undefined) return undefined;
    const own = pivot.map((each) => divide(each, by));
    const others = rows.filter((_, index) => index !== found);
    const cleared = others.map((row) => {
      const factor = row[column] ?? zero;
      return factor.numerator === 0n
        ? row
        : row.map((each, index) => subtract(each, multiply(factor, own[index] ?? zero)));
    });
    rows = [...cleared.slice(0, column), own, ...cleared.slice(column)];
  }
  return rows.map((row) => row.at(-1) ?? zero);
}

function valueAt(at: Exact | undefined, coefficients: readonly Exact[]): Exact | undefined {
  return at && coefficients.reduceRight((so, each) => add(multiply(so, at), each), zero);
}

const plain = { counts: 'never', onSmallBase: 'none' } as const;

/** The operations of a polynomial through points. */
export const polynomial = {
  'polynomial-determination': {
    digits: 2,
    calculation: {
      kind: 'function',
      of: ([powers, ...points]) => fitted(powers, points)?.determination,
    },
    ...messagesOf('polynomial-determination'),
    ...plain,
  },
  'polynomial-value': {
    digits: 1,
    calculation: {
      kind: 'function',
      of: ([at, powers, ...points]) => {
        const fit = fitted(powers, points);
        return fit && valueAt(at, fit.coefficients);
      },
    },
    ...messagesOf('polynomial-value'),
    ...plain,
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;
