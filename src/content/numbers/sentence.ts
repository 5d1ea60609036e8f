/** Farther than any sentence goes: what is longer is cut, so that a block without full stops is not read again and again. */
const reach = 600;

/** The end of a sentence: a mark, what closes with it, a space, and no small letter after it. Not the dot of "1.5". */
const end = /[.!?\u2026]["'\u201C\u201D\u2019\u00BB\u00AB)\]]*\s+(?!\p{Ll})/gu;

/** The words of the sentence of a block of text in which a place stands. */
export function sentenceAt(text: string, offset: number): string {
  const [from, to] = sentenceBounds(text, offset);
  return text.slice(from, to);
}

/** From where to where the sentence of a block of text goes in which a place stands; its last mark is not part of it. */
export function sentenceBounds(text: string, offset: number): readonly [from: number, to: number] {
  const start = Math.max(offset - reach, 0);
  const before = text.slice(start, offset);
  const after = text.slice(offset, offset + reach);
  const last = [...before.matchAll(end)].at(-1);
  const next = after.search(end);
  const from = start + (last === undefined ? 0 : last.index + last[0].length);
  return [from, offset + (next < 0 ? after.length : next)];
}
