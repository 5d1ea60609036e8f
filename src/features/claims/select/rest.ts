import type { Call, DataScope } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { timeOf } from '../../../content/selection/fields.js';
import { singleKeys } from '../../../content/selection/filters.js';
import { allBetween } from '../../../model/periods.js';
import type { Shapes } from '../kind.js';
import { figureAt, readSubject } from './subject.js';

/** The year that a claim names, and all years of the dataset before it, or after it. Fails where there are none. */
export function readRest(call: Call, scope: DataScope, isBefore: boolean): Shapes['rest'] {
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  const [own] = year === undefined ? [] : (filters.get(year) ?? []);
  if (year === undefined || own === undefined) {
    return fail(
      'content/argument',
      'Unexpected claim without a year, expected one such as `year=2012`',
      call.at,
    );
  }
  const keys = singleKeys(call, dataset, filters);
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const rest = allBetween(year.type, known).filter((each) => (isBefore ? each < own : each > own));
  if (rest.length === 0) {
    return fail(
      'content/argument',
      `Unexpected ${own} as the ${isBefore ? 'first' : 'last'} year with a figure, expected a year with others ${isBefore ? 'before' : 'after'} it: \`${dataset.name}\` has none`,
      call.hashAt(year.name),
    );
  }
  return [
    {
      own: figureAt(subject, keys),
      rest: rest.map((value) => figureAt(subject, { ...keys, [year.name]: value })),
    },
  ];
}
