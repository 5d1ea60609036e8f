import { compare, type Exact, exact, zero } from '../model/exact.js';
import { isCount } from '../model/unit.js';
import { toExact } from '../model/value.js';
import type { Cell } from './cell.js';
import type { Constraints, FieldContract } from './contract.js';

/**
 * What a field expects of a cell that breaks one of its constraints, as the end of a sentence; undefined when the
 * cell keeps them all. `required` and `unique` are checked where blanks and rows are.
 */
export function brokenConstraint(cell: Cell, text: string, field: FieldContract): string | undefined {
  const { minLength, maxLength, pattern, values } = field.constraints;
  const length = minLength === undefined && maxLength === undefined ? 0 : [...text].length;
  if (minLength !== undefined && length < minLength) return `at least ${minLength} characters`;
  if (maxLength !== undefined && length > maxLength) return `at most ${maxLength} characters`;
  if (pattern !== undefined && !pattern.matches(text)) return `a match of \`${pattern.source}\``;
  if (values !== undefined && !values.includes(text)) {
    return `one of ${values.map((value) => `\`${value}\``).join(', ')}`;
  }
  return brokenBound(cell, field.constraints) ?? brokenCount(cell, field);
}

/** There are no -4 victims, unless the field says that its numbers may be below 0, as a balance is. */
function brokenCount(cell: Cell, field: FieldContract): string | undefined {
  const { minimum, exclusiveMinimum } = field.constraints;
  if (minimum !== undefined || exclusiveMinimum !== undefined) return undefined;
  if (field.role !== 'measure' || !field.additive || !isCount(field)) return undefined;
  const isNegative = cell.kind === 'number' && compare(toExact(cell.value), zero) < 0;
  return isNegative ? 'a count of 0 or more, or a negative `minimum` in its `constraints`' : undefined;
}

const boundNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
type Bound = (typeof boundNames)[number];

const bounds: Readonly<Record<Bound, { words: string; keeps: (order: number) => boolean }>> = {
  minimum: { words: 'at least', keeps: (order) => order >= 0 },
  maximum: { words: 'at most', keeps: (order) => order <= 0 },
  exclusiveMinimum: { words: 'more than', keeps: (order) => order > 0 },
  exclusiveMaximum: { words: 'less than', keeps: (order) => order < 0 },
};

function brokenBound(cell: Cell, constraints: Constraints): string | undefined {
  for (const name of boundNames) {
    const limit = constraints[name];
    const { words, keeps } = bounds[name];
    if (limit !== undefined && !keeps(order(cell, limit))) return `${words} \`${limit}\``;
  }
  return undefined;
}

/** Numbers are compared exactly; years and dates as text, which orders them rightly. */
function order(cell: Cell, limit: string): number {
  if (cell.kind === 'number') return compare(toExact(cell.value), limitOf(limit));
  if (cell.kind === 'text') return cell.text < limit ? -1 : cell.text > limit ? 1 : 0;
  return 0;
}

/** The bound as an exact number. `checkField` has checked that it is one. */
function limitOf(text: string): Exact {
  const [whole = '', fraction = ''] = text.split('.');
  return exact(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
