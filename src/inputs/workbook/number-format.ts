import { plainNumber } from './numbers.js';

/** What a number format of Excel makes of a number. */
export interface Shown {
  readonly isPercent: boolean;
  /** The decimals that it shows; undefined where it shows all that there are. */
  readonly decimals?: number;
  /** Why what it shows is not the number. */
  readonly fault?: 'otherwise' | 'unseen';
}

/** A number format. */
export interface NumberFormat {
  /** True where it shows a number as a day or a time. */
  readonly isDate: boolean;
  shown(value: number): Shown;
}

/** A part of a format: one is for all numbers, several for those above, below and at nought, or as conditions say. */
interface Part {
  readonly condition?: (value: number) => boolean;
  /** Its digits and signs: of literal texts a quotation mark is left, of spaces and apostrophes nothing. */
  readonly code: string;
  readonly hasText: boolean;
  readonly hasOwnDigits: boolean;
  readonly hasMinus: boolean;
  /** True for a lone dash, as the accounting formats of Excel show 0. */
  readonly isDash: boolean;
}

const token = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|e[+-]|general|./gisu;

/** Reads a number format as the file writes it. */
export function readFormat(format: string): NumberFormat {
  const parts: string[][] = [[]];
  for (const [each] of format.matchAll(token)) {
    if (each === ';') parts.push([]);
    else parts.at(-1)?.push(each);
  }
  // The fourth part is for texts.
  const read = parts.slice(0, 3).map(readPart);
  const isDate = parts.flat().some((each) => /^(?:[ymdhs]|\[(?:h+|m+|s+)\])$/i.test(each));
  return { isDate, shown: (value) => shownBy(read, value) };
}

function readPart(tokens: readonly string[]): Part {
  let [code, text, condition]: [string, string, Part['condition']] = ['', '', undefined];
  for (const each of tokens) {
    if (each.startsWith('[')) {
      condition ??= conditionOf(each);
      // A currency is written before the `-` of its language.
      if (each.startsWith('[$')) text += each.slice(2, -1).replace(/-[^-]*$/, '');
    } else if (/^(?:[0#?.,%/@]|e[+-]|general)$/i.test(each)) code += each;
    else if (each.startsWith('_')) continue;
    else {
      const literal = each.replace(/^[\\*"]/, '').replace(/"$/, '');
      text += literal;
      // A number of a format that follows `/` is the denominator of a fraction.
      if (/^[\s\u00a0\u202f'\u2019]*$/.test(literal) || code.endsWith('/')) continue;
      code += '"';
    }
  }
  return {
    ...(condition === undefined ? {} : { condition }),
    code,
    hasText: text.trim() !== '',
    // A digit behind a letter is of a unit: m2.
    hasOwnDigits: /(?<!\p{L})\p{Nd}/u.test(text) && !code.includes('/'),
    hasMinus: /[-(\u2013\u2212]/.test(text),
    isDash: /^\s*[-\u2013\u2014]\s*$/.test(text) && !/[0#]/.test(code),
  };
}

function conditionOf(text: string): Part['condition'] {
  const [, sign, number] = /^\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)\]$/i.exec(text) ?? [];
  const than = Number(number);
  switch (sign) {
    case '<':
      return (value) => value < than;
    case '<=':
      return (value) => value <= than;
    case '>':
      return (value) => value > than;
    case '>=':
      return (value) => value >= than;
    case '=':
      return (value) => value === than;
    case '<>':
      return (value) => value !== than;
    default:
      return undefined;
  }
}

/** The part of a format that shows a number; undefined where none does. */
function partFor(parts: readonly Part[], value: number): Part | undefined {
  if (hasConditions(parts))
    return (
      parts.find(({ condition }) => condition?.(value)) ??
      parts.find(({ condition }) => condition === undefined)
    );
  const [positive, negative, nought] = parts;
  return (value < 0 ? negative : value === 0 ? nought : undefined) ?? positive;
}

const hasConditions = (parts: readonly Part[]): boolean =>
  parts.some(({ condition }) => condition !== undefined);

/** A part for numbers below nought says itself what stands for the minus. */
const lacksMinus = (part: Part, parts: readonly Part[], value: number): boolean =>
  value < 0 && part === parts[1] && !part.hasMinus && !hasConditions(parts);

function shownBy(parts: readonly Part[], value: number): Shown {
  const part = partFor(parts, value);
  if (part === undefined) return { isPercent: false, fault: 'otherwise' };
  const { code, hasText, hasOwnDigits, isDash } = part;
  const isPercent = code.includes('%');
  if (value === 0 && isDash) return { isPercent };
  if (parts.length > 1 && code.replaceAll('"', '') === '' && !hasText) return { isPercent, fault: 'unseen' };
  if (lacksMinus(part, parts, value) || hasOwnDigits) return { isPercent, fault: 'otherwise' };
  if (code === '') return hasText ? { isPercent, fault: 'otherwise' } : { isPercent };
  if (/general|@/i.test(code)) return { isPercent };
  if (!/[0#?]/.test(code)) return { isPercent, fault: 'otherwise' };
  if (code.includes('/')) return Number.isInteger(value) ? { isPercent } : { isPercent, fault: 'otherwise' };
  return shownDigits(code, isPercent, value);
}

/** What is shown of a number by a part of digits, perhaps with a power of ten. */
function shownDigits(code: string, isPercent: boolean, value: number): Shown {
  const [mantissa = '', exponent] = code.split(/e[+-]/i);
  const [whole = '', ...rest] = mantissa.split('.');
  const decimals = /^[0#?]*/.exec(rest.join('.'))?.[0].length ?? 0;
  if (exponent !== undefined) {
    const isWhole = Number(value.toExponential(Math.min(decimals, 100))) === value;
    return isWhole ? { isPercent } : { isPercent, fault: 'otherwise' };
  }
  if (value === 0 && !code.includes('0')) return { isPercent, fault: 'unseen' };
  const isScaled = /[0#?],+(?=[^0#?,]*(?:\.|$))/.test(code);
  const isParted = /[0#?][,.]*"+[,.]*[0#?]/.test(code);
  const zeros = /0+$/.exec(whole.replace(/[^0#?]/g, ''))?.[0].length ?? 0;
  const isPadded = zeros > 1 && zeros > plainNumber(Math.trunc(Math.abs(value))).length;
  if (isScaled || isParted || isPadded) return { isPercent, fault: 'otherwise' };
  return { isPercent, decimals };
}
