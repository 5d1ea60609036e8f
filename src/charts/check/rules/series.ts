/** Every series has its name and its own look, and none stands behind another. */
import { listNames } from '../../../diagnostics.js';
import { labelOf } from '../../../model/dataset/category.js';
import { isCounted } from '../../../model/dataset/periods.js';
import { ownOf } from '../../../model/own.js';
import {
  axes,
  isNone,
  isOfNames,
  type JsonObject,
  paints,
  point,
  toArray,
  toObject,
  viewsTo,
} from '../../spec.js';
import { categoryColours, mostColours } from '../../theme.js';
import { type CategoricalField, encodedField, isCategorical, type Unit } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { Drawn, DrawnEncoded, DrawnRule, SpecRule } from '../rule.js';
import { fault } from '../rule.js';

/** Channels that tell series apart by how they look. */
const looks = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'fillOpacity', 'strokeWidth'];
/** Channels that tell them apart by where they stand, or by a word. */
const places = ['x', 'y', 'xOffset', 'yOffset', 'facet', 'row', 'column', 'text'];

/** Series of a field that are told apart by how they look; undefined for a channel that is of none. */
function seriesIn({ name, field, drawing }: DrawnEncoded) {
  if (!isCategorical(field) || !looks.includes(name)) return undefined;
  const values = drawing.shown[field.name] ?? [];
  return values.length < 2 ? undefined : { field, values };
}

/** Series without a legend have names beside the marks, or are the one that a panel is named after. */
export const namedSeries: DrawnRule = {
  on: 'channel',
  *check(channel, { chart }) {
    const { definition, pointer, plot, drawing } = channel;
    const series = seriesIn(channel);
    if (series === undefined || definition.legend !== null) return;
    const { field } = series;
    const isPlaced = plot.some(({ channels }) =>
      places.some((name) => channels[name]?.definition.field === field.name),
    );
    if (isPlaced || isTitled(chart.spec, plot, field, drawing)) return;
    yield fault({ at: point(pointer, 'legend'), once: true }, 'chart/hidden.named-series', {
      field: field.name,
    });
  },
};

/** True for a panel of one category whose name is its title. */
function isTitled(
  spec: JsonObject,
  plot: readonly Unit[],
  field: CategoricalField,
  { drawn }: Drawn,
): boolean {
  const values = new Set(
    plot.flatMap(({ name }) => (drawn[name] ?? []).map((datum) => String(datum[field.name]))),
  );
  const [only = '', ...more] = values;
  if (more.length > 0) return false;
  const names = [only, labelOf(field, only)].map((name) => name.toLowerCase());
  return plot.every(({ pointer }) => names.includes(titleAt(spec, pointer).trim().toLowerCase()));
}

/** The title of the panel that a view stands in. */
const titleAt = (spec: JsonObject, pointer: string): string =>
  viewsTo(spec, pointer)
    .map(({ view }) => titleOf(view))
    .findLast((title) => title !== '') ?? '';

function titleOf({ title }: JsonObject): string {
  const { text } = toObject(title);
  return [title, text].find((each) => typeof each === 'string') ?? '';
}

/** What a list has and nobody sees, and what it leaves out of what is seen. */
function compared(list: readonly unknown[], shown: readonly string[]) {
  const listed = list.map(String);
  const strange = listed.filter((value) => !shown.includes(value));
  return { strange, left: shown.filter((value) => !listed.includes(value)) };
}

/** A legend lists every series that is drawn. A name without any mark would read as none, and the table has no line for it. */
export const wholeLegends: DrawnRule = {
  on: 'channel',
  *check(channel) {
    const series = seriesIn(channel);
    const { values } = toObject(channel.definition.legend);
    if (series === undefined || !Array.isArray(values)) return;
    const at = point(channel.pointer, 'legend', 'values');
    const { strange, left } = compared(values, series.values);
    if (strange.length > 0)
      yield fault({ at, once: true }, 'chart/unknown-category.legend', { names: listNames(strange) });
    if (left.length > 0) yield fault({ at, once: true }, 'chart/hidden.legend', { names: listNames(left) });
  },
};

