import { openSync } from 'fontkit';

/**
 * What a browser needs to choose a face, and what a chart needs to measure text in it.
 *
 * Both are computed from the files themselves: the `unicode-range` that a font package declares is wider than
 * what its files hold, and a range that promises absent glyphs would embed a face for nothing.
 */

/**
 * @typedef {[first: number, last: number]} Range Code points, both included.
 * @typedef {{advances: Record<string, number>, kerning: Record<string, number>}} WeightMetrics
 *   In thousandths of the font size: `advances` by decimal code point, `kerning` by the two characters.
 */

/**
 * Returns the code points that a font file holds, in order.
 * @param {string} path
 * @returns {number[]}
 */
export function coveredCodePoints(path) {
  return [...openSync(path).characterSet].sort((a, b) => a - b);
}

/**
 * Parses a CSS `unicode-range` such as `U+0-FF,U+131`.
 * @param {string} text
 * @returns {Range[]}
 */
export function parseUnicodeRange(text) {
  return text.split(',').map((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/**
 * Prints code points, in order, as a CSS `unicode-range`.
 * @param {readonly number[]} codePoints
 */
export function printUnicodeRange(codePoints) {
  /** @type {Range[]} */
  const ranges = [];
  for (const codePoint of codePoints) {
    const open = ranges.at(-1);
    if (open !== undefined && codePoint === open[1] + 1) open[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  /** @param {number} codePoint */
  const hex = (codePoint) => codePoint.toString(16).toUpperCase();
  return ranges
    .map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(',');
}

/**
 * Returns the advances and the kerning of one weight, for measuring a chart's text without a browser.
 * A browser never kerns across files, so pairs are taken within a file only.
 * @param {readonly {path: string, codePoints: readonly number[]}[]} faces In the order in which they are tried.
 * @returns {WeightMetrics}
 */
export function measureWeight(faces) {
  /** @type {Map<number, number>} */
  const advances = new Map();
  /** @type {Map<string, number>} */
  const kerning = new Map();
  for (const { path, codePoints } of faces) {
    const font = openSync(path);
    const scale = 1000 / font.unitsPerEm;
    const own = codePoints.filter((codePoint) => isMeasured(codePoint) && !advances.has(codePoint));
    for (const codePoint of own)
      advances.set(codePoint, font.glyphForCodePoint(codePoint).advanceWidth * scale);
    const kerned = own.filter(isKerned);
    for (const left of kerned) {
      for (const right of kerned) {
        const pair = String.fromCodePoint(left, right);
        const alone = (advances.get(left) ?? 0) + (advances.get(right) ?? 0);
        const adjustment = Math.round(font.layout(pair).advanceWidth * scale - alone);
        if (adjustment !== 0) kerning.set(pair, adjustment);
      }
    }
  }
  return {
    advances: Object.fromEntries([...advances].sort(([a], [b]) => a - b)),
    kerning: Object.fromEntries([...kerning].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Latin, Greek, Cyrillic, punctuation, arrows, operators and plain shapes. @param {number} codePoint */
function isMeasured(codePoint) {
  return (
    (codePoint >= 0x20 && codePoint < 0x530) ||
    (codePoint >= 0x2000 && codePoint < 0x2400) ||
    (codePoint >= 0x25a0 && codePoint < 0x2600)
  );
}

/** Letters of the languages that reports are written in, digits, and the punctuation between them. @param {number} codePoint */
function isKerned(codePoint) {
  return (
    (codePoint >= 0x20 && codePoint < 0x7f) ||
    (codePoint >= 0xc0 && codePoint < 0x180) ||
    (codePoint >= 0x400 && codePoint < 0x460) ||
    [0xa0, 0xab, 0xbb, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x201e, 0x2026, 0x2212].includes(
      codePoint,
    )
  );
}
