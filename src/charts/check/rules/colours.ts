import { listNames } from '../../../diagnostics.js';
import { colourOf } from '../../../model/chart/paint.js';
import { isCounted } from '../../../model/dataset/periods.js';
import { ownOf } from '../../../model/own.js';
import { faultOf } from '../../../problems/problem.js';
import { isObject, point } from '../../spec.js';
import { categoryColours, mostColours } from '../../theme.js';
import { isCategorical } from '../../unit.js';
import type { DrawnEncoded, DrawnRule } from '../rule.js';

/** The categories that a channel tells apart by their colours; undefined for another channel, and for what has an order. */
function coloured({ name, definition, field, drawing }: DrawnEncoded): readonly string[] | undefined {
  const isOrdered = isCounted(field?.type ?? '') || definition.type === 'ordinal';
  if (!['color', 'fill', 'stroke'].includes(name) || !isCategorical(field) || isOrdered) return undefined;
  return ownOf(drawing.shown, field.name) ?? [];
}

/**
 * Categories have the colours that they have everywhere else: a reader who has learnt that trafficking is navy
 * would take another navy for it. A `range` that says the same again is let be; a `scheme` knows nothing of categories.
 */
export const coloursOfTheHouse: DrawnRule = {
  on: 'channel',
  *check(channel, { palette, diagnostics }) {
    const {
      field,
      pointer,
      scale: { range, scheme, domain },
    } = channel;
    const shown = coloured(channel);
    if (shown === undefined || field === undefined || (range === undefined && scheme === undefined)) return;
    // Series that are lost or alike have been reported, and leaving out the same `range` mends that too.
    if (diagnostics.length > 0) return;
    const paints = new Map(field.categories.map(({ value, paint }) => [value, paint]));
    const order = Array.isArray(domain) ? domain.map(String) : shown;
    const given = Array.isArray(range) ? range.filter((each) => !isObject(each)).map(String) : [];
    const wrong = order.flatMap((value, index) => {
      const own = colourOf(paints.get(value), palette);
      const colour = given[index % Math.max(given.length, 1)]?.toLowerCase();
      return own === undefined || own === colour || !shown.includes(value) ? [] : [{ value, own, colour }];
    });
    const [first] = wrong;
    if (first === undefined) return;
    const key = range === undefined ? 'scheme' : 'range';
    const found = first.colour === undefined ? `\`${key}\`` : `colour \`${first.colour}\``;
    yield {
      at: point(pointer, 'scale', key),
      ...faultOf('chart/colours.colours-of-the-house', {
        found,
        value: first.value,
        field: field.name,
        own: first.own,
        key,
      }),
    };
  },
};

/** A reader tells so many colours apart, and a house has colours for the first categories of a dimension only. */
export const coloursForAll: DrawnRule = {
  on: 'channel',
  *check(channel, { palette }) {
    const {
      field,
      pointer: at,
      scale: { range, scheme },
    } = channel;
    const shown = coloured(channel);
    if (shown === undefined || field === undefined || range !== undefined || scheme !== undefined) return;
    if (shown.length > mostColours)
      yield {
        at,
        ...faultOf('chart/colours.too-many', {
          count: shown.length,
          field: field.name,
          most: mostColours - 1,
        }),
        unless: 'many-colours',
      };
    const bare = shown.filter((value) => categoryColours([value], field, palette) === undefined);
    if (shown.length > mostColours || bare.length === 0) return;
    yield { at, ...faultOf('chart/colours.without-colour', { names: listNames(bare), field: field.name }) };
  },
};
