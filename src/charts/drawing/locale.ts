import type { Language } from '../../language/language.js';

/** Definitions of numbers and times in the form of d3, which vega takes, and what that form cannot say. */
export interface VegaLocale {
  readonly number: Readonly<Record<string, unknown>>;
  readonly time: Readonly<Record<string, unknown>>;
  /** A number of an axis as the language writes it, from what d3 made of it. */
  finish(text: string): string;
}

/**
 * Returns the d3 locale of a language: d3 ships none for Albanian or Serbian. Vega prints with it along axes and in legends; what stands
 * for a cell is printed by `Language`.
 */
export function vegaLocale({
  tag,
  decimalMark,
  groupMark,
  withPercentSign,
  leavesFourDigits,
}: Language): VegaLocale {
  const names = (count: number, options: Intl.DateTimeFormatOptions, date: (index: number) => number) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
    return Array.from({ length: count }, (_, index) => format.format(date(index)));
  };
  const day = (index: number): number => Date.UTC(2024, 8, 1 + index);
  const month = (index: number): number => Date.UTC(2024, index, 15);
  return {
    number: {
      decimal: decimalMark,
      thousands: groupMark,
      grouping: [3],
      currency: ['', '\u00a0\u20ac'],
      percent: withPercentSign(''),
      minus: '\u2212',
    },
    time: {
      dateTime: '%x, %X',
      date: '%d.%m.%Y',
      time: '%H:%M:%S',
      periods: ['AM', 'PM'],
      days: names(7, { weekday: 'long' }, day),
      shortDays: names(7, { weekday: 'short' }, day),
      months: names(12, { month: 'long' }, month),
      shortMonths: names(12, { month: 'short' }, month),
    },
    finish: leavesFourDigits ? (text) => joinFourDigits(text, groupMark) : (text) => text,
  };
}

/** Takes the mark out of a number of four digits: d3 sets one in each that it groups. */
function joinFourDigits(text: string, mark: string): string {
  const [whole = '', ...groups] = text.split(mark);
  return groups.length === 1 && /(?:^|\D)\d$/.test(whole) ? whole + groups[0] : text;
}
