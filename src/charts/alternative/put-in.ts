import type { Field } from '../../model/dataset.js';
import { toFractionText } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import type { Series } from './facts.js';

/** A number that a chart draws at places for which the data have none. */
export interface PutIn {
  readonly keys: readonly string[];
  readonly quantity: Quantity;
}

/** What is put into a series where nothing was observed, in the order of its places. */
export function putInto(
  { keys, absent, points }: Series,
  { measure, along }: { readonly measure: Field; readonly along: Field },
  channels: readonly CalculatedChannel[],
): readonly PutIn[] {
  const places = [...absent, ...points.flatMap(({ key, value }) => (value === undefined ? [key] : []))];
  const numbers = channels.filter(({ key }) => key === measure.name).flatMap((channel) => channel.numbers);
  const made = new Map<string, { readonly keys: string[]; readonly quantity: Quantity }>();
  for (const place of places) {
    const quantity = numbers.find(
      (number) =>
        number.quantity?.operation === 'imputed' &&
        String(number.datum[along.name]) === place &&
        keys.every(({ field, value }) => String(number.datum[field.name]) === value),
    )?.quantity;
    if (quantity === undefined || !isExact(quantity.value)) continue;
    const value = toFractionText(quantity.value);
    made.set(value, { quantity, ...made.get(value), keys: [...(made.get(value)?.keys ?? []), place] });
  }
  return [...made.values()];
}
