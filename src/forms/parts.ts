import { fail } from '../content/helpers/problem.js';
import { findCategory } from '../content/selection/fields.js';
import { didYouMean, listNames } from '../diagnostics.js';
import { printQuantity } from '../language/print.js';
import { greatest } from '../model/chart/extremes.js';
import { cellQuantity } from '../model/dataset/cell.js';
import type { Field } from '../model/dataset/dataset.js';
import { isCounted, isTimeType } from '../model/dataset/periods.js';
import { exactIn } from '../model/dataset/value.js';
import { compare, zero } from '../model/exact.js';
import { isExact } from '../model/quantity.js';
import { asKey, type ShortChart } from './chart-form.js';

/** The colour of words that stand where a number would. */
export const muted = 'muted';

/** Of what stands beside the one that a call highlights. */
const otherColour = '#8a8f99';

/** `highlight="women"`: one category in the colour of the house, the others grey; undefined where a call names none. */
export function highlightOf({ call }: ShortChart, field: Field): { readonly color: object } | undefined {
  const asked = call.text('highlight');
  if (asked === undefined) return undefined;
  const equal = findCategory(field, asked, call.hashAt('highlight'));
  return {
    color: { condition: { test: { field: field.name, equal }, value: 'accent' }, value: otherColour },
  };
}

/** `sort="-victims"`: largest first. Without it, the categories in the order of the call, else of the data package. */
export function sortOf(chart: ShortChart, by: Field): object {
  const { call, measure } = chart;
  const sort = call.text('sort');
  if (sort === undefined) return asAsked(chart, by);
  const known = [`-${measure.name}`, measure.name];
  if (known.includes(sort)) return { sort: sort.startsWith('-') ? '-x' : 'x' };
  return fail(
    'content/argument.known',
    call.hashAt('sort'),
    { sort, known: listNames(known) },
    didYouMean(sort, known),
  );
}

/** As {@link sortOf}; the largest first where nothing else gives categories an order. */
export const sizeOrder = (chart: ShortChart, by: Field): object =>
  chart.call.text('sort') === undefined && !chart.filters.has(by) && !hasOrder(by)
    ? { sort: '-x' }
    : sortOf(chart, by);

/** True for times, bands and levels, numbers in names, and what the data package says is in order. */
const hasOrder = ({ type, isOrdered, levels, categories, total }: Field): boolean =>
  isOrdered === true ||
  type !== 'string' ||
  levels !== undefined ||
  categories.some(({ bounds }) => bounds !== undefined) ||
  categories.every(
    ({ value, label, paint }) => value === total || paint?.kind === 'rest' || /\d/.test(label),
  );

/** The categories in the order in which the call names them. */
export function asAsked({ filters }: ShortChart, field: Field): object {
  const asked = filters.get(field);
  if (asked === undefined) return {};
  return {
    sort: asked.map((value) => asKey(field, value)),
  };
}

export function isYear({ role, type }: Field): boolean {
  return role === 'dimension' && isCounted(type);
}

/** Years and days stand side by side as other categories do, not along a scale of time. */
export const standing = ({ type }: Field): object => (isTimeType(type) ? { type: 'ordinal' } : {});

/** The numbers of lying bars, each behind the end of its own, and the words of those that are missing. */
export function numbersOf(chart: ShortChart): readonly object[] {
  const { name } = chart.measure;
  const known = { field: name, valid: true };
  const isNegative = { field: name, lt: 0 };
  const number = (side: 'left' | 'right', filters: readonly object[]): object => ({
    mark: { type: 'text', align: side, dx: side === 'left' ? 6 : -6 },
    transform: filters.map((filter) => ({ filter })),
    encoding: { x: { field: name }, text: { field: name } },
  });
  return [
    ...(hasNegative(chart)
      ? [number('left', [known, { not: isNegative }]), number('right', [known, isNegative])]
      : [number('left', [known])]),
    {
      mark: { type: 'text', align: 'left', dx: 6, color: muted },
      transform: [{ filter: { not: known } }],
      encoding: { x: { value: 0 }, text: { field: name } },
    },
  ];
}

/** An upright axis ends at one of its five ticks: Vega rounds to ten, and the highest value would stand above the last that is labelled. */
export const alongAxis = ({ name }: Field): object => ({ field: name, scale: { nice: 5 } });

/**
 * Pixels that the longest number of some times takes, with what keeps it from the name behind it: a digit of the house is less than 8
 * wide.
 */
export function numberWidth(
  { call, dataset, measure, language }: ShortChart,
  times: readonly string[],
  by: Field,
): number {
  const texts = dataset.rows
    .filter(({ keys }) => times.includes(keys[by.name] ?? ''))
    .flatMap((row) => cellQuantity(dataset, row, measure, call.at) ?? [])
    .filter(({ value }) => isExact(value))
    .map((quantity) => printQuantity(quantity, 'chart', language).text.length);
  return greatest([2, ...texts]) * 7.5 + 8;
}

/** The axis of the names: where a bar goes to the left, its number has room before them, and the line of zero is that of the bars. */
export const namesBeside = (chart: ShortChart): object =>
  hasNegative(chart) ? { axis: { domain: false, labelPadding: 44 } } : {};

const hasNegative = ({ dataset, measure }: ShortChart): boolean =>
  dataset.rows.some(({ measures }) => compare(exactIn(measures[measure.name]) ?? zero, zero) < 0);
