/** Periods that stand in two columns: the year in one, and in the other which quarter, month or week of it. */
import { type PeriodType, readPeriod, readYear } from '../../model/dataset/periods.js';

/** What of a year can stand in a column of its own: the letter that may stand before it, and how many digits it has. */
const forms = {
  quarter: { letter: 'Q', digits: 1 },
  month: { letter: 'M', digits: 2 },
  week: { letter: 'W', digits: 2 },
} as const satisfies Partial<Record<PeriodType, { readonly letter: string; readonly digits: number }>>;

type CombinedType = keyof typeof forms;

/** True for a type of which the year and the rest can stand apart. */
export const isCombined = (type: string): type is CombinedType => Object.hasOwn(forms, type);

/**
 * The period of a year and its quarter, month or week (`2024` and `3`, `03` or `Q3`), in the form of a period in one
 * column. Where they make no period it returns both texts with a space between, which no period is.
 */
export function combined(type: string, year: string, rest: string): string {
  const written = `${year} ${rest}`;
  if (!isCombined(type)) return written;
  const { letter, digits } = forms[type];
  const [, number] = new RegExp(`^${letter}?0?([1-9]\\d?)$`, 'i').exec(rest.trim()) ?? [];
  const first = readYear(year.trim());
  if (number === undefined || first === undefined) return written;
  const between = type === 'month' ? '-' : `-${letter}`;
  const period = `${first}${between}${number.padStart(digits, '0')}`;
  return readPeriod(type, period) === undefined ? written : period;
}
