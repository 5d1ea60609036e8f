/**
 * Orders codes as people count: "1.2" before "1.10", "I2" before "I10". Digits are compared as numbers, the rest as
 * text by code points, so that neither the order of lines nor a locale reaches a page.
 */
export function compareCodes(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = comparePart(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

const partsOf = (code: string): string[] => code.match(/\d+|\D+/g) ?? [];

function comparePart(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && BigInt(a) !== BigInt(b)) return BigInt(a) < BigInt(b) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
