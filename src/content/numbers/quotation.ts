/** Marks of quotation that open and close, by the languages that use them; an opening one may close in another. */
const pairs = [
  ['\u201C', '\u201D'],
  ['\u201E', '\u201C\u201D'],
  ['\u00AB', '\u00BB'],
  ['\u00BB', '\u00AB'],
  ['\u2018', '\u2019'],
  ['\u201A', '\u2018\u2019'],
] as const;

/** True where a place in a block of text stands between quotation marks. */
export function isInQuotation(text: string, offset: number): boolean {
  const [before, after] = [text.slice(0, offset), text.slice(offset)];
  if (before.split('"').length % 2 === 0 && after.includes('"')) return true;
  return pairs.some(([open, close]) => {
    const from = before.lastIndexOf(open);
    return from >= 0 && !closes(before.slice(from + 1), close) && closes(after, close);
  });
}

/** A closing mark; between two letters it is an apostrophe. */
function closes(text: string, marks: string): boolean {
  return [...marks].some((mark) => new RegExp(`${mark}(?!\\p{L})|(?<!\\p{L})${mark}`, 'u').test(text));
}
