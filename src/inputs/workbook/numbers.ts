/** Numbers of a workbook as exact decimal texts, and how many of their decimals were displayed. */

/** A binary number in plain decimal digits, as few as tell it apart from its neighbours. */
export function plainNumber(value: number): string {
  const text = String(value);
  const [, sign = '', whole = '', fraction = '', power = ''] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (power === '') return text;
  return sign + moved(whole + fraction, fraction.length - Number(power));
}

/** A decimal text that is a hundred times another: the point moves, nothing is calculated. */
export function timesHundred(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return sign + moved(whole + fraction, fraction.length - 2);
}

/** Digits with a point before the last `scale` of them; zeros after them where it is negative. */
function moved(digits: string, scale: number): string {
  if (scale <= 0) return withoutZeros(digits + '0'.repeat(-scale));
  const padded = digits.padStart(scale + 1, '0');
  return `${withoutZeros(padded.slice(0, -scale))}.${padded.slice(-scale)}`;
}

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** Significant digits that spreadsheets keep and show; more of them come of binary arithmetic. */
const mostDigits = 15;

/** How many decimals of a number are seen where nothing is said of its format: those within fifteen digits. */
export function generalDecimals(text: string): number {
  const seen = plainNumber(Number(Number(text).toPrecision(mostDigits)));
  return seen.split('.')[1]?.length ?? 0;
}

/** What a number format of Excel makes of a number. */
export interface Format {
  readonly isPercent: boolean;
  /** The decimals that it shows; undefined where it shows all that there are. */
  readonly decimals?: number;
  /** Why what it shows is not the number. */
  readonly fault?: 'otherwise' | 'unseen';
}

/** What stands in a format beside its digits: texts, colours, widths. */
const beside = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g;

/** Reads a number format for a number: one part is for all, or for those above, below and at nought. */
export function readFormat(format: string, value: number): Format {
  const parts = format.split(';');
  const [positive = '', negative, nought] = parts;
  const own = value < 0 ? negative : value === 0 ? nought : undefined;
  const shown = own ?? positive;
  const digits = shown.replace(beside, '');
  const isPercent = digits.includes('%');
  if (parts.length > 1 && shown.replace(/\[[^\]]*\]/g, '').trim() === '')
    return { isPercent, fault: 'unseen' };
  if (/general|@/i.test(digits) || !/[0#?]/.test(digits) || /[eE][+-]|\//.test(digits)) return { isPercent };
  const isScaled = /[0#?],+(?=[^0#?,]*(?:\.|$))/.test(digits);
  // A part for numbers below nought says itself what stands for the minus.
  const isUnsigned = own !== undefined && value < 0 && !/[-(\u2212]/.test(shown);
  const [whole = '', ...rest] = digits.split('.');
  const zeros = /0+$/.exec(whole.replace(/[^0#?]/g, ''))?.[0].length ?? 0;
  const isPadded = zeros > 1 && zeros > plainNumber(Math.trunc(Math.abs(value))).length;
  if (isScaled || isUnsigned || isPadded) return { isPercent, fault: 'otherwise' };
  return { isPercent, decimals: /^[0#?]*/.exec(rest.join('.'))?.[0].length ?? 0 };
}
