import type { Language } from '../language/language.js';
import type { MessageIn } from '../language/message-id.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import { chosenIn } from './compose/chosen-row.js';
import { authorTitle, axisOf, fieldTitle } from './compose/titles.js';
import { findIn, isObject, type JsonObject, point, toArray, toObject, withAt } from './spec.js';
import { type Channel, encodedField, plotsOf, type Unit, unitsOf } from './unit.js';

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
  const titles = new Map<string, string>();
  for (const { units } of plotsOf(spec, unitsOf(spec))) {
    for (const unit of units) {
      for (const name of titled) {
        const channel = unit.channels[name];
        if (channel === undefined || isTitled(name, channel, units, dataset)) continue;
        const title =
          movingTitle(spec, channel.definition, dataset, language) ??
          curveTitle(spec, channel.definition.field, dataset, language) ??
          chosenTitle(spec, channel.definition, dataset, language) ??
          titleOf(channel.definition, dataset, language);
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
  if (axis === null || axis === false) return true;
  // What one layer says of an axis holds for all of them.
  return plot.some(({ channels }) => {
    const other = channels[name]?.definition ?? {};
    return (
      authorTitle(other) !== undefined ||
      (other.aggregate === undefined && encodedField(other, dataset.fields) !== undefined)
    );
  });
}

/** "Moving mean of victims": what a window makes of the rows around each. */
function movingTitle(
  spec: unknown,
  { field, aggregate }: JsonObject,
  dataset: PublishedDataset,
  language: Language,
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
  spec: unknown,
  name: unknown,
  { fields }: PublishedDataset,
  language: Language,
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
  spec: unknown,
  { field }: JsonObject,
  { fields }: PublishedDataset,
  language: Language,
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

function titleOf(
  { field, aggregate }: JsonObject,
  dataset: PublishedDataset,
  language: Language,
): string | undefined {
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
