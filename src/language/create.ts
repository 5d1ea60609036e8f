import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageCatalogue } from './catalogue.js';
import type { Language, MessageArguments } from './language.js';
import { emptyLexicon, type Lexicon } from './lexicon/lexicon.js';
import { numberPrinter, placeOf } from './numbers.js';
import { printPeriod } from './periods.js';
import { toSerbianLatin } from './serbian-latin.js';

const serbianMonths = [
  ...['јануара', 'фебруара', 'марта', 'априла', 'маја', 'јуна'],
  ...['јула', 'августа', 'септембра', 'октобра', 'новембра', 'децембра'],
];
const inLatin = serbianMonths.map((name) => toSerbianLatin(name));

/** Months beside a day, where the language has them in another case there than Intl has: "1. марта 2015." */
const monthsOfDays: Readonly<Record<string, readonly string[]>> = {
  'sr-Cyrl': serbianMonths,
  'sr-Latn': inLatin,
  'sr-Latn-ME': inLatin,
  bs: inLatin.map((name) => name.replace('avgust', 'august')),
};

/** Languages whose offices write a day that is short in digits: "3.11.2015." */
const withNumericDays: ReadonlySet<string> = new Set(['sq', 'sr', 'bs', 'hr', 'mk']);

/** Languages that write years and days with a dot. */
const withOrdinalDots: ReadonlySet<string> = new Set(['sr', 'bs', 'hr']);

/** Prints days in the order and with the months of a language, whatever the time zone of the machine. */
function dates(tag: string): Language['date'] {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const isNumeric = withNumericDays.has(new Intl.Locale(tag).language);
  // Intl takes longer to make one than many reports to be checked, and most print no day.
  const formatFor = (month: 'long' | 'short', hasDay: boolean): Intl.DateTimeFormat => {
    const key = `${month} ${hasDay}`;
    const parts = {
      ...(hasDay && { day: 'numeric' as const }),
      month: isNumeric && hasDay && month === 'short' ? 'numeric' : month,
      year: 'numeric',
      timeZone: 'UTC',
    } as const;
    const format = formats.get(key) ?? new Intl.DateTimeFormat(placeOf(tag), parts);
    formats.set(key, format);
    return format;
  };
  const monthsOfDay = monthsOfDays[tag];
  return (day, length = 'long') => {
    const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(day);
    if (match === null) return day;
    const [year, month] = [Number(match[1]), Number(match[2])];
    const format = formatFor(length, match[3] !== undefined);
    const own = match[3] !== undefined && length === 'long' ? monthsOfDay?.[month - 1] : undefined;
    const text = format
      .formatToParts(Date.UTC(year, month - 1, Number(match[3] ?? 1)))
      .map((part) => (part.type === 'month' ? (own ?? part.value) : part.value))
      .join('');
    // Where space is short, a day stays on one line.
    return length === 'short' ? text.replace(/\s/g, '\u00A0') : text;
  };
}

/**
 * The `Language` of a tag. Use one per target; it caches compiled messages.
 * @param unread True where no native reader has read what the tool says in it.
 * Throws a RangeError when the tag is not valid BCP 47.
 */
export function createLanguage(
  tag: string,
  catalogue: MessageCatalogue,
  lexicon: Lexicon = emptyLexicon,
  unread = false,
): Language {
  const conjunction = new Intl.ListFormat(placeOf(tag), { type: 'conjunction' });
  const names = new Intl.DisplayNames([tag], { type: 'language' });
  const collator = new Intl.Collator(tag);
  const compiled = new Map<string, IntlMessageFormat>();
  // A day or a quarter ends with a dot, which is that of its sentence too, and gives way to another mark.
  const hasOrdinals = withOrdinalDots.has(new Intl.Locale(tag).language);
  const message = (id: string, values: MessageArguments = {}): string => {
    const source = catalogue[id];
    if (source === undefined) throw new Error(`No message \`${id}\` in language \`${tag}\``);
    const format = compiled.get(id) ?? new IntlMessageFormat(source, tag, undefined, { ignoreTag: true });
    compiled.set(id, format);
    const text = String(format.format({ ...values }));
    return hasOrdinals
      ? text.replace(/(?<=[\p{L}\p{N}])\.(?=\.(?:\s|$))|(?<=\d{4})\.(?=[,;:)])/gu, '')
      : text;
  };
  const printDay = dates(tag);
  return {
    tag,
    catalogue,
    lexicon,
    unread,
    ...numberPrinter(tag),
    message,
    list: (items) => conjunction.format(items),
    labels: (labels) => labels.join(message('document.between-labels')),
    date: printDay,
    period: (type, value, length) => printPeriod(type, value, { message, date: printDay, length }),
    nameOf: (other) => names.of(other) ?? other,
    compare: (a, b) => collator.compare(a, b),
  };
}
