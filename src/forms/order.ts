import { fail } from '../content/helpers/problem.js';
import { didYouMean, listNames } from '../diagnostics.js';
import type { Field } from '../model/dataset/dataset.js';
import { isCounted, isTimeType } from '../model/dataset/periods.js';
import type { ShortChart } from './chart-form.js';
import { asKey } from './keys.js';

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