/** A category that is on no place of its scale is not drawn, or drawn where another one is. */
export const wholeDomains: DrawnRule = {
  on: 'channel',
  *check({ definition, pointer, scale: { domain }, field, drawing }) {
    if (!isCategorical(field) || !Array.isArray(domain)) return;
    if (!isOfNames(definition) && !domain.some((each) => typeof each === 'string')) return;
    const at = point(pointer, 'scale', 'domain');
    const { strange, left } = compared(domain, drawing.shown[field.name] ?? []);
    const said = (names: readonly string[]) => ({ field: field.name, names: listNames(names) });
    if (strange.length > 0) yield fault({ at, once: true }, 'chart/unknown-category.domain', said(strange));
    if (left.length > 0) yield fault({ at, once: true }, 'chart/hidden.domain', said(left));
  },
};

/** No two series have one look. */
export const looksOfTheirOwn: DrawnRule = {
  on: 'channel',
  *check(channel) {
    const count = seriesIn(channel)?.values.length ?? 0;
    const used = toArray(channel.scale.range)
      .slice(0, count)
      .map((each) => JSON.stringify(each).toLowerCase());
    const isTwice = new Set(used).size < used.length;
    if (!isTwice && (used.length === 0 || used.length >= count)) return;
    yield fault(
      { at: point(channel.pointer, 'scale', 'range'), once: true },
      'chart/colours.looks-of-their-own',
      { count },
    );
  },
};

/** The categories that a channel tells apart by their colours; undefined for another channel, and for what has an order. */
function coloured({ name, definition, field, drawing }: DrawnEncoded): readonly string[] | undefined {
  const isOrdered = isCounted(field?.type ?? '') || definition.type === 'ordinal';
  if (!paints.includes(name) || !isCategorical(field) || isOrdered) return undefined;
  return ownOf(drawing.shown, field.name) ?? [];
}

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
      yield fault({ at, unless: 'many-colours' }, 'chart/colours.too-many', {
        count: shown.length,
        field: field.name,
        most: mostColours - 1,
      });
    const bare = shown.filter((value) => categoryColours([value], field, palette) === undefined);
    if (shown.length > mostColours || bare.length === 0) return;
    yield fault(at, 'chart/colours.without-colour', { names: listNames(bare), field: field.name });
  },
};

/** No bar of a series stands behind that of another: bars that are not stacked stand side by side. */
export const barsBeside: SpecRule = {
  on: 'unit',
  *check(unit, { dataset }) {
    const axis = axes.find((name) => isNone(unit.channels[name]?.definition.stack));
    if (axis === undefined || !isCovering(unit, dataset)) return;
    // Each is seen through the other, with its end.
    const isClear = opacityOf(unit) <= mostOpaque;
    const at = point(unit.channels[axis]?.pointer ?? unit.pointer, 'stack');
    const { mark } = unit;
    if (isClear) yield fault({ at, unless: 'several-rows' }, 'chart/hidden.seen-through', { mark });
    else yield fault(at, 'chart/hidden.covered', { mark });
  },
};

/** A bar of more ink than this hides what is behind it. */
const mostOpaque = 0.8;

function opacityOf({ channels, style }: Unit): number {
  const found = [channels.opacity, channels.fillOpacity].map((channel) => channel?.definition.value);
  const own = [...found, style.opacity, style.fillOpacity].filter((each) => typeof each === 'number');
  return own.reduce((least, each) => Math.min(least, each), 1);
}

function isCovering({ mark, channels }: Unit, { fields }: CheckContext['dataset']): boolean {
  if (mark !== 'bar' && mark !== 'area') return false;
  const placed = new Set(places.map((name) => channels[name]?.definition.field));
  return [...looks, 'detail'].some((name) => {
    const field = encodedField(channels[name]?.definition, fields);
    return isCategorical(field) && !placed.has(field.name);
  });
}
