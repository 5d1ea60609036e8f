import { namedMonth } from './month-names.js';

/** Periods of time that follow one another by one step, besides years: quarters, months, weeks, school and financial years. */

export const periodTypes = ['quarter', 'month', 'week', 'school-year', 'financial-year'] as const;
export type PeriodType = (typeof periodTypes)[number];

export const isPeriod = (type: string): type is PeriodType => periodTypes.some((each) => each === type);

/** True for what runs in the order of time: years, periods and days. */
export const isTimeType = (type: string): boolean => type === 'year' || type === 'date' || isPeriod(type);

/** True for what has a place of its own in a series without gaps: years and periods. */
export const isCounted = (type: string): boolean => type === 'year' || isPeriod(type);

/** True for what a year is made of: quarters, months and weeks. */
export const isPartOfYear = (type: string): boolean =>
  type === 'quarter' || type === 'month' || type === 'week';

/** How a period is written, for messages. */
export const periodExamples: Readonly<Record<PeriodType, string>> = {
  quarter: 'a quarter such as `2024-Q3`',
  month: 'a month such as `2024-03`',
  week: 'a week of the ISO calendar such as `2024-W05`',
  'school-year': 'a school year such as `2023/24`',
  'financial-year': 'a financial year such as `2023/24`',
};

/** A year, also where a database wrote its first day (`2024-01-01`); undefined for anything else. */
export const readYear = (text: string): string | undefined => /^(\d{4})(?:-01-01)?$/.exec(text)?.[1];

/**
 * A period in the one form in which it is kept (`2024-Q3`, `2024-03`, `2024-W05`, `2023/24`), of the forms in which offices
 * write it, and databases by its first day; undefined for anything else.
 */
export const readPeriod = (type: PeriodType, text: string): string | undefined => readers[type](text);

function readQuarter(text: string): string | undefined {
  const [, year, quarter] = /^(\d{4})[- ]?Q([1-4])$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-Q${quarter}`;
  const [, begun, month] = /^(\d{4})-(01|04|07|10)-01$/.exec(text) ?? [];
  if (begun !== undefined) return `${begun}-Q${(Number(month) + 2) / 3}`;
  const [, first, after] = /^Q([1-4])[ /-]?(\d{4})$/.exec(text) ?? [];
  return after === undefined ? undefined : `${after}-Q${first}`;
}

function readMonth(text: string): string | undefined {
  const [, year, month = ''] = /^(\d{4})(?:-M?|M)(0[1-9]|1[0-2])(?:-01)?$/.exec(text) ?? [];
  return year === undefined ? namedMonth(text) : `${year}-${month}`;
}

function readWeek(text: string): string | undefined {
  const [, year, week = ''] = /^(\d{4})-?W(\d{2})$/.exec(text) ?? [];
  const number = Number(week);
  const isWeek = year !== undefined && number >= 1 && number <= weeksOf(Number(year));
  return isWeek ? `${year}-W${week}` : undefined;
}

function readYears(text: string): string | undefined {
  const [, first = '', second = ''] = /^(\d{4})[/–-](\d{2}|\d{4})$/.exec(text) ?? [];
  const next = String(Number(first) + 1);
  const areYears = first !== '' && (second === next || second === next.slice(2));
  return areYears ? acrossYears(Number(first)) : undefined;
}

const readers: Readonly<Record<PeriodType, (text: string) => string | undefined>> = {
  quarter: readQuarter,
  month: readMonth,
  week: readWeek,
  'school-year': readYears,
  'financial-year': readYears,
};

const acrossYears = (first: number): string => `${first}/${String(first + 1).slice(2)}`;

const dayMilliseconds = 86_400_000;

/** The number of days since 1970 of the Monday with which the first week of a year begins: that of 4 January. */
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4) / dayMilliseconds;
  // 1 January 1970 was a Thursday.
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}

const weeksOf = (year: number): number => (firstMonday(year + 1) - firstMonday(year)) / 7;

/** The place of a year or period among its likes, so that the next one has the next number; undefined for what is none. */
export function ordinalOf(type: string, value: string): number | undefined {
  const year = Number(/^\d{4}/.exec(value)?.[0] ?? Number.NaN);
  if (Number.isNaN(year)) return undefined;
  const within = Number(value.slice(-1));
  switch (type) {
    case 'year':
    case 'school-year':
    case 'financial-year':
      return year;
    case 'quarter':
      return year * 4 + within - 1;
    case 'month':
      return year * 12 + Number(value.slice(5)) - 1;
    case 'week':
      return (firstMonday(year) - 4) / 7 + Number(value.slice(6)) - 1;
    default:
      return undefined;
  }
}

/** The year or period at a place: the inverse of {@link ordinalOf}. */
export function valueAt(type: string, ordinal: number): string {
  switch (type) {
    case 'quarter':
      return `${Math.floor(ordinal / 4)}-Q${(ordinal % 4) + 1}`;
    case 'month':
      return `${Math.floor(ordinal / 12)}-${String((ordinal % 12) + 1).padStart(2, '0')}`;
    case 'week': {
      const monday = ordinal * 7 + 4;
      // The Thursday of a week lies in the year that the week is of.
      const year = new Date((monday + 3) * dayMilliseconds).getUTCFullYear();
      return `${year}-W${String((monday - firstMonday(year)) / 7 + 1).padStart(2, '0')}`;
    }
    case 'school-year':
    case 'financial-year':
      return acrossYears(ordinal);
    default:
      return String(ordinal);
  }
}

/** The first period that begins in a year, and the last; the year itself where the type is a year. */
export function endsOfYear(type: string, year: number): { readonly first: string; readonly last: string } {
  const firstOf = (of: number): string => (isPeriod(type) ? beginnings[type](of) : String(of));
  const next = firstOf(year + 1);
  return { first: firstOf(year), last: before(type, next) ?? next };
}

const beginnings: Readonly<Record<PeriodType, (year: number) => string>> = {
  quarter: (year) => `${year}-Q1`,
  month: (year) => `${year}-01`,
  week: (year) => `${year}-W01`,
  'school-year': acrossYears,
  'financial-year': acrossYears,
};

/** The year or period right before one. */
export const before = (type: string, value: string): string | undefined => {
  const ordinal = ordinalOf(type, value);
  return ordinal === undefined ? undefined : valueAt(type, ordinal - 1);
};

/** The same quarter, month or week of the year before; undefined where that had no such week. */
export function yearBefore(type: string, value: string): string | undefined {
  const year = Number(value.slice(0, 4)) - 1;
  if (!isPeriod(type) || !isPartOfYear(type)) return before(type, value);
  return readPeriod(type, `${year}${value.slice(4)}`);
}

/** Every year or period from the earliest of some to the latest: one that is left out is a gap. */
export function allBetween(type: string, values: readonly string[]): readonly string[] {
  const ordinals = values.map((value) => ordinalOf(type, value)).filter((each) => each !== undefined);
  if (ordinals.length === 0) return [];
  const [first, last] = ordinals.reduce(
    ([low, high], each): [number, number] => [Math.min(low, each), Math.max(high, each)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return Array.from({ length: last - first + 1 }, (_, index) => valueAt(type, first + index));
}
