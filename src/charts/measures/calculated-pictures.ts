import type { DrawnPicture } from '../../model/drawn-measures.js';
import type { Quantity } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { calculatedIn, inNumbers } from './calculated.js';
import { areaScaleOf, areSharesOfCircle, type DrawnGroup, type Valued } from './pictures.js';

/** Calculated numbers that marks show by no length and no place, where what was drawn goes with them. */
export function picturedNumbers(
  group: DrawnGroup,
  calculated: readonly CalculatedChannel[],
): readonly DrawnPicture[] {
  const { marktype } = group.placed.mark;
  if (marktype === 'arc')
    return picturesIn('theta', group, calculated, (slices, numbers) =>
      areSharesOfCircle(slices) ? { by: 'angle', numbers } : undefined,
    );
  if (marktype !== 'symbol') return [];
  return picturesIn('size', group, calculated, (circles, numbers) => {
    const scale = areaScaleOf(circles);
    return scale && { by: 'area', scale, numbers };
  });
}

/** What marks show by a channel of calculated numbers. */
function picturesIn(
  channel: string,
  { unit, items }: DrawnGroup,
  calculated: readonly CalculatedChannel[],
  pictureOf: (valued: readonly Valued[], numbers: readonly Quantity[]) => DrawnPicture | undefined,
): readonly DrawnPicture[] {
  const numbers = unit && calculatedIn(unit, channel, items, calculated);
  const valued = numbers && valuedBy(items, numbers);
  const picture = valued && pictureOf(valued, numbers);
  return picture === undefined ? [] : [picture];
}

/** Marks with their numbers; undefined where one has none. */
function valuedBy(items: DrawnGroup['items'], numbers: readonly Quantity[]): readonly Valued[] | undefined {
  const valued = items.flatMap((item, index): Valued[] => {
    const value = inNumbers(numbers[index]);
    return value === undefined ? [] : [{ item, value }];
  });
  return valued.length === items.length ? valued : undefined;
}
