import type { Lexicon, NumberWords } from '../../language/lexicon/lexicon.js';
import { defined } from '../../model/defined.js';
import type { UnitNouns } from './units.js';

/** Stands in a text for a printed number, a reference or anything else that is no word of the author. */
export const placeholder = '\uFFFC';

/** What number words are read with. */
export interface NumberWordReader {
  readonly lexicon: Lexicon;
  readonly units: UnitNouns;
  /** What `readNumberWords` found in a block before; absent where nothing is remembered. */
  readonly numberWordsIn?: (text: string) => readonly NumberWord[];
}

/** A number in words. */
export interface NumberWord {
  readonly text: string;
  readonly offset: number;
  /** The thing it counts, as written, where it stands beside one: then it is a figure, which nobody may type. */
  readonly unit?: string;
  /** 12 for "twelve"; absent for "dozens" and "half". */
  readonly value?: number;
}

/** How many words may lie between a multiple and what it multiplies: "the victims identified rose twofold". */
const multipleReach = 3;

/** The number words of a block of author text, in order: "twelve", "a third", "dozens", "twofold". */
export function readNumberWords(text: string, reader: NumberWordReader): readonly NumberWord[] {
  return reader.numberWordsIn?.(text) ?? readAnew(text, reader);
}

function readAnew(text: string, { lexicon, units }: NumberWordReader): NumberWord[] {
  const { numberWords } = lexicon;
  // "{{thousands ...}} thousand cases": whether it goes with the number before it, `number/sign` says.
  const isScale = ({ 0: word, index }: RegExpExecArray): boolean =>
    numberWords.scales.has(word.toLowerCase()) && text.slice(0, index).trimEnd().endsWith(placeholder);
  // A pattern of Roman numerals finds nothing before "ill".
  const found = numberWords.any.in(text).filter((match) => match[0] !== '' && !isScale(match));
  if (found.length === 0) return [];
  const between = new RegExp(`^[\\s-]+${numberWords.between}`, 'iu');
  return found.map((match) => {
    const word = match[0];
    const after = text.slice(match.index + word.length);
    const unit =
      unitAfter(after, between, numberWords, units.atStart) ??
      (numberWords.multiples.test(word)
        ? unitAround(text.slice(0, match.index), after, units.forms)
        : undefined) ??
      unitBefore(text.slice(0, match.index), after, numberWords, units.forms);
    const value = countOf(word, numberWords);
    return defined({
      text: word,
      offset: match.index,
      unit,
      value,
    });
  });
}

/** "twelve persons", "half of the victims", "twelve young persons". */
function unitAfter(
  after: string,
  between: RegExp,
  { stops }: NumberWords,
  atStart: RegExp,
): string | undefined {
  const skipped = between.exec(after)?.[0];
  if (skipped === undefined) return undefined;
  const rest = after.slice(skipped.length);
  const next = atStart.exec(rest)?.[0];
  if (next !== undefined) return next.trim();
  const [extra, word] = /^(\p{L}[\p{L}-]*)\s+/u.exec(rest) ?? [];
  if (extra === undefined || word === undefined || stops.has(word.toLowerCase())) return undefined;
  return atStart.exec(rest.slice(extra.length))?.[0].trim();
}

/** "Victims numbered forty-two.", "The share of women was two thirds." */
function unitBefore(
  before: string,
  after: string,
  { predicates }: NumberWords,
  forms: ReadonlySet<string>,
): string | undefined {
  if (!/^\s*(?:$|[.,;:!?)])/u.test(after) || !predicates.test(before)) return undefined;
  const clause = before.split(/[.,;:!?()]/u).at(-1) ?? '';
  const words = clause.match(/\p{L}+/gu) ?? [];
  return words.reverse().find((word) => forms.has(word.toLowerCase()));
}

/** "a twofold rise in victims", "victims rose twofold". */
function unitAround(before: string, after: string, forms: ReadonlySet<string>): string | undefined {
  const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? [];
  const clause = (text: string, part: 'first' | 'last'): string =>
    (part === 'first' ? text.split(/[.;:!?]/u)[0] : text.split(/[.;:!?]/u).at(-1)) ?? '';
  const near = [
    ...wordsOf(clause(before, 'last')).slice(-multipleReach).reverse(),
    ...wordsOf(clause(after, 'first')).slice(0, multipleReach),
  ];
  return near.find((word) => forms.has(word.toLowerCase()));
}

/** The number that cardinals and scales make together; undefined for anything else. */
export function countOf(words: string, { cardinals, scales, ones, joins }: NumberWords): number | undefined {
  let [total, current] = [0, 0];
  for (const word of words.toLowerCase().split(/[\s-]+/u)) {
    const [cardinal, scale] = [cardinals.get(word), scales.get(word)];
    if (cardinal !== undefined) current += cardinal;
    else if (scale === 100) current = Math.max(current, 1) * scale;
    else if (scale !== undefined) [total, current] = [total + Math.max(current, 1) * scale, 0];
    else if (ones.has(word)) current += 1;
    else if (!joins.has(word)) return undefined;
  }
  return total + current;
}
