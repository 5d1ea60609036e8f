import { type Exact, exact, multiply, toDecimalText } from '../model/exact.js';

export interface NumberStyle {
  /** Decimals, rounded half away from zero. */
  readonly digits: number;
  /** Plus sign on positive values. Default: only minus. */
  readonly signed?: boolean;
  /** Thousands separators; false for years. Default true. */
  readonly grouping?: boolean;
}

/** How a language writes numbers. Their decimals are ours, rounded before: Intl is given texts, and rounds nothing. */
export interface NumberPrinter {
  /** A number as printed: grouped, with the decimal mark of the language and U+2212 as minus. */
  number(value: Exact, style: NumberStyle): string;
  /** A number with its sign of per cent as the language sets it: "16.3%", "16,3 %". */
  percent(value: Exact, style: NumberStyle): string;
  /** The text of another with the sign of per cent, as the language sets it beside a number. */
  withPercentSign(written: string): string;
  /** The plural category of a number as it is printed: in English 1 is one, and 1.0 other. */
  plural(value: Exact, digits: number): Intl.LDMLPluralRule;
  readonly decimalMark: string;
  readonly groupMark: string;
  /** True where 4802 has no mark and 48 021 has one, as in Albanian, Polish and Spanish. */
  readonly leavesFourDigits: boolean;
}

type Kind = 'decimal' | 'percent';

const minus = '\u2212';
const percentPart = exact(1, 100);
/** Intl of Node 20 prints no more decimals than these. */
const mostDecimals = 20;

/** What Intl takes a language for: `en` alone would join lists and write days as the United States do. */
export const placeOf = (tag: string): string => (tag === 'en' ? 'en-GB' : tag);

/** The printer of a language. Throws a RangeError when the tag is not valid BCP 47. */
export function numberPrinter(tag: string): NumberPrinter {
  const formats = new Map<string, Intl.NumberFormat>();
  const plurals = new Map<number, Intl.PluralRules>();
  const formatFor = (kind: Kind, { digits, grouping = true }: NumberStyle): Intl.NumberFormat => {
    const key = `${kind} ${digits} ${grouping}`;
    const format = formats.get(key) ?? makeFormat(tag, kind, digits, grouping);
    formats.set(key, format);
    return format;
  };
  const print = (kind: Kind, value: Exact, style: NumberStyle): string => {
    // Intl takes 0.163 for 16.3%.
    const [of, digits] =
      kind === 'percent' ? [multiply(value, percentPart), style.digits + 2] : [value, style.digits];
    const text = toDecimalText(of, digits);
    const magnitude = text.replace('-', '');
    const isPositive = text === magnitude && /[1-9]/.test(text);
    const sign = text !== magnitude ? minus : style.signed === true && isPositive ? '+' : '';
    return sign + formatText(formatFor(kind, style), magnitude, digits - style.digits + mostDecimals);
  };
  const parts = formatFor('decimal', { digits: 1 }).formatToParts(1_234_567.5);
  const markOf = (type: 'decimal' | 'group', standard: string): string =>
    parts.find((part) => part.type === type)?.value ?? standard;
  return {
    number: (value, style) => print('decimal', value, style),
    percent: (value, style) => print('percent', value, style),
    withPercentSign: (written) =>
      formatFor('percent', { digits: 0 })
        .formatToParts(0)
        .map(({ type, value }) => (type === 'integer' ? written : value))
        .join(''),
    plural(value, digits) {
      const decimals = Math.min(digits, mostDecimals);
      const rules = plurals.get(decimals) ?? pluralRules(tag, decimals);
      plurals.set(decimals, rules);
      return rules.select(Math.abs(Number(toDecimalText(value, digits))));
    },
    decimalMark: markOf('decimal', '.'),
    groupMark: markOf('group', '\u00a0'),
    leavesFourDigits: /^\d+$/.test(print('decimal', exact(1234), { digits: 0 })),
  };
}

const pluralRules = (tag: string, decimals: number): Intl.PluralRules =>
  new Intl.PluralRules(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

function makeFormat(tag: string, kind: Kind, digits: number, grouping: boolean): Intl.NumberFormat {
  const decimals = Math.max(0, Math.min(digits, mostDecimals));
  return new Intl.NumberFormat(placeOf(tag), {
    style: kind,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    ...(grouping ? {} : { useGrouping: false }),
  });
}

/** A decimal text as a format prints it: exactly, however long. `most` decimals are all that the format takes. */
function formatText(format: Intl.NumberFormat, text: string, most: number): string {
  const [whole = '', decimals = ''] = text.split('.');
  if (decimals.length <= most) return format.format(numeric(text));
  const parts = format.formatToParts(numeric(`${whole}.${decimals.slice(0, most)}`));
  return parts
    .map(({ type, value }) => (type === 'fraction' ? value + decimals.slice(most) : value))
    .join('');
}

/** It is a numeric text, since `toDecimalText` writes nothing else; the compiler does not see that. */
const numeric = (text: string) => text as `${number}`;
