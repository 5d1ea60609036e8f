/** What a translator may change in a text, and what comes back as it was: calls of helpers, ids, and the keys of front matter. */

/** A part of a text; what is locked comes back as it was. */
export interface Part {
  readonly text: string;
  readonly isLocked: boolean;
}

const call = /\{\{\{?(?:!--.*?--|.*?)\}?\}\}/gsu;
/** Words that a helper prints: `caption="Victims"`, and wherever several stand in quotation marks: a name of data is one. A chart is `by` a column, a quotation by somebody. */
const wordsInCall =
  /(?<=\s(?:alternative|caption|label|note|official|own|reason|source|subtitle|text|title|unit)=(["']))(?=[^"']*\p{L})[^"']+(?=\1)|(?<=^\{\{#quoted-claim\s[^}]*\sby=")(?=[^"]*\p{L})[^"]+(?=")|(?<=[\s=]")(?=[^"]*\p{L})[^"\s][^"]* [^"]*(?=")/gu;
/** `{#sec-victims}`, and what surrounds front matter and names its lines. */
const ids = /\{[#.][^{}\n]*\}/gu;
const keys = /^(?:---[ \t]*|[ \t]*[\w-]+:[ \t]+)$|^[ \t]*[\w-]+:[ \t]+/gmu;

/** A text in its parts. */
export function partsOf(text: string): readonly Part[] {
  const calls = [...text.matchAll(call)];
  const isFree = (at: number): boolean =>
    !calls.some(({ 0: found, index }) => at >= index && at < index + found.length);
  const others = [...text.matchAll(ids), ...(isFrontMatter(text) ? text.matchAll(keys) : [])];
  const kept = [...calls, ...others.filter(({ index }) => isFree(index))];
  const parts: Part[] = [];
  let end = 0;
  const add = (to: number, isLocked: boolean): void => {
    if (to > end) parts.push({ text: text.slice(end, to), isLocked });
    end = to;
  };
  for (const { 0: found, index } of kept.toSorted((one, other) => one.index - other.index)) {
    add(index, false);
    for (const { 0: words, index: at } of found.matchAll(wordsInCall)) {
      add(index + at, true);
      add(index + at + words.length, false);
    }
    add(index + found.length, true);
  }
  add(text.length, false);
  return parts;
}

const isFrontMatter = (text: string): boolean => text.startsWith('---');

/** True of a text that has words to be translated. */
export const hasOpenWords = (text: string): boolean =>
  partsOf(text).some((part) => !part.isLocked && /\p{L}/u.test(part.text));

/** A paragraph in one line, as a translator reads it; lists, boxes, tables, code and front matter keep theirs. */
export const inOneLine = (text: string): string =>
  /^(?:---|```|~~~|\|)/u.test(text)
    ? text
    : text
        .split('\n')
        .reduce((lines, line) =>
          /(?:^|\n)(?:[:#|>`]|\{\{[#/>]).*$/u.test(lines) || !/^[^\s#>|:{`~*+-](?!\d*[.)] )/u.test(line)
            ? `${lines}\n${line}`
            : `${lines} ${line}`,
        );

/** The same text, whatever its spaces and lines. */
export const sameText = (one: string, other: string): boolean => spaced(one) === spaced(other);
const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/**
 * A call or an id that is in one of two texts and not in the other; each is counted as often as it is there. Front matter may have
 * other keys in another language.
 */
export function strayPart(
  source: string,
  translation: string,
): { readonly part: string; readonly isLost: boolean } | undefined {
  const held = (text: string): string[] =>
    lockedIn(text)
      .map(spaced)
      .filter((part) => !/^(?:---|[\w-]+:)$/u.test(part));
  const left = held(translation);
  for (const part of held(source)) {
    const at = left.indexOf(part);
    if (at < 0) return { part, isLost: true };
    left.splice(at, 1);
  }
  const [part] = left;
  return part === undefined ? undefined : { part, isLost: false };
}

/** Calls with the quotation marks that Word likes to bend, as the source has them. */
export const straightened = (text: string): string =>
  text.replace(call, (found) => found.replace(/[“”„]/gu, '"').replace(/[‘’]/gu, "'"));

/** The locked parts of a text, in their order. */
export const lockedIn = (text: string): readonly string[] =>
  partsOf(text).flatMap((part) => (part.isLocked ? [part.text] : []));
