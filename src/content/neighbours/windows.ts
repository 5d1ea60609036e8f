import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { stemOf } from '../numbers/units.js';

/** The years that words speak of. */
export interface Window {
  readonly years: readonly number[];
  /** The words around them. */
  readonly rest: string;
  /** True where they end the text. */
  readonly isLast: boolean;
}

const anyYear = /(?<![\p{L}\p{N}/–-])[12]\d{3}(?![\p{N}])/gu;

/**
 * The one year, or the years from one to another, that a text speaks of; undefined where it names none, or others too.
 *
 * @param nouns The stems of nouns whose year may follow them: "victims of 2014".
 */
export function windowIn(text: string, nouns: ReadonlySet<string>, lexicon: Lexicon): Window | undefined {
  const { years, spans, yearOf } = lexicon.neighbours;
  const all = new Set(text.match(/[12]\d{3}(?!\p{N})/gu));
  const [span, ...otherSpans] = text.matchAll(spans);
  if (span !== undefined) {
    const [from, to] = [Number(span[1]), Number(span[2])];
    if (otherSpans.length > 0 || all.size > 2 || from > to) return undefined;
    return { years: allFrom(from, to), ...around(text, span) };
  }
  if (new Set(text.match(anyYear)).size > 1) return undefined;
  const follows = ({ index }: RegExpExecArray): boolean => {
    const before = /(\p{L}+)[\s\u00A0]+$/u.exec(text.slice(0, index))?.[1];
    return before !== undefined && nouns.has(stemOf(before.toLowerCase(), lexicon.neighbours.endings));
  };
  const found = [...text.matchAll(years), ...[...text.matchAll(yearOf)].filter(follows)];
  const [first] = found;
  return first === undefined ? undefined : { years: [Number(first[1])], ...around(text, first) };
}

/** The years that end the words before a colon: "Victims, 2014: ". */
export function windowBefore(text: string, lexicon: Lexicon): Window | undefined {
  const lead = /(?:^|(?<!\d)[.;!?]\s)((?:[^.;!?:]|(?<=\d)\.)*): ?$/u.exec(text)?.[1];
  return lead === undefined ? undefined : windowAtEnd(lead, lexicon);
}

/** The year in brackets behind what a number counts: "54 victims (2014)"; not that of a work, "Smith (2014)". */
export function windowBehind(text: string): Window | undefined {
  const year = /^[^.;:,()\uFFFC]{0,60}(?<!\p{Lu}[\p{L}.]*)\s\(([12]\d{3})\.?\)/u.exec(text)?.[1];
  return year === undefined ? undefined : { years: [Number(year)], rest: '', isLast: true };
}

/** The years that a line of words ends with: "Victims in 2014", "Victims, 2014". */
function windowAtEnd(line: string, lexicon: Lexicon): Window | undefined {
  const window = windowIn(line, new Set(), lexicon);
  if (window?.isLast) return window;
  const [bare] = /(?<![^\s(])[12]\d{3}(?=\.?\)?\s*$)/u.exec(line) ?? [];
  if (bare === undefined) return undefined;
  return { years: (line.match(anyYear) ?? []).map(Number), rest: line.replace(bare, ''), isLast: true };
}

const around = (text: string, { 0: found, index }: RegExpExecArray): Omit<Window, 'years'> => {
  const after = text.slice(index + found.length);
  return { rest: `${text.slice(0, index)} ${after}`, isLast: /^[\s.)]*$/.test(after) };
};

const allFrom = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
