import type { Language } from '../../language/language.js';
import type { Category, Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { allBetween, isPeriod, type PeriodType } from '../../model/dataset/periods.js';
import { absentTimes } from '../../model/dataset/time-steps.js';
import type { ChartDataset } from '../datasets/parts.js';
import { areMonths, isTime } from '../times.js';
import { partsOf } from '../unit.js';

/**
 * The dataset as a chart draws it: days and periods are labelled in the words of the language. Times that the data pass over are
 * categories too, so that an axis keeps a place for them.
 */
export function withTimeLabels<Labelled extends PublishedDataset | ChartDataset>(
  dataset: Labelled,
  language: Language,
): Labelled {
  if (!dataset.fields.some(isTime)) return dataset;
  const labelled = (fields: readonly Field[]): readonly Field[] =>
    fields.map((field) => labelledField(field, language));
  const parts = 'parts' in dataset ? dataset.parts : undefined;
  const own = parts && { parts: parts.map((part) => ({ ...part, fields: labelled(part.fields) })) };
  return { ...dataset, fields: labelled(dataset.fields), ...own };
}

function labelledField(field: Field, language: Language): Field {
  if (!isTime(field)) return field;
  const whole = everyTime(field);
  if (field.type === 'date') return { ...whole, categories: printedDays(whole, language) };
  return isPeriod(field.type) ? { ...whole, categories: printedPeriods(whole, field.type, language) } : whole;
}

/** Periods that the data pass over have words too. */
function printedPeriods(
  { categories, total }: Field,
  type: PeriodType,
  language: Language,
): readonly Category[] {
  return categories.map((category) =>
    category.label === category.value && category.value !== total
      ? { ...category, label: language.period(type, category.value, 'short') }
      : category,
  );
}

/** Figures of months stand on the first of each: "Jan 2006" says as much. */
function printedDays(field: Field, language: Language): readonly Category[] {
  const { categories, total } = field;
  const isMonthly = areMonths(partsOf(field));
  return categories.map(({ value, label }) => {
    if (label !== value || value === total) return { value, label };
    return { value, label: language.date(isMonthly ? value.slice(0, 7) : value, 'short') };
  });
}

function absentPeriods(type: PeriodType, times: readonly string[]): readonly string[] {
  const there = new Set(times);
  const all = allBetween(type, times);
  return all.length > mostAbsent ? [] : all.filter((time) => !there.has(time));
}

/** Where more are absent, none is added: so few times are no series. */
const mostAbsent = 1000;

/** Adds the times that the data pass over, in the direction in which the others are declared. */
function everyTime(field: Field): Field {
  const { categories, total } = field;
  const declared = partsOf(field);
  // An axis of periods keeps the place of every one, also where none need follow another.
  const absent = isPeriod(field.type) ? absentPeriods(field.type, declared) : (absentTimes(field) ?? []);
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
