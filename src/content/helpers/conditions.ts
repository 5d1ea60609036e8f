import { compare, type Exact } from '../../model/exact.js';
import { isLabel, isQuantity } from '../printable.js';
import { numberOf } from '../selection/cells.js';
import { type Call, describe, parseNumber, toText } from './call.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

/** The exact number of an argument; undefined for text. */
function numeric(call: Call, index: number): Exact | undefined {
  const argument = call.params[index];
  if (isQuantity(argument)) return numberOf(argument, call.paramAt(index));
  if (typeof argument === 'number' || typeof argument === 'string') return parseNumber(argument);
  return isLabel(argument) ? parseNumber(argument.value) : undefined;
}

/** -1, 0 or 1; undefined when the two are texts that differ, which have no order. */
function order(call: Call): -1 | 0 | 1 | undefined {
  const [a, b] = [numeric(call, 0), numeric(call, 1)];
  if (a !== undefined && b !== undefined) return compare(a, b);
  const [left, right] = call.params.map((param, index) => {
    const text = isQuantity(param) ? undefined : toText(param);
    return (
      text ??
      fail('content/argument.numbers', call.paramAt(index), { param: describe(param), name: call.name })
    );
  });
  return left === right ? 0 : undefined;
}

function condition(
  name: string,
  holds: (order: -1 | 0 | 1) => boolean,
  ofTexts: boolean | 'error',
): HelperDefinition {
  return {
    name,
    first: 'any',
    arity: [2, 2],
    parameters: [],
    run(call) {
      const result = order(call);
      if (result !== undefined) return holds(result);
      if (ofTexts !== 'error') return ofTexts;
      return fail('content/argument.texts', call.at, { name });
    },
  };
}

/** `eq ne lt le gt ge`: exact comparisons for `#if`, before any rounding. */
export const conditions: readonly HelperDefinition[] = [
  condition('eq', (result) => result === 0, false),
  condition('ne', (result) => result !== 0, true),
  condition('lt', (result) => result < 0, 'error'),
  condition('le', (result) => result <= 0, 'error'),
  condition('gt', (result) => result > 0, 'error'),
  condition('ge', (result) => result >= 0, 'error'),
];
