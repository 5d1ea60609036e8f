/** Farther than any sentence goes: what is longer is cut, so that a block without full stops is not read again and again. */
const reach = 600;

/** The end of a sentence: a mark, what closes with it, a space, and no small letter after it. Not the dot of "1.5". */
const end = /[.!?\u2026]["'\u201C\u201D\u2019\u00BB\u00AB)\]]*\s+(?!\p{Ll})/gu;

/** What has a dot that ends no sentence: "No. 5", and ordinals where a language writes them so. */
export interface Abbreviations {
  in(text: string): readonly { readonly 0: string; readonly index: number }[];
}

/** The words of the sentence of a block of text in which a place stands. */
export function sentenceAt(text: string, offset: number, abbreviations?: Abbreviations): string {
  const [from, to] = sentenceBounds(text, offset, abbreviations);
  return text.slice(from, to);
}

/** From where to where the sentence of a block of text goes in which a place stands; its last mark is not part of it. */
export function sentenceBounds(
  text: string,
  offset: number,
  abbreviations?: Abbreviations,
): readonly [from: number, to: number] {
  const start = Math.max(offset - reach, 0);
  const before = text.slice(start, offset);
  const after = text.slice(offset, offset + reach);
  const short = abbreviations?.in(before + after) ?? [];
  const isEnd = (dot: number): boolean =>
    !short.some(({ 0: words, index }) => index <= dot && dot < index + words.length);
  // What is cut off here does not show whether a small letter follows.
  const goesOn = /^\p{Ll}/u.test(after);
  const last = [...before.matchAll(end)]
    .filter(({ 0: mark, index }) => isEnd(index) && !(goesOn && index + mark.length === before.length))
    .at(-1);
  const next = [...after.matchAll(end)].find(({ index }) => isEnd(before.length + index));
  const from = start + (last === undefined ? 0 : last.index + last[0].length);
  return [from, offset + (next?.index ?? after.length)];
}
