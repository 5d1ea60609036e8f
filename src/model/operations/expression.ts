/**
 * A calculation as it is shown: one tree says both what is written and what it comes to, so that neither can say
 * something else than the other.
 */
import { add, compare, divide, type Exact, exact, multiply, subtract } from '../exact.js';

/** A calculation over operands of any kind. */
export type Expression<Operand> =
  | { readonly kind: 'operand'; readonly operand: Operand }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'magnitude'; readonly of: Expression<Operand> }
  /** What something is divided by that must be above 0. */
  | { readonly kind: 'base'; readonly of: Expression<Operand> }
  | { readonly kind: 'chain'; readonly sign: Sign; readonly parts: readonly Expression<Operand>[] }
  | {
      readonly kind: 'bound';
      readonly by: 'min' | 'max';
      readonly limit: bigint;
      readonly of: Expression<Operand>;
    };

/** How far without which way. */
export const magnitudeOf = <Operand>(of: Expression<Operand>): Expression<Operand> => ({
  kind: 'magnitude',
  of,
});

/** A difference the other way round. */
export const turned = <Operand>(of: Expression<Operand>): Expression<Operand> =>
  of.kind === 'chain' ? { ...of, parts: of.parts.toReversed() } : of;

/** The greater (`max`) or the lesser (`min`) of a limit and a number. */
export const bounded = <Operand>(
  of: Expression<Operand>,
  limit: bigint,
  by: 'min' | 'max',
): Expression<Operand> => ({ kind: 'bound', by, limit, of });

/** The signs of arithmetic, as they are printed. */
export type Sign = '+' | '−' | '÷' | '×';

const operations: Readonly<Record<Sign, (a: Exact, b: Exact) => Exact | undefined>> = {
  '+': add,
  '−': subtract,
  '×': multiply,
  '÷': (a, b) => (b.numerator === 0n ? undefined : divide(a, b)),
};

/** What an expression comes to, exactly; undefined where an operand is not known or there is nothing to divide by. */
export function evaluate<Operand>(
  of: Expression<Operand>,
  worth: (operand: Operand) => Exact | undefined,
): Exact | undefined {
  switch (of.kind) {
    case 'operand':
      return worth(of.operand);
    case 'number':
      return exact(of.value);
    case 'magnitude': {
      const value = evaluate(of.of, worth);
      return value === undefined ? undefined : magnitude(value);
    }
    case 'base': {
      const value = evaluate(of.of, worth);
      return value !== undefined && value.numerator > 0n ? value : undefined;
    }
    case 'chain': {
      const [first, ...rest] = of.parts.map((part) => evaluate(part, worth));
      const step = operations[of.sign];
      return rest.reduce(
        (so, next) => (so === undefined || next === undefined ? undefined : step(so, next)),
        first,
      );
    }
    case 'bound': {
      const value = evaluate(of.of, worth);
      return value === undefined ? undefined : bound(value, exact(of.limit), of.by);
    }
  }
}

const magnitude = (value: Exact): Exact => ({
  ...value,
  numerator: value.numerator < 0n ? -value.numerator : value.numerator,
});

function bound(value: Exact, limit: Exact, by: 'min' | 'max'): Exact {
  const isBelow = compare(value, limit) < 0;
  return isBelow === (by === 'min') ? value : limit;
}

/** A text, and how tightly it holds together: 3 on its own, 2 as a product, 1 as a sum or a number with a sign. */
interface Written {
  readonly text: string;
  readonly binding: 1 | 2 | 3;
}

/** An expression as text: "(12 − 9) ÷ 9 × 100". `write` gives an operand as text, or as the expression that it is. */
export function writeExpression<Operand>(
  of: Expression<Operand>,
  write: (operand: Operand) => string | Expression<Operand>,
): string {
  return written(of, write).text;
}

function written<Operand>(
  of: Expression<Operand>,
  write: (operand: Operand) => string | Expression<Operand>,
): Written {
  switch (of.kind) {
    case 'operand': {
      const operand = write(of.operand);
      return typeof operand === 'string'
        ? { text: operand, binding: /^[-−+]/.test(operand) ? 1 : 3 }
        : written(operand, write);
    }
    case 'number':
      return of.value < 0n ? { text: `−${-of.value}`, binding: 1 } : { text: `${of.value}`, binding: 3 };
    case 'base':
      return written(of.of, write);
    case 'magnitude':
      return { text: `|${written(of.of, write).text}|`, binding: 3 };
    case 'bound':
      return { text: `${of.by}(${of.limit}, ${written(of.of, write).text})`, binding: 3 };
    case 'chain': {
      const binding = of.sign === '+' || of.sign === '−' ? 1 : 2;
      const parts = of.parts.map((part, index) => bracketed(written(part, write), binding, index > 0));
      return { text: parts.join(` ${of.sign} `), binding };
    }
  }
}

function bracketed({ text, binding }: Written, around: 1 | 2, isLater: boolean): string {
  const isLoose = isLater ? binding <= around : binding < around;
  return isLoose ? `(${text})` : text;
}
