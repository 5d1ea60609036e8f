import { cellKey } from '../../model/dataset/cell.js';
import type { Field } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { compare, exact } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { rowOf } from '../rows.js';
import type { JsonObject } from '../spec.js';
import { calculate, type Some } from './combine.js';
import type { Deriving } from './deriving.js';

type Value = Quantity['value'];

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
    const cell = rowOf(dataset, member)?.measures[measure.name];
    return (cell !== undefined && isNumeric(cell)) === (op === 'valid');
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
  return {
    kind: 'quantity',
    value: exact(known.length),
    unit: '',
    dataset: dataset.name,
    cells: known.map((row) => cellKey(dataset, row, field)),
    operation: 'count',
    digits: 0,
    illustrative: dataset.illustrative,
    at,
  };
}
