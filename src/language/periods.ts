import { labelOf } from '../model/dataset/category.js';
import type { Field, PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import { isPeriod, type PeriodType } from '../model/dataset/periods.js';
import type { Language } from './language.js';
import { placeOf } from './numbers.js';

/** What a period is printed with. */
interface PeriodPrinting extends Pick<Language, 'message' | 'date'> {
  readonly length?: 'long' | 'short' | undefined;
}

/** A period in the words of the language. School and financial years are names: "2023/24". */
export function printPeriod(
  type: PeriodType,
  value: string,
  { message, date, length }: PeriodPrinting,
): string {
  const [year = '', within = ''] = value.split('-');
  switch (type) {
    case 'quarter':
      return message('content.quarter', { quarter: within.slice(1), year });
    case 'month':
      return date(value, length);
    case 'week':
      // Names, not quantities: they are passed as text so that no number format touches them.
      return message('content.week', { week: String(Number(within.slice(1))), year });
    default:
      return value;
  }
}

/** The datasets with their periods in the words of the language, each when it is asked for. What has none is as it was. */
export function inWords(data: PublishedData, language: Language): PublishedData {
  const made = new Map<string, PublishedDataset | undefined>();
  return new Proxy(data, {
    get(target, name) {
      if (typeof name !== 'string' || !Object.hasOwn(target, name)) return Reflect.get(target, name);
      const known = made.get(name) ?? withPeriods(target[name], language);
      made.set(name, known);
      return known;
    },
  });
}

function withPeriods(
  dataset: PublishedDataset | undefined,
  language: Language,
): PublishedDataset | undefined {
  if (!dataset?.fields.some(({ type }) => isPeriod(type))) return dataset;
  return { ...dataset, fields: dataset.fields.map((field) => inWordsOf(field, language)) };
}

function inWordsOf(field: Field, language: Language): Field {
  const { type, categories, total } = field;
  if (!isPeriod(type)) return field;
  const labelled = categories.map((category) => {
    const isOwn = category.label !== category.value || category.value === total;
    return isOwn ? category : { ...category, label: language.period(type, category.value, 'short') };
  });
  return { ...field, categories: labelled };
}

/** What a column of time says, in words; else the label of a category, or the text itself. */
export function wordsOf(field: Field, value: string, language: Language): string {
  if (field.type === 'date') return language.date(value);
  const label = labelOf(field, value);
  return isPeriod(field.type) && label === value && value !== '' ? language.period(field.type, value) : label;
}

/** A day without its year, or a part of one. */
const parts = {
  month: { month: 'long' },
  weekday: { weekday: 'long' },
  'month and day': { month: 'long', day: 'numeric' },
  day: { day: 'numeric' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** A part of a day in the words of a language, whatever the time zone of the machine: "March", "Monday", "3 March". */
export const partOfDay = (tag: string, date: Date, part: keyof typeof parts): string =>
  new Intl.DateTimeFormat(placeOf(tag), { timeZone: 'UTC', ...parts[part] }).format(date);
