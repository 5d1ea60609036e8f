/** Every series has its name and its own look: a legend that lists all of them or names beside the marks, no colour twice, no category off its scale. */

import { listNames } from '../../../diagnostics.js';
import { labelOf } from '../../../model/dataset/category.js';
import { faultOf } from '../../../problems/problem.js';
import { childViews, type JsonObject, point, toArray, toObject } from '../../spec.js';
import { type CategoricalField, isCategorical, type Unit } from '../../unit.js';
import type { Drawn, DrawnEncoded, DrawnRule } from '../rule.js';

/** Channels that tell series apart by how they look. */
export const looks = [
  'color',
  'fill',
  'stroke',
  'shape',
  'strokeDash',
  'opacity',
  'fillOpacity',
  'strokeWidth',
];
/** Channels that tell them apart by where they stand, or by a word. */
export const places = ['x', 'y', 'xOffset', 'yOffset', 'facet', 'row', 'column', 'text'];

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
    yield {
      at: point(pointer, 'legend'),
      ...faultOf('chart/hidden.named-series', { field: field.name }),
      once: true,
    };
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
function titleAt(spec: JsonObject, pointer: string): string {
  const own = titleOf(spec);
  const inner = childViews(spec, '').find((child) => `${pointer}/`.startsWith(`${child.pointer}/`));
  const found = inner === undefined ? '' : titleAt(inner.view, pointer.slice(inner.pointer.length));
  return found === '' ? own : found;
}

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
      yield { at, ...faultOf('chart/unknown-category.legend', { names: listNames(strange) }), once: true };
    if (left.length > 0)
      yield { at, ...faultOf('chart/hidden.legend', { names: listNames(left) }), once: true };
  },
};

/** A category that is on no place of its scale is not drawn, or drawn where another one is. */
export const wholeDomains: DrawnRule = {
  on: 'channel',
  *check({ definition: { type }, pointer, scale: { domain }, field, drawing }) {
    if (!isCategorical(field) || !Array.isArray(domain)) return;
    const isOfNames =
      type === 'nominal' || type === 'ordinal' || domain.some((each) => typeof each === 'string');
    if (!isOfNames) return;
    const at = point(pointer, 'scale', 'domain');
    const { strange, left } = compared(domain, drawing.shown[field.name] ?? []);
    const said = (names: readonly string[]) => ({ field: field.name, names: listNames(names) });
    if (strange.length > 0)
      yield { at, ...faultOf('chart/unknown-category.domain', said(strange)), once: true };
    if (left.length > 0) yield { at, ...faultOf('chart/hidden.domain', said(left)), once: true };
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
    yield {
      at: point(channel.pointer, 'scale', 'range'),
      ...faultOf('chart/colours.looks-of-their-own', { count }),
      once: true,
    };
  },
};
