import type { DrawnMarks, DrawnPicture } from '../../model/drawn-measures.js';
import type { Quantity } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { calculatedIn, inNumbers } from './calculated.js';
import { areaScaleOf, areShades, areSharesOfCircle, type DrawnGroup, type Valued } from './pictures.js';

/**
 * Calculated numbers that marks show by no length and no place, where what was drawn goes with them, and no cell is known to
 * be shown so.
 */
export function picturedNumbers(
  group: DrawnGroup,
  calculated: readonly CalculatedChannel[],
  { share, size, shade }: { readonly [kind in 'share' | 'size' | 'shade']: DrawnMarks[kind] | undefined },
): readonly DrawnPicture[] {
  const { marktype } = group.placed.mark;
  const angles =
    marktype !== 'arc' || share !== undefined
      ? []
      : picturesIn('theta', group, calculated, (slices, numbers) =>
          areSharesOfCircle(slices) ? { by: 'angle', numbers } : undefined,
        );
  const areas =
    marktype !== 'symbol' || size !== undefined
      ? []
      : picturesIn('size', group, calculated, (circles, numbers) => {
          const scale = areaScaleOf(circles);
          return scale && { by: 'area', scale, numbers };
        });
  const isFilled = marktype === 'rect' || marktype === 'symbol' || marktype === 'arc';
  const channel = group.unit?.channels.color === undefined ? 'fill' : 'color';
  const shades =
    !isFilled || shade !== undefined
      ? []
      : picturesIn(channel, group, calculated, (shaded, numbers) =>
          areShades(shaded) ? { by: 'shade', numbers } : undefined,
        );
  return [...angles, ...areas, ...shades];
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
