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
