import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { authorTitle, axisOf, fieldTitle } from '../compose/titles.js';
import {
  axes,
  childViews,
  chosenIn,
  findIn,
  isNone,
  isObject,
  type JsonObject,
  markType,
  paints,
  point,
  toArray,
  toObject,
  withAt,
  withChildren,
} from '../spec.js';
import { type Channel, encodedField, isCategorical, plotsOf, type Unit, unitsOf } from '../unit.js';

/** What is left of a spec, and where something was taken out of it. */
interface Mended {
  readonly spec: JsonObject;
  readonly pointers: readonly string[];
}

/** A spec without what the house decides on: its categories are coloured, and its numbers written, as they are in every other chart. */
export function inHouseStyle(spec: JsonObject, { fields }: PublishedDataset): Mended {
  const channels = unitsOf(spec).flatMap((unit) => Object.entries(unit.channels));
  const found = [
    ...channels.flatMap(([name, channel]) => (paints.includes(name) ? ownColours(channel, fields) : [])),
    ...channels.flatMap(([, channel]) => otherFormats(channel)),
  ];
  const pointers = [...new Set(found)];
  return {
    spec: pointers.reduce((made, pointer) => toObject(withAt(made, pointer, undefined)), spec),
    pointers,
  };
}

/** A `range` or `scheme` for categories for which the data package or the house has colours. */
function ownColours({ definition, pointer }: Channel, fields: readonly Field[]): readonly string[] {
  const field = encodedField(definition, fields);
  const scale = toObject(definition.scale);
  if (!isCategorical(field) || definition.type === 'ordinal') return [];
  if (field.categories.every(({ paint }) => paint === undefined)) return [];
  // Two series of one look are a fault of another kind, and told.
  const looks = toArray(scale.range).map((each) => JSON.stringify(each).toLowerCase());
  if (new Set(looks).size < looks.length) return [];
  return ['range', 'scheme'].flatMap((key) =>
    scale[key] === undefined ? [] : [point(pointer, 'scale', key)],
  );
}

/** Scales that put numbers into classes. */
const classScales = ['quantile', 'quantize', 'threshold', 'bin-ordinal'];

/** Formats that print the same numbers in a notation that prose does not have: with an exponent, or with so many digits. */
const otherNotation = /[egr]$/;

/** A format with an exponent, and every format of a legend of classes, whose ends it would round to other classes. */
function otherFormats({ definition, pointer }: Channel): readonly string[] {
  const isClasses = classScales.includes(String(toObject(definition.scale).type));
  return (['axis', 'legend'] as const).flatMap((key) => {
    const { format } = toObject(definition[key]);
    const isOther = typeof format === 'string' && !format.startsWith('%') && otherNotation.test(format);
    const isOfClasses = isClasses && key === 'legend' && format !== undefined;
    return isOther || isOfClasses ? [point(pointer, key, 'format')] : [];
  });
}

/**
 * A spec in which what `config` says of all scales and marks stands where it holds, so that it is checked there: whether scales begin at
 * zero, and what becomes of rows without a number.
 *
 * @param positions Takes the places of what is put in.
 */
export function withConfigDefaults(
  spec: JsonObject,
  { fields }: Pick<PublishedDataset, 'fields'>,
  positions: Record<string, Position>,
): JsonObject {
  const { scale, mark, ...config } = toObject(spec.config);
  if (scale === undefined && mark === undefined) return spec;
  const isOpen = toObject(scale).zero === false;
  const invalid = 'invalid' in toObject(mark) ? { invalid: toObject(mark).invalid } : {};
  const openScale = (channel: JsonObject, at: string): JsonObject => {
    const own = toObject(channel.scale);
    const isNumber = channel.type === 'quantitative' || encodedField(channel, fields)?.role === 'measure';
    const isStated = own.zero !== undefined || own.domain !== undefined || channel.scale === null;
    if (!isNumber || channel.bin !== undefined || isStated) return channel;
    const position = positions['/config/scale/zero'];
    if (position !== undefined) positions[point(at, 'scale', 'zero')] = position;
    return { ...channel, scale: { ...own, zero: false } };
  };
  const visit = (view: JsonObject, pointer: string, around: JsonObject): JsonObject => {
    const all = { ...around, ...toObject(view.encoding) };
    if (childViews(view, pointer).length > 0)
      return withChildren(view, pointer, (child, at) => visit(child, at, all));
    const type = markType(view);
    const ofType = toObject(toObject(config)[type]);
    const standard = 'invalid' in ofType ? {} : invalid;
    // Bars and areas begin at zero whatever is said of all scales.
    const begins = (axis: string): boolean =>
      (type === 'bar' || type === 'area') && all[`${axis}2`] === undefined;
    const opened = axes.flatMap((axis) => {
      const channel = { ...toObject(around[axis]), ...toObject(all[axis]) };
      const at = point(pointer, 'encoding', axis);
      return isOpen && all[axis] !== undefined && !begins(axis) ? [[axis, openScale(channel, at)]] : [];
    });
    return {
      ...view,
      mark: { ...standard, ...(typeof view.mark === 'string' ? { type } : toObject(view.mark)) },
      encoding: { ...toObject(view.encoding), ...Object.fromEntries(opened) },
    };
  };
  return { ...visit(spec, '', {}), config };
}

