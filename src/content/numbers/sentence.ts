/** Farther than any sentence goes: what is longer is cut, so that a block without full stops is not read again and again. */
const reach = 600;

/** The end of a sentence: a mark, what closes with it, a space, and no small letter after it. Not the dot of "1.5". */
const end = /[.!?\u2026]["'\u201C\u201D\u2019\u00BB\u00AB)\]]*\s+(?!\p{Ll})/gu;

/** The words of the sentence of a block of text in which a place stands. */
export function sentenceAt(text: string, offset: number): string {
  const before = text.slice(Math.max(offset - reach, 0), offset);
  const after = text.slice(offset, offset + reach);
  const last = [...before.matchAll(end)].at(-1);
  const next = after.search(end);
  const from = last === undefined ? 0 : last.index + last[0].length;
  return before.slice(from) + (next < 0 ? after : after.slice(0, next));
}
