/** Code points, both included. */
type Span = readonly [first: number, last: number];

/** The spans of a CSS `unicode-range` such as `U+0-FF,U+131`. */
function parseUnicodeRange(range: string): readonly Span[] {
  return range.split(',').map((part): Span => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/** Code points in order as a CSS `unicode-range`. */
export function printUnicodeRange(points: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const point of points) {
    const open = spans.at(-1);
    if (open !== undefined && point === open[1] + 1) open[1] = point;
    else spans.push([point, point]);
  }
  const hex = (point: number): string => point.toString(16).toUpperCase();
  return spans
    .map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(',');
}

/** Tells of a code point whether a CSS `unicode-range` has it. */
export function inUnicodeRange(range: string): (point: number) => boolean {
  const spans = parseUnicodeRange(range);
  return (point) => spans.some(([first, last]) => point >= first && point <= last);
}