/** Channels whose axis or legend has a title. */
const titled = [
  'x',
  'y',
  'color',
  'fill',
  'stroke',
  'opacity',
  'size',
  'strokeWidth',
  'theta',
  'radius',
  'text',
];

/**
 * A spec in which every channel of calculated numbers has a title. It is that of its author, else of the operation
 * ("Mean of deaths") in the language of the report, else the author's name of the field. Vega would make one up in
 * English.
 */
export function withOperationTitles(
  spec: JsonObject,
  dataset: PublishedDataset,
  language: Language,
): JsonObject {
  const titling = { spec, dataset, language };
  const titles = new Map<string, string>();
  for (const { units } of plotsOf(spec, unitsOf(spec))) {
    for (const unit of units) {
      for (const name of titled) {
        const channel = unit.channels[name];
        if (channel === undefined || isTitled(name, channel, units, dataset)) continue;
        const { definition } = channel;
        const title =
          movingTitle(definition, titling) ??
          curveTitle(definition, titling) ??
          chosenTitle(definition, titling) ??
          titleOf(definition, titling);
        if (title !== undefined) titles.set(channel.pointer, title);
      }
    }
  }
  return [...titles].reduce(
    (made, [pointer, title]) => toObject(withAt(made, point(pointer, 'title'), title)),
    spec,
  );
}

function isTitled(
  name: string,
  { definition }: Channel,
  plot: readonly Unit[],
  dataset: PublishedDataset,
): boolean {
  const { title, legend, axis } = definition;
  if (axisOf(name) === undefined)
    return title !== undefined || legend === null || toObject(legend).title !== undefined;
  if (isNone(axis)) return true;
  // What one layer says of an axis holds for all of them.
  return plot.some(({ channels }) => {
    const other = channels[name]?.definition ?? {};
    return (
      authorTitle(other) !== undefined ||
      (other.aggregate === undefined && encodedField(other, dataset.fields) !== undefined)
    );
  });
}

/** What titles are made for. */
interface Titling {
  readonly spec: JsonObject;
  readonly dataset: PublishedDataset;
  readonly language: Language;
}

/** "Moving mean of victims": what a window makes of the rows around each. */
function movingTitle(
  { field, aggregate }: JsonObject,
  { spec, dataset, language }: Titling,
): string | undefined {
  if (aggregate !== undefined || typeof field !== 'string') return undefined;
  const made = windowOf(spec, field);
  const own = encodedField({ field: made?.field }, dataset.fields);
  if (made === undefined || own === undefined) return undefined;
  const title = inSentence(fieldTitle(own) ?? own.title);
  return language.message(`chart.operation.moving-${String(made.op) as 'mean' | 'median' | 'sum'}`, {
    title,
  });
}

/**
 * What an axis is called along which quantiles or a density stand: "Quantile of pay", "Part of the numbers". Undefined for fields
 * that no such transform makes.
 */
