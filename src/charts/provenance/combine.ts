import { greatest } from '../../model/chart/extremes.js';
import { isCount } from '../../model/counted.js';
import { cellKey, countQuantity } from '../../model/dataset/cell.js';
import type { Field } from '../../model/dataset/dataset.js';
import { addendOf, missingShare, missingSum, united } from '../../model/dataset/missing.js';
import { exactIn } from '../../model/dataset/value.js';
import { compare } from '../../model/exact.js';
import { coreOperations } from '../../model/operations/core.js';
import { formulaResult } from '../../model/operations/definition.js';
import { printedOn } from '../../model/project/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { dataBehind } from '../datasets/parts.js';
import { rowOf } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { Deriving } from './deriving.js';

/** Numbers of which at least one is known to be there. */
export type Some = readonly [Quantity, ...Quantity[]];

type Value = Quantity['value'];

/** The operations of a chart that are formulas. */
type Formula = 'sum' | 'average' | 'median' | 'share' | 'ratio' | 'difference';

/** The decimals of an operation, or those of its numbers; a median has both. */
function digitsOf(operation: Formula | 'vega', operands: readonly Quantity[]): number {
  const { digits } = coreOperations[operation];
  const most = greatest(operands.map((each) => each.digits));
  if (digits === undefined) return most;
  return operation === 'median' ? Math.max(digits, most) : digits;
}

/** The number that an operation makes of others; undefined where it makes none of them. */
export function calculate(operation: Formula, operands: Some, unit: string): Quantity | undefined {
  const value = resultOf(operation, operands);
  return value && combine(operation, operands, value, unit);
}

function resultOf(operation: Formula, operands: Some): Value | undefined {
  const [{ value: first }, { value: second } = operands[0]] = operands;
  const isPart = operation === 'share' || operation === 'ratio';
  const missing = isPart ? missingShare(first, second) : missingSum(operands.map(({ value }) => value));
  if (missing !== undefined) return missing;
  const numbers = operands.map(({ value }) => addendOf(value)).filter((number) => number !== undefined);
  return formulaResult(coreOperations[operation].calculation, numbers);
}

/** The number that an operation or Vega makes of others, whose value is worked out. */
export function combine(operation: Formula | 'vega', operands: Some, value: Value, unit: string): Quantity {
  const [first] = operands;
  const arePlain = operands.every((operand) => operand.operation === 'value');
  return {
    kind: 'quantity',
    value,
    unit,
    dataset: first.dataset,
    cells: operands.flatMap(({ cells }) => cells),
    operation,
    ...(arePlain
      ? {}
      : {
          operands: operands.map((each) => ({
            value: each.value,
            operation: each.operation,
            cells: each.cells,
            ...(each.operands === undefined ? {} : { operands: each.operands }),
          })),
        }),
    digits: digitsOf(operation, operands),
    ...united(operands),
    illustrative: operands.some(({ illustrative }) => illustrative),
    at: first.at,
  };
}

/** The numbers that are known; undefined where none is. */
export function knownOf(parts: readonly Quantity[]): Some | undefined {
  const [first, ...rest] = parts.filter(({ value }) => isExact(value));
  return first === undefined ? undefined : [first, ...rest];
}

/** What an aggregate of vega makes of numbers. */
export function combined(op: string, known: Some): Quantity | undefined {
  const [first, ...rest] = known;
  switch (op) {
    case 'sum': {
      const sum = calculate('sum', known, first.unit);
      // Counts of rows that are not the same ones are a count of all of them.
      if (sum !== undefined && known.every(({ operation }) => operation === 'count') && areApart(known))
        return { ...first, value: sum.value, cells: sum.cells };
      return rest.length === 0 ? first : sum;
    }
    case 'average':
    case 'mean':
    case 'median':
      // Nothing counts as 0 in a sum, and as no number among others.
      if (!known.every(({ value }) => isExact(value))) return undefined;
      return calculate(op === 'median' ? op : 'average', known, first.unit);
    case 'min':
    case 'max':
      return known.reduce((best, next) => (isBetter(next.value, best.value, op) ? next : best));
    default:
      return undefined;
  }
}

