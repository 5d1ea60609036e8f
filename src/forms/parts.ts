import { fail } from '../content/helpers/problem.js';
import { didYouMean, listNames } from '../diagnostics.js';
import type { Field } from '../model/dataset/dataset.js';
import { isCounted, isTimeType } from '../model/dataset/periods.js';
import { exactIn } from '../model/dataset/value.js';
import { compare, zero } from '../model/exact.js';
import { asKey, type ShortChart } from './chart-form.js';

/** The colour of words that stand where a number would. */
export const muted = 'muted';

/** Of what stands beside the one that a call highlights. */
export const otherColour = '#8a8f99';

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

/** The axis of the names: where a bar goes to the left, its number has room before them, and the line of zero is that of the bars. */
export const namesBeside = (chart: ShortChart): object =>
  hasNegative(chart) ? { axis: { domain: false, labelPadding: 44 } } : {};

const hasNegative = ({ dataset, measure }: ShortChart): boolean =>
  dataset.rows.some(({ measures }) => compare(exactIn(measures[measure.name]) ?? zero, zero) < 0);