function curveTitle(
  { field: name }: JsonObject,
  { spec, dataset: { fields }, language }: Titling,
): string | undefined {
  const made = curveOf(spec, name);
  const { quantile, density, counts, cumulative } = made?.transform ?? {};
  const own = fields.find((field) => field.name === (quantile ?? density));
  if (made === undefined || own === undefined) return undefined;
  const title = fieldTitle(own) ?? own.title;
  if (quantile !== undefined)
    return made.isPlace
      ? language.message('chart.operation.quantile-place')
      : language.message('chart.operation.quantile', { title: inSentence(title) });
  if (made.isPlace) return title;
  const below = cumulative === true ? '-below' : '';
  return language.message(`chart.operation.density${counts === true ? '-count' : ''}${below}`, {
    title: inSentence(own.title),
    unit: own.unit === undefined || own.unit === '' ? 'none' : own.unit,
  });
}

interface Curve {
  readonly transform: JsonObject;
  /** Whether the field says where the points are, and not what they are. */
  readonly isPlace: boolean;
}

/** The transform that makes a field. */
const curveOf = (spec: unknown, name: unknown): Curve | undefined =>
  findIn(spec, (transform) => {
    const { quantile, density, as } = transform;
    if (typeof quantile !== 'string' && typeof density !== 'string') return undefined;
    const standard = quantile === undefined ? ['value', 'density'] : ['prob', 'value'];
    const [place = standard[0], number = standard[1]] = toArray(as);
    return name === place || name === number ? { transform, isPlace: name === place } : undefined;
  });

/** "Budget of the greatest sales": a number of the row that an aggregate chose. */
function chosenTitle(
  { field }: JsonObject,
  { spec, dataset: { fields }, language }: Titling,
): string | undefined {
  const chosen = typeof field === 'string' ? chosenIn(field) : undefined;
  const own = fields.find(({ name }) => name === chosen?.field);
  const made =
    chosen &&
    findIn(spec, (part) => (part.as === chosen.row && typeof part.op === 'string' ? part : undefined));
  const by = fields.find(({ name }) => name === made?.field);
  if (own === undefined || by === undefined || (made?.op !== 'argmin' && made?.op !== 'argmax'))
    return undefined;
  return language.message(`chart.operation.${made.op}`, {
    title: fieldTitle(own) ?? own.title,
    other: inSentence(by.title),
  });
}

const moving: ReadonlySet<unknown> = new Set(['mean', 'median', 'sum']);

/** The operation of a window with a frame of its own that makes a field. */
function windowOf(spec: unknown, name: string): JsonObject | undefined {
  return findIn(spec, ({ frame, window }) =>
    toArray(frame).length > 0 && toArray(frame)[0] !== null
      ? toArray(window)
          .map(toObject)
          .find(({ as, op }) => as === name && moving.has(op))
      : undefined,
  );
}

function titleOf({ field, aggregate }: JsonObject, { dataset, language }: Titling): string | undefined {
  const own = encodedField({ field }, dataset.fields);
  const name = own === undefined ? String(field ?? '') : (fieldTitle(own) ?? own.title);
  // A numeral in a name would be one that nobody can trace.
  const isWord = own !== undefined || (typeof field === 'string' && !/\p{Nd}/u.test(field));
  if (aggregate === undefined) return own === undefined && isWord ? name : undefined;
  if (aggregate === 'sum' && !isWord) return undefined;
  if (isObject(aggregate)) {
    const [op, by] =
      aggregate.argmin === undefined
        ? (['argmax', aggregate.argmax] as const)
        : (['argmin', aggregate.argmin] as const);
    const other = dataset.fields.find((each) => each.name === by)?.title ?? String(by);
    return language.message(`chart.operation.${op}`, { title: name, other: inSentence(other) });
  }
  // Any other is told where the grammar is.
  if (!operations.has(String(aggregate))) return undefined;
  return language.message(`chart.operation.${String(aggregate) as MessageIn<'chart.operation'>}`, {
    title: inSentence(name),
  });
}

const operations = new Set([
  ...['count', 'sum', 'mean', 'median', 'min', 'max', 'product', 'distinct', 'valid', 'missing', 'values'],
  ...['stdev', 'stdevp', 'variance', 'variancep', 'stderr', 'q1', 'q3', 'ci0', 'ci1'],
  ...['exponential', 'exponentialb'],
]);

/** A title in the middle of another one: small, unless it is a name or an abbreviation. */
function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}+(?:$|[^\p{L}\p{N}_])/u.test(title) && !/\s\p{Lu}/u.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;
}
