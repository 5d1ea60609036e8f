/** Questions about dimensions of years, periods and days. */
import type { Field } from '../model/dataset/dataset.js';
import { isPeriod, isTimeType } from '../model/dataset/periods.js';
import { absentTimes } from '../model/dataset/time-steps.js';
import { partsOf } from './unit.js';

/** True for a dimension of years, periods or days. */
export function isTime({ role, type }: Field): boolean {
  return role === 'dimension' && isTimeType(type);
}

/** Whether it is known which times a field passes over: with these added, nothing lies between two that follow one another. */
export const isStepKnown = (field: Field): boolean => absentTimes(field) !== undefined;

/** What the times of a field are called in a sentence: days that stand for months are months. */
export function timeNoun(field: Field): 'year' | 'month' | 'quarter' | 'week' | 'day' {
  const { type } = field;
  if (type === 'year' || type === 'school-year' || type === 'financial-year') return 'year';
  if (isPeriod(type)) return type;
  return areMonths(partsOf(field)) ? 'month' : 'day';
}

/** The times of a field that lie between the first and the last of some of them. */
export function timesBetween(field: Field, some: readonly string[]): readonly string[] {
  const times = partsOf(field);
  const known = times.filter((value) => some.includes(value)).sort();
  const [first = '', last = ''] = [known[0], known.at(-1)];
  return times.filter((value) => value > first && value < last);
}

/** True for days that stand for months: each is the first of one. */
export const areMonths = (days: readonly string[]): boolean =>
  days.every((day) => day.endsWith('-01')) && new Set(days.map((day) => day.slice(5, 7))).size > 1;
