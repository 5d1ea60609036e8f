import type { Language } from '../language/language.js';
import type { Category, Field, PublishedDataset } from '../model/dataset.js';

/**
 * The dataset as a chart draws it: days are labelled in the words of the language, as precisely as they stand, and a
 * year that the data pass over is a category too, so that an axis keeps a place for it.
 */
export function withTimeLabels(dataset: PublishedDataset, language: Language): PublishedDataset {
  if (!dataset.fields.some(isTime)) return dataset;
  const fields = dataset.fields.map((field): Field => {
    if (!isTime(field)) return field;
    const categories = field.type === 'date' ? printedDays(field, language) : everyYear(field);
    return { ...field, categories };
  });
  return { ...dataset, fields };
}

/** True for a dimension of years or days. */
export function isTime({ role, type }: Field): boolean {
  return role === 'dimension' && (type === 'year' || type === 'date');
}

/** Figures of months stand on the first of each: "Jan 2006" says as much. */
function printedDays({ categories, total }: Field, language: Language): readonly Category[] {
  const days = categories.filter(({ value }) => value !== total);
  const areMonths =
    days.every(({ value }) => value.endsWith('-01')) &&
    new Set(days.map(({ value }) => value.slice(5, 7))).size > 1;
  return categories.map(({ value, label }) => {
    if (label !== value || value === total) return { value, label };
    return { value, label: language.date(areMonths ? value.slice(0, 7) : value, 'short') };
  });
}

/** Years more than this are data of another kind than annual ones. */
const mostYears = 1000;

function everyYear(field: Field): readonly Category[] {
  const { categories, total } = field;
  const declared = categories.filter(({ value }) => value !== total);
  const absent = absentYears(declared.map(({ value }) => Number(value)));
  if (absent.length === 0 || absent.length > mostYears) return categories;
  const added = absent.map((year) => ({ value: String(year), label: String(year) }));
  const [first, last] = [Number(declared[0]?.value), Number(declared.at(-1)?.value)];
  const direction = first > last ? -1 : 1;
  return [
    ...[...declared, ...added].sort((a, b) => direction * (Number(a.value) - Number(b.value))),
    ...categories.filter(({ value }) => value === total),
  ];
}

/** The years between the first and the last that are not among them, where they follow one another by one step. */
function absentYears(years: readonly number[]): readonly number[] {
  const sorted = [...new Set(years)].sort((a, b) => a - b);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const step = sorted.slice(1).reduce((common, year) => divisor(common, year - first), 0);
  if (step === 0 || (last - first) / step > mostYears) return [];
  const all = Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
  return all.filter((year) => !sorted.includes(year));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
