import type { Quantity } from '../../model/quantity.js';
import { partOf } from '../composite/parts.js';
import type { CalculatedChannel } from '../provenance/numbers.js';
import type { JsonObject } from '../spec.js';
import type { ChartFacts } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Boxes beyond this many are not told one by one. */
const mostTold = 15;

/** Box by box the median and the quartiles; where the whiskers end, and what lies beyond them, is in the table. */
export function describeBoxes(
  { along, split }: ChartFacts,
  channels: readonly CalculatedChannel[],
  telling: Telling,
): Description {
  const { language } = telling;
  const fields = [along, ...split].filter((field) => field !== undefined);
  const keyOf = (datum: JsonObject): string => JSON.stringify(fields.map(({ name }) => datum[name]));
  const numbersOf = (key: string): ReadonlyMap<string, Quantity> =>
    new Map(
      channels
        .filter(({ unit, key: own }) => own === key && ['box', 'median'].includes(partOf(unit) ?? ''))
        .flatMap(({ numbers }) =>
          numbers.flatMap(({ datum, quantity }) =>
            quantity === undefined ? [] : [[keyOf(datum), quantity] as const],
          ),
        ),
    );
  const [low, high] = [numbersOf('__lower_box'), numbersOf('__upper_box')];
  const medians = channels.filter(({ unit, key }) => partOf(unit) === 'median' && key === '__median');
  const boxes = medians.flatMap(({ numbers }) => numbers);
  if (boxes.length === 0 || boxes.length > mostTold) return silence;
  const speaker = new Speaker(telling);
  const sentences = boxes.map(({ datum, quantity }) => {
    const [lower, upper] = [low.get(keyOf(datum)), high.get(keyOf(datum))];
    if (quantity === undefined || lower === undefined || upper === undefined) return '';
    const numbers = {
      median: speaker.quantity(quantity),
      low: speaker.quantity(lower),
      high: speaker.quantity(upper),
    };
    const labels = fields.map((field) => namedCategory(field, String(datum[field.name])));
    if (labels.length === 0) return language.message('chart.box.one', numbers);
    return language.message('chart.box.each', { label: named(language.labels(labels)), ...numbers });
  });
  return speaker.finish(sentences);
}
