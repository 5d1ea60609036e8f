import { greatest, least } from '../../../model/chart/extremes.js';

/** Whole years along a line of length one. */
interface TimeScale {
  /** The years in their order. */
  readonly years: readonly string[];
  /** Where a day begins; days are ISO text. */
  before(day: string): number;
  /** Where a day ends. */
  after(day: string): number;
}

/** Of a day, which in UTC are always as many. */
const milliseconds = 24 * 60 * 60 * 1000;

/** The scale of the years in which some days lie. */
export function timeScale(days: readonly string[]): TimeScale {
  const found = days.map((day) => Number(day.slice(0, 4)));
  const [first, last] = [least(found), greatest(found)];
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last + 1, 0)];
  const place = (moment: number): number => (moment - start) / (end - start);
  return {
    years: Array.from({ length: last - first + 1 }, (_, index) => `${first + index}`),
    before: (day) => place(Date.parse(day)),
    after: (day) => place(Date.parse(day) + milliseconds),
  };
}
