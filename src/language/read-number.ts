import type { NumberPrinter } from './numbers.js';

/** The number that a text is, as the language writes numbers, with or without a sign of per cent; undefined for others. */
export function readWrittenNumber(
  text: string,
  { decimalMark, groupMark }: Pick<NumberPrinter, 'decimalMark' | 'groupMark'>,
): number | undefined {
  const plain = text
    .replace(/\s*%$/, '')
    .replaceAll(groupMark, '')
    .replace(/\s/g, '')
    .replace('\u2212', '-')
    .replace(decimalMark, '.');
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
