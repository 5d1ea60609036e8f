import type { Language } from '../language/language.js';
import type { Category, Field, PublishedDataset } from '../model/dataset.js';
import { absentTimes } from '../model/time-steps.js';

/**
 * The dataset as a chart draws it: days are labelled in the words of the language, as precisely as they stand, and a
 * year, month or day that the data pass over is a category too, so that an axis keeps a place for it.
 */
export function withTimeLabels(dataset: PublishedDataset, language: Language): PublishedDataset {
  if (!dataset.fields.some(isTime)) return dataset;
  const fields = dataset.fields.map((field): Field => {
    if (!isTime(field)) return field;
    const whole = everyTime(field);
    return field.type === 'date' ? { ...whole, categories: printedDays(whole, language) } : whole;
  });
  return { ...dataset, fields };
}

/** True for a dimension of years or days. */
export function isTime({ role, type }: Field): boolean {
  return role === 'dimension' && (type === 'year' || type === 'date');
}

/** Figures of months stand on the first of each: "Jan 2006" says as much. */
function printedDays({ categories, total }: Field, language: Language): readonly Category[] {
  const isMonthly = areMonths(categories.map(({ value }) => value).filter((value) => value !== total));
  return categories.map(({ value, label }) => {
    if (label !== value || value === total) return { value, label };
    return { value, label: language.date(isMonthly ? value.slice(0, 7) : value, 'short') };
  });
}

const areMonths = (days: readonly string[]): boolean =>
  days.every((day) => day.endsWith('-01')) && new Set(days.map((day) => day.slice(5, 7))).size > 1;

/** Adds the years or days that the data pass over, in the direction in which the others are declared. */
function everyTime(field: Field): Field {
  const { categories, total } = field;
  const declared = categories.map(({ value }) => value).filter((value) => value !== total);
  const absent = absentTimes(field) ?? [];
  if (absent.length === 0) return field;
  const added = absent.map((value): Category => ({ value, label: value }));
  const direction = (declared[0] ?? '') > (declared.at(-1) ?? '') ? -1 : 1;
  const times = [...categories.filter(({ value }) => value !== total), ...added];
  return {
    ...field,
    categories: [
      ...times.sort((a, b) => (a.value < b.value ? -direction : direction)),
      ...categories.filter(({ value }) => value === total),
    ],
  };
}

/** Whether the times of a field are known to follow one another by one step, so that nothing lies between two of them. */
export const isStepKnown = (field: Field): boolean => absentTimes(field) !== undefined;

/** What the times of a field are called in a sentence: days that stand for months are months. */
export function timeNoun({ type, categories, total }: Field): 'year' | 'month' | 'day' {
  if (type === 'year') return 'year';
  return areMonths(categories.map(({ value }) => value).filter((value) => value !== total)) ? 'month' : 'day';
}

/** The times of a field that lie between the first and the last of some of them. */
export function timesBetween({ categories, total }: Field, some: readonly string[]): readonly string[] {
  const times = categories.map(({ value }) => value).filter((value) => value !== total);
  const known = times.filter((value) => some.includes(value)).sort();
  const [first = '', last = ''] = [known[0], known.at(-1)];
  return times.filter((value) => value > first && value < last);
}
