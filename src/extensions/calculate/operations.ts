import type { Formula, OperationDefinition } from '../../model/operations/definition.js';
import { messagesOf } from '../../model/operations/definition.js';
import { dividedBy, percentage, quotient, times } from '../../model/operations/formulas.js';

/** How many inhabitants, or whatever a rate is of, it is given for. */
export const rateBases = [100, 1000, 10_000, 100_000, 1_000_000] as const;
/** Those of a calculated measure, whose unit says the rest: "pupils per teacher". */
export const measureBases = [1, ...rateBases] as const;
type RateBase = (typeof measureBases)[number];

/** The first operand by the second, times the number that a rate is given for. */
const per =
  (number: RateBase): Formula =>
  (operands, way) => {
    const of = quotient(operands, way);
    return of && times(of, number);
  };

const rate = (number: RateBase) =>
  ({
    digits: 1,
    calculation: { kind: 'formula', formula: per(number) },
    ...messagesOf('rate'),
    counts: 'never',
    onSmallBase: 'none',
  }) as const;

/** A number in thousands or millions. */
const scaled = (name: 'thousands' | 'millions', factor: number, digits: number) =>
  ({
    digits,
    calculation: { kind: 'formula', formula: dividedBy(factor) },
    ...messagesOf(name, 'equation'),
    counts: 'never',
    onSmallBase: 'none',
  }) as const;

/** Rates, numbers in millions, and an index of which one period is 100. */
export const calculateOperations = {
  'rate-per-1': rate(1),
  'rate-per-100': rate(100),
  'rate-per-1000': rate(1000),
  'rate-per-10000': rate(10_000),
  'rate-per-100000': rate(100_000),
  'rate-per-1000000': rate(1_000_000),
  thousands: scaled('thousands', 1000, 0),
  millions: scaled('millions', 1_000_000, 1),
  index: {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('index'),
    counts: 'never',
    onSmallBase: 'refused',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;

type CalculateOperations = typeof calculateOperations;
declare module '../../model/operations/operations.js' {
  interface ExtensionOperations extends CalculateOperations {}
}
