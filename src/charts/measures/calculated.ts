import type { DrawnChannel } from '../../model/drawn-measures.js';
import { toNumber } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { rowsBehind } from '../provenance/members.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import { datumOf } from '../scene.js';
import type { SceneItem } from '../scene-items.js';
import type { JsonObject } from '../spec.js';
import type { Unit } from '../unit.js';
import { pixelsOf, shownAs } from './channels.js';
import type { PlacedMark } from './placed-marks.js';
import type { Point } from './scales.js';

/** Calculated numbers that marks show along an axis, one for each of them. */
export interface ShownNumbers {
  readonly by: DrawnChannel['by'];
  readonly numbers: readonly Quantity[];
  readonly points: readonly Point[];
}

/** Calculated numbers that marks show along an axis, where each of them is one that was made again from cells. */
export function calculatedAlong(
  unit: Unit,
  axis: 'x' | 'y',
  placed: PlacedMark,
  items: readonly SceneItem[],
  calculated: readonly CalculatedChannel[],
): readonly ShownNumbers[] {
  const { mark } = placed;
  const numbersIn = (name: string) => calculatedIn(unit, name, items, calculated);
  const own = numbersIn(axis);
  if (own === undefined) return [];
  const shown = shownAs(
    unit.mark,
    { marktype: mark.marktype, items },
    {
      own,
      other: numbersIn(`${axis}2`),
      hasOther: unit.channels[`${axis}2`] !== undefined,
      numberAt: (numbers, index) => inNumbers(numbers[index]),
    },
  );
  return shown.map(({ of, by }) => ({
    by,
    numbers: of,
    points: items.flatMap((item, index): readonly Point[] => {
      const value = inNumbers(of[index]);
      return value === undefined ? [] : [{ value, pixels: pixelsOf(item, placed, axis, by) }];
    }),
  }));
}

/** The calculated numbers that a channel shows, one for each mark; undefined where one of them was not made again from cells. */
export function calculatedIn(
  unit: Unit,
  name: string,
  items: readonly SceneItem[],
  calculated: readonly CalculatedChannel[],
): readonly Quantity[] | undefined {
  const channel = calculated.find((each) => isChannel(each, unit, name));
  const found = channel === undefined ? [] : items.flatMap((item) => numberOf(item, channel) ?? []);
  return found.length === 0 || found.length < items.length ? undefined : found;
}

/** How a line rises, how well it fits, and the bandwidth of a density are told of them, and no mark shows them. */
const told: readonly string[] = ['__slope', '__determination', '__bandwidth'];

const isChannel = (
  { unit, channel, key }: CalculatedChannel,
  { name: unitName }: Unit,
  name: string,
): boolean => unit.name === unitName && unit.channels[name] === channel && !told.includes(key);

export const inNumbers = (quantity: Quantity | undefined): number | undefined =>
  quantity !== undefined && isExact(quantity.value) ? toNumber(quantity.value) : undefined;

/** The number that a mark was drawn from: that of its rows, and of several of these the one with its value. */
function numberOf(item: SceneItem, { numbers, key }: CalculatedChannel): Quantity | undefined {
  const datum = datumOf(item);
  if (datum === undefined) return undefined;
  const rows = namesOf(datum);
  const alike = numbers.filter((number) => number.datum === datum || namesOf(number.datum) === rows);
  const found = alike.length === 1 ? alike[0] : alike.find(({ value }) => value === datum[key]);
  return found?.quantity;
}

const namesOf = (datum: JsonObject): string => rowsBehind(datum).join(' ');
