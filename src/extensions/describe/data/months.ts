import { partOfDay } from '../../../language/periods.js';
import { monthOfName } from '../../../model/dataset/month-names.js';
import { readPeriod } from '../../../model/dataset/periods.js';

/** The month that a word of a text names in full; English ones begin with a capital. */
export function monthNamed(word: string): string | undefined {
  const isSmallEnglish = /^(?:march|may)$/.test(word);
  return word.length > 3 || /^(?:May|maj|мај)$/i.test(word)
    ? isSmallEnglish
      ? undefined
      : monthOfName(word)
    : undefined;
}

/** The month that heads a column: as a period is written, or its first or last day; undefined for anything else. */
export function monthIn(text: string): string | undefined {
  const plain = text.trim();
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? [];
  if (day === '') return readPeriod('month', plain);
  const isLast = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() === Number(day);
  return day === '01' || isLast ? readPeriod('month', `${year}-${month}`) : undefined;
}

/** Of the languages of reports, as the names of months are. */
const languages = ['en', 'sq', 'sr', 'sr-Latn', 'mk', 'bs', 'ro'];

/** The day of the week of a name or its beginning, from 0. */
function weekdayNamed(word: string): number | undefined {
  const plain = word.toLowerCase().replace('.', '');
  if (plain.length < 3) return undefined;
  // The first of January 2024 was a Monday.
  const isDay = (day: number, tag: string): boolean =>
    partOfDay(tag, new Date(Date.UTC(2024, 0, 1 + day)), 'weekday')
      .toLowerCase()
      .startsWith(plain);
  return [0, 1, 2, 3, 4, 5, 6].find((day) => languages.some((tag) => isDay(day, tag)));
}

/** The month of a name or short name, from 0. */
const monthOf = (word: string): number | undefined => {
  const month = monthOfName(word.replace('.', ''));
  return month === undefined ? undefined : Number(month) - 1;
};

/** What names are if they are months or days of the week in their order, where January may follow December: a school year begins in September. */
export function inOrder(names: readonly string[]): 'months' | 'days of the week' | undefined {
  if (follow(names.map(monthOf), 12)) return 'months';
  return follow(names.map(weekdayNamed), 7) ? 'days of the week' : undefined;
}

function follow(places: readonly (number | undefined)[], round: number): boolean {
  const known = places.filter((place) => place !== undefined);
  // Two are often in order by chance.
  if (known.length < Math.max(3, places.length) || new Set(known).size < known.length) return false;
  return known.every((place, index) => {
    const before = known[index - 1] ?? -1;
    return place > before || (place === 0 && before === round - 1);
  });
}
