import { placeOf } from './numbers.js';

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
