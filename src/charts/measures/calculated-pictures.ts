import type { DrawnPicture } from '../../model/drawn-measures.js';
import type { Quantity } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { calculatedIn, inNumbers } from './calculated.js';
import { areSharesOfCircle, type DrawnGroup, type Valued } from './pictures.js';

/** Calculated numbers that marks show by no length and no place, where what was drawn goes with them. */
export function picturedNumbers(
  { unit, items, placed }: DrawnGroup,
  calculated: readonly CalculatedChannel[],
): readonly DrawnPicture[] {
  if (unit === undefined || placed.mark.marktype !== 'arc') return [];
  const numbers = calculatedIn(unit, 'theta', items, calculated);
  if (numbers === undefined) return [];
  const slices = valuedBy(items, numbers);
  return slices !== undefined && areSharesOfCircle(slices) ? [{ by: 'angle', numbers }] : [];
}

/** Marks with their numbers; undefined where one has none. */
function valuedBy(items: DrawnGroup['items'], numbers: readonly Quantity[]): readonly Valued[] | undefined {
  const valued = items.flatMap((item, index): Valued[] => {
    const value = inNumbers(numbers[index]);
    return value === undefined ? [] : [{ item, value }];
  });
  return valued.length === items.length ? valued : undefined;
}
