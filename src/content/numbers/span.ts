import { greatest, least } from '../../model/extremes.js';
import type { Spoken } from './spoken.js';

/** The years that a report speaks of as a matter of course, both included. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/** The years of a project: those of its data, and of its edition with the year before and after it. */
export function yearSpan({ years }: Pick<Spoken, 'years'>, edition: number): YearSpan {
  const all = [edition - 1, edition + 1, ...years];
  return { from: least(all), to: greatest(all) };
}
