import type { Field } from '../../model/dataset.js';
import { colourOf } from '../../model/paint.js';
import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { type CheckContext, report } from './context.js';

interface Coloured {
  readonly definition: JsonObject;
  readonly pointer: string;
}

/**
 * Holds a chart to the colours that its categories have everywhere else: a reader who has learnt that trafficking is navy
 * would take another navy for it. A `range` that says the same again is let be; a `scheme` knows nothing of categories.
 */
export function checkRegistered(
  { definition, pointer }: Coloured,
  field: Field,
  shown: readonly string[],
  context: CheckContext,
): void {
  const { range, scheme, domain } = toObject(definition.scale);
  // Series that are lost or alike have been reported, and leaving out the same `range` mends that too.
  if ((range === undefined && scheme === undefined) || context.diagnostics.length > 0) return;
  const paints = new Map(field.categories.map(({ value, paint }) => [value, paint]));
  const order = Array.isArray(domain) ? domain.map(String) : shown;
  const given = Array.isArray(range) ? range.filter((each) => !isObject(each)).map(String) : [];
  const wrong = order.flatMap((value, index) => {
    const own = colourOf(paints.get(value), context.palette);
    const colour = given[index % Math.max(given.length, 1)]?.toLowerCase();
    return own === undefined || own === colour || !shown.includes(value) ? [] : [{ value, own, colour }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const key = range === undefined ? 'scheme' : 'range';
  const found = first.colour === undefined ? `\`${key}\`` : `colour \`${first.colour}\``;
  const message = `Unexpected ${found} for \`${first.value}\` of \`${field.name}\`, expected \`${first.own}\`, which it has in every other chart`;
  report(context, 'chart/colours', point(pointer, 'scale', key), message, {
    hint: `leave out \`${key}\`; a colour of its own stands with the category in the data package (\`color:\`), and a \`condition\` makes one stand out`,
  });
}
