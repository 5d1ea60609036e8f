import type { Call, DataScope } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { timeOf } from '../../../content/selection/fields.js';
import { singleKeys } from '../../../content/selection/filters.js';
import { allBetween } from '../../../model/periods.js';
import type { Figure } from '../figure.js';
import { figureAt, readSubject } from './subject.js';

/**
 * One figure for every year from `from` to `to`, years without data included; without these, for all years of the
 * dataset. Fails on fewer than two years.
 */
export function readSeries(call: Call, scope: DataScope): readonly Figure[] {
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  if (year === undefined) {
    return fail(
      'content/argument',
      `Unexpected dataset \`${dataset.name}\` without years, expected one with a year dimension`,
      call.paramAt(0),
    );
  }
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const years = allBetween(year.type, filters.get(year) ?? known);
  if (years.length < 2) {
    return fail(
      'content/argument',
      'Unexpected claim about one year, expected two years or more, by `from` and `to`',
      call.at,
    );
  }
  const rest = singleKeys(call, dataset, filters, [year]);
  return years.map((value) => figureAt(subject, { ...rest, [year.name]: value }));
}

/** The same for kinds that compare two years, which the claim must name. */
export function readChange(call: Call, scope: DataScope): readonly Figure[] {
  call.requiredText('from');
  call.requiredText('to');
  return readSeries(call, scope);
}
