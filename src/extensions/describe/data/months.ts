import { readPeriod } from '../../../model/dataset/periods.js';

/** Languages in whose words a heading may name its month. */
const languages = ['en', 'sq', 'sr-Cyrl', 'sr-Latn', 'mk', 'ro'];

/** Months by their names and short names, in small letters and without points. */
const named: ReadonlyMap<string, string> = new Map(
  languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index): [string, string] => [
        format
          .format(Date.UTC(2024, index, 15))
          .toLowerCase()
          .replace(/\.$/, ''),
        `${index + 1}`.padStart(2, '0'),
      ]);
    }),
  ),
);

/** The month that a word of a text names in full; English ones begin with a capital. */
export function monthNamed(word: string): string | undefined {
  const isSmallEnglish = /^(?:march|may)$/.test(word);
  return word.length > 3 || /^(?:May|maj|мај)$/i.test(word)
    ? isSmallEnglish
      ? undefined
      : named.get(word.toLowerCase())
    : undefined;
}

/** The month that heads a column: "2024-03", its first or last day, "March 2024", "Mar-24"; undefined for anything else. */
export function monthIn(text: string): string | undefined {
  const plain = text.trim();
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? [];
  if (day !== '') {
    const isLast = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() === Number(day);
    return day === '01' || isLast ? readPeriod('month', `${year}-${month}`) : undefined;
  }
  const [, name = '', of = ''] = /^(\p{L}+)\.?[ \u00a0-]+(?:'|’)?(\d{4}|\d\d)$/u.exec(plain) ?? [];
  const number = named.get(name.toLowerCase());
  if (number !== undefined) return `${of.length === 2 ? '20' : ''}${of}-${number}`;
  return readPeriod('month', plain);
}
