import type { PublishedData } from '../../model/dataset.js';
import { greatest, least } from '../../model/extremes.js';

/** The years that a report speaks of as a matter of course, both included. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The years of a project: those of its data, such as categories, days and declared periods, and of its edition with the
 * year before and after it.
 */
export function yearSpan(data: PublishedData, edition: number): YearSpan {
  const years = [edition - 1, edition + 1];
  for (const { fields, rows, period } of Object.values(data)) {
    if (period !== undefined) years.push(period.from, period.to);
    const dated = fields.filter(({ type }) => type === 'year' || type === 'date');
    for (const { name } of dated) {
      for (const { keys, attributes } of rows) {
        const own = Object.hasOwn(keys, name) ? keys : attributes;
        for (const each of yearIn((Object.hasOwn(own, name) ? own[name] : undefined) ?? '')) years.push(each);
      }
    }
  }
  return { from: least(years), to: greatest(years) };
}

function yearIn(text: string): number[] {
  const year = /^(\d{4})(?:-\d{2}-\d{2})?$/.exec(text)?.[1];
  return year === undefined ? [] : [Number(year)];
}
