/** Every series has its name and its own look: a legend that lists all of them or names beside the marks, no colour twice, no category off its scale. */
import { listNames } from '../../../diagnostics.js';
import { labelOf } from '../../../model/dataset/category.js';
import { childViews, type JsonObject, point, toArray, toObject } from '../../spec.js';
import { type CategoricalField, isCategorical, type Unit } from '../../unit.js';
import type { ChartFault, Drawn, DrawnEncoded, DrawnRule } from '../rule.js';

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
  code: 'chart/hidden',
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
      message: `Unexpected series of \`${field.name}\` without names, expected a legend or names beside the marks`,
      hint: `leave out \`legend: null\`, or print \`text: {field: ${field.name}}\` beside the marks`,
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

/** What is listed is what is drawn: nothing less, and nothing more. */
function* listFaults(
  what: string,
  listed: readonly string[],
  shown: readonly string[],
  left: Omit<ChartFault, 'message'> & { readonly expected: string },
): Iterable<ChartFault> {
  const { expected, ...at } = left;
  const strange = listed.filter((value) => !shown.includes(value));
  // A name in a legend or beside an axis without any mark would read as none, and the table has no line for it.
  if (strange.length > 0)
    yield {
      code: 'chart/unknown-category',
      at: left.at,
      message: `Unexpected ${what} with ${listNames(strange)}, expected categories that are drawn`,
      hint: 'what has no mark has no number: say in the text that there is none',
      once: true,
    };
  const missing = shown.filter((value) => !listed.includes(value));
  if (missing.length > 0)
    yield {
      ...at,
      message: `Unexpected ${what} without ${listNames(missing)}, expected ${expected}`,
      once: true,
    };
}

/** A legend lists every series that is drawn. */
export const wholeLegends: DrawnRule = {
  on: 'channel',
  code: 'chart/hidden',
  *check(channel) {
    const series = seriesIn(channel);
    const { values } = toObject(channel.definition.legend);
    if (series === undefined || !Array.isArray(values)) return;
    yield* listFaults('legend', values.map(String), series.values, {
      at: point(channel.pointer, 'legend', 'values'),
      expected: 'every series that is drawn',
      hint: 'leave out `values`; what should not be drawn is left out by `filter`',
    });
  },
};

/** A category that is on no place of its scale is not drawn, or drawn where another one is. */
export const wholeDomains: DrawnRule = {
  on: 'channel',
  code: 'chart/hidden',
  *check({ definition: { type }, pointer, scale: { domain }, field, drawing }) {
    if (!isCategorical(field) || !Array.isArray(domain)) return;
    const isOfNames =
      type === 'nominal' || type === 'ordinal' || domain.some((each) => typeof each === 'string');
    if (!isOfNames) return;
    yield* listFaults(
      `\`domain\` of \`${field.name}\``,
      domain.map(String),
      drawing.shown[field.name] ?? [],
      {
        at: point(pointer, 'scale', 'domain'),
        expected: 'every category that is there',
        hint: 'leave categories out by `filter`: then the page says so',
      },
    );
  },
};

/** No two series have one look. */
export const looksOfTheirOwn: DrawnRule = {
  on: 'channel',
  code: 'chart/colours',
  *check(channel) {
    const count = seriesIn(channel)?.values.length ?? 0;
    const used = toArray(channel.scale.range)
      .slice(0, count)
      .map((each) => JSON.stringify(each).toLowerCase());
    const isTwice = new Set(used).size < used.length;
    if (!isTwice && (used.length === 0 || used.length >= count)) return;
    yield {
      at: point(channel.pointer, 'scale', 'range'),
      message: `Unexpected \`range\` that gives two series one look, expected ${count} that differ`,
      hint: 'leave out `range`: the colours of the house can be told apart',
      once: true,
    };
  },
};