/** True where no cell is behind two of the numbers. */
function areApart(known: Some): boolean {
  const cells = known.flatMap((each) => each.cells.map((cell) => JSON.stringify(cell)));
  return new Set(cells).size === cells.length;
}

function isBetter(next: Value, best: Value, op: 'min' | 'max'): boolean {
  if (!isExact(next) || !isExact(best)) return isExact(next);
  return op === 'max' ? compare(next, best) > 0 : compare(next, best) < 0;
}

/** How many rows have a number of a measure, or none. */
export function countedBy(
  op: 'valid' | 'missing',
  members: readonly JsonObject[],
  field: string | undefined,
  deriving: Pick<Deriving, 'dataset' | 'at'>,
): Quantity | undefined {
  const { dataset } = deriving;
  const measure = dataset.fields.find(({ name, role }) => role === 'measure' && name === field);
  if (measure === undefined) return undefined;
  const chosen = members.filter((member) => {
    const number = exactIn(rowOf(dataset, member)?.measures[measure.name]);
    return (number !== undefined) === (op === 'valid');
  });
  return counted(chosen, deriving, measure);
}

/** How many different names of a field of words there are: a row for each. */
export function countedNames(
  members: readonly JsonObject[],
  field: string | undefined,
  deriving: Pick<Deriving, 'dataset' | 'at'>,
): Quantity | undefined {
  if (!deriving.dataset.fields.some(({ name, role }) => name === field && role !== 'measure'))
    return undefined;
  return counted([...new Map(members.map((member) => [member[field ?? ''], member])).values()], deriving);
}

/** How many rows there are: each is a cell of its first measure. */
export function counted(
  members: readonly JsonObject[],
  { dataset, at }: Pick<Deriving, 'dataset' | 'at'>,
  field: Field | undefined = dataset.fields.find(({ role }) => role === 'measure') ?? dataset.fields[0],
): Quantity | undefined {
  const rows = members.map((member) => rowOf(dataset, member));
  const known = rows.filter((row) => row !== undefined);
  if (field === undefined || known.length !== rows.length) return undefined;
  return countQuantity(
    dataset,
    known.map((row) => cellKey(dataset, row, field)),
    at,
  );
}

/** A share is of a whole that the part is in: a sum with its cells, a total, or the same row. */
export function share(
  part: Quantity,
  whole: Quantity,
  deriving: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  if (part.unit !== whole.unit || !part.cells.every((cell) => isWithin(cell, whole))) return undefined;
  const made = calculate('share', [part, whole], '%');
  return made && { ...made, ...printedShare(part, whole, deriving) };
}

/** The share that a part is of the sum of some parts, as the policy of precision prints it; undefined of a missing one. */
export function partOfSum(
  part: Quantity,
  parts: readonly Quantity[],
  by: Pick<Deriving, 'dataset' | 'precision'>,
): Quantity | undefined {
  const [first, ...rest] = parts;
  const whole = first && calculate('sum', [first, ...rest], first.unit);
  return whole && share(part, whole, by);
}

/** What the policy of precision makes of a share: as in sentences and tables. */
function printedShare(
  part: Quantity,
  whole: Quantity,
  { dataset, precision }: Pick<Deriving, 'dataset' | 'precision'>,
): Pick<Quantity, 'mostDigits' | 'fraction'> {
  const [few, base] = [part.value, whole.value];
  const by = { data: dataBehind(dataset), operations: coreOperations };
  if (!isExact(few) || !isExact(base) || !isCount(whole, by)) return {};
  switch (printedOn(base, precision)) {
    case 'decimals':
      return {};
    case 'whole':
      return { mostDigits: 0 };
    case 'counts':
      return { fraction: { part: few, whole: base, form: 'of', digits: whole.digits } };
  }
}

function isWithin(cell: Quantity['cells'][number], { cells, operation }: Quantity): boolean {
  const isSame = (other: typeof cell): boolean =>
    other.dataset === cell.dataset && JSON.stringify(other.keys) === JSON.stringify(cell.keys);
  return cells.some(isSame) && (operation === 'sum' || cells.length === 1);
}
