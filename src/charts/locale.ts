/** Definitions of numbers and times in the form of d3, which vega takes. */
export interface VegaLocale {
  readonly number: Readonly<Record<string, unknown>>;
  readonly time: Readonly<Record<string, unknown>>;
}

/**
 * Returns the d3 locale of a language, derived from Intl because d3 ships none for Albanian or Serbian.
 * Axis ticks are printed with it; labels are printed by `Language`.
 */
export function vegaLocale(tag: string): VegaLocale {
  const before = known.get(tag);
  if (before !== undefined) return before;
  const made = makeLocale(tag);
  known.set(tag, made);
  return made;
}

/** By language: making one takes Intl as long as drawing a chart. */
const known = new Map<string, VegaLocale>();

function makeLocale(tag: string): VegaLocale {
  const parts = new Intl.NumberFormat(tag, { minimumFractionDigits: 1 }).formatToParts(-1234567.5);
  const percent = new Intl.NumberFormat(tag, { style: 'percent' }).formatToParts(0.5);
  const find = (type: string): string | undefined => parts.find((part) => part.type === type)?.value;
  const afterInteger = percent.findIndex((part) => part.type === 'integer') + 1;
  const names = (count: number, options: Intl.DateTimeFormatOptions, date: (index: number) => number) =>
    Array.from({ length: count }, (_, index) =>
      new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options }).format(date(index)),
    );
  const day = (index: number): number => Date.UTC(2024, 8, 1 + index);
  const month = (index: number): number => Date.UTC(2024, index, 15);
  return {
    number: {
      decimal: find('decimal') ?? '.',
      thousands: find('group') ?? '\u00a0',
      grouping: [3],
      currency: ['', '\u00a0\u20ac'],
      percent: percent
        .slice(afterInteger)
        .map((part) => part.value)
        .join(''),
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
  };
}
