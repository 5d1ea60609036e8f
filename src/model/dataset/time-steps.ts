import { allBetween, isPeriod } from './periods.js';

/** Times that would stand between others and are not there; more are data of another kind. */
const mostAbsent = 1000;

/** What is asked of a dimension of years or days. */
export interface TimeField {
  readonly type: string;
  readonly categories: readonly { readonly value: string }[];
  readonly total?: string;
  readonly gaps?: boolean;
}

/** Returns the years or days that a dimension passes over; undefined where nobody knows whether it does, or it may. */
export function absentTimes({ type, categories, total, gaps }: TimeField): readonly string[] | undefined {
  if (gaps === true) return undefined;
  const times = categories.map(({ value }) => value).filter((value) => value !== total);
  if (isPeriod(type)) {
    const there = new Set(times);
    const all = allBetween(type, times);
    return all.length > mostAbsent ? undefined : all.filter((time) => !there.has(time));
  }
  return type === 'year' ? absentYears(times) : absentDays(times);
}

/** Returns the years that are passed over between the first and the last, where all follow one another by one step. */
export function absentYears(years: readonly string[]): readonly string[] {
  return (absentFrom(distinct(years.map(Number)), () => true) ?? []).map(String);
}

/**
 * Returns the days that are passed over, where the days follow one another by one step: of months (the same day of
 * each, or the last), quarters and years, else of days and weeks. Undefined where no step can be known: with fewer
 * than three days, or where they come as they come.
 */
export function absentDays(days: readonly string[]): readonly string[] | undefined {
  const known = [...new Set(days)].sort();
  if (known.length < 3) return undefined;
  const write = monthWriter(known);
  if (write !== undefined) return absentFrom(distinct(known.map(monthOf)), isMostlyOne)?.map(write);
  const absent = absentFrom(distinct(known.map(dayOf)), isMostlyOne);
  // Events of a few days are no series of days: at least half of it is there.
  return absent === undefined || absent.length > known.length
    ? undefined
    : absent.map((day) => new Date(day * millisecondsOfDay).toISOString().slice(0, 10));
}

/** What is missing between the first and the last at the common step; undefined where `isStep` denies that there is one. */
function absentFrom(
  sorted: readonly number[],
  isStep: (differences: readonly number[], step: number) => boolean,
): readonly number[] | undefined {
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const differences = sorted.slice(1).map((place, index) => place - (sorted[index] ?? place));
  const step = differences.reduce(divisor, 0);
  if (step === 0) return [];
  if (!isStep(differences, step) || (last - first) / step > mostAbsent) return undefined;
  const all = Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
  const there = new Set(sorted);
  return all.filter((place) => !there.has(place));
}

/** A step is known where at least every other time follows the one before by it. */
const isMostlyOne = (differences: readonly number[], step: number): boolean =>
  differences.filter((difference) => difference === step).length * 2 >= differences.length;

const distinct = (places: readonly number[]): readonly number[] => [...new Set(places)].sort((a, b) => a - b);

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

const millisecondsOfDay = 86_400_000;

const dayOf = (day: string): number => Date.parse(day) / millisecondsOfDay;

function monthOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return year * 12 + month - 1;
}

/** Writes a month as the day that stands for it; undefined where the days are not the same, or the last, of each month. */
function monthWriter(days: readonly string[]): ((month: number) => string) | undefined {
  const [first = ''] = days;
  const own = first.slice(8);
  if (days.every((day) => day.slice(8) === own)) return (month) => dayIn(month, Number(own));
  const isLast = (day: string): boolean => day === dayIn(monthOf(day), 31);
  return days.every(isLast) ? (month) => dayIn(month, 31) : undefined;
}

/** The day of a month, or the last of a month that has fewer. */
function dayIn(month: number, day: number): string {
  const [year, index] = [Math.floor(month / 12), month % 12];
  const last = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, index, Math.min(day, last))).toISOString().slice(0, 10);
}
