import { isCount } from '../../model/counted.js';
import { coreOperations } from '../../model/operations/core.js';
import { printedOn } from '../../model/project/precision.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { dataBehind } from '../datasets/parts.js';
import { calculate } from './combine.js';
import type { Deriving } from './deriving.js';

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
