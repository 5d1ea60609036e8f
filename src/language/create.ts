import { IntlMessageFormat } from 'intl-messageformat';
import { type Exact, roundScaled } from '../model/exact.js';
import type { MessageCatalogue } from './catalogue.js';
import type { Language, MessageArguments, NumberStyle } from './language.js';
import { emptyLexicon, type Lexicon } from './lexicon/lexicon.js';

/** How a language writes numbers, taken from CLDR once so that Intl never sees (and never rounds) a number. */
interface Marks {
  readonly decimal: string;
  readonly group: string;
  /** Smallest count of digits before the first separator: Spanish and Polish write 4802 but 48 021. */
  readonly minimumGrouping: number;
  /** What follows the number in a percentage: "%" or a no-break space and "%". */
  readonly percentSuffix: string;
}

function readMarks(tag: string): Marks {
  const parts = new Intl.NumberFormat(tag, { minimumFractionDigits: 1 }).formatToParts(1234567.5);
  const fourDigits = new Intl.NumberFormat(tag).formatToParts(1234);
  const percent = new Intl.NumberFormat(tag, { style: 'percent' }).formatToParts(0.5);
  const integerAt = percent.findIndex((part) => part.type === 'integer');
  return {
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    group: parts.find((part) => part.type === 'group')?.value ?? ',',
    minimumGrouping: fourDigits.some((part) => part.type === 'group') ? 4 : 5,
    percentSuffix: percent
      .slice(integerAt + 1)
      .map((part) => part.value)
      .join(''),
  };
}

function group(digits: string, marks: Marks): string {
  return digits.length < marks.minimumGrouping ? digits : digits.replace(/\B(?=(\d{3})+$)/g, marks.group);
}

function print(value: Exact, style: NumberStyle, marks: Marks): string {
  const scaled = roundScaled(value, style.digits);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(style.digits + 1, '0');
  const split = digits.length - style.digits;
  const whole = digits.slice(0, split);
  const sign = scaled < 0n ? '\u2212' : style.signed && scaled > 0n ? '+' : '';
  const fraction = style.digits > 0 ? marks.decimal + digits.slice(split) : '';
  return sign + (style.grouping === false ? whole : group(whole, marks)) + fraction;
}

/** Prints days in the order and with the months of a language, whatever the time zone of the machine. */
function dates(tag: string): Language['date'] {
  // `en` alone would write the month first, as the United States do; European institutions write the day first.
  const place = tag === 'en' ? 'en-GB' : tag;
  const formats = Object.fromEntries(
    (['long', 'short'] as const).map((month) => [
      month,
      new Intl.DateTimeFormat(place, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }),
    ]),
  );
  const months = Object.fromEntries(
    (['long', 'short'] as const).map((month) => [
      month,
      new Intl.DateTimeFormat(place, { month, year: 'numeric', timeZone: 'UTC' }),
    ]),
  );
  return (day, length = 'long') => {
    const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(day);
    if (match === null) return day;
    const [year, month] = [Number(match[1]), Number(match[2])];
    const format = match[3] === undefined ? months[length] : formats[length];
    const text = format?.format(Date.UTC(year, month - 1, Number(match[3] ?? 1))) ?? day;
    // Where space is short, a day stays on one line.
    return length === 'short' ? text.replace(/\s/g, '\u00A0') : text;
  };
}

/**
 * The `Language` of a tag. Use one per target; it caches compiled messages.
 * Throws a RangeError when the tag is not valid BCP 47.
 */
export function createLanguage(
  tag: string,
  catalogue: MessageCatalogue,
  lexicon: Lexicon = emptyLexicon,
): Language {
  const marks = readMarks(tag);
  const collator = new Intl.Collator(tag);
  const compiled = new Map<string, IntlMessageFormat>();
  const message = (id: string, values: MessageArguments = {}): string => {
    const source = catalogue[id];
    if (source === undefined) throw new Error(`No message \`${id}\` in language \`${tag}\``);
    const format = compiled.get(id) ?? new IntlMessageFormat(source, tag, undefined, { ignoreTag: true });
    compiled.set(id, format);
    return String(format.format({ ...values }));
  };
  return {
    tag,
    lexicon,
    number: (value, style) => print(value, style, marks),
    percent: (value, style) => print(value, style, marks) + marks.percentSuffix,
    message,
    date: dates(tag),
    compare: (a, b) => collator.compare(a, b),
  };
}
