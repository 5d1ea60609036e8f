import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { everyMatch } from '../../language/lexicon/word-pattern.js';
import { findNumerals, findTypedNumerals, type Numeral } from '../../model/numerals.js';
import type { NumberClass } from '../../model/quantity.js';
import { rememberedWith } from '../../model/remembered.js';
import { countOf, type NumberWordReader } from './number-words.js';
import { sentenceAt } from './sentence.js';
import type { YearSpan } from './spoken.js';

/** What numerals are read with. */
export interface Reader extends NumberWordReader {
  readonly span: YearSpan;
  /** Names of categories that have a number in them, as the data write them; absent where there are none. */
  readonly labels?: RegExp;
  /** What `readNumerals` found in a block before; absent where nothing is remembered. */
  readonly numeralsIn?: (text: string) => readonly ReadNumeral[];
}

/** A numeral and what it is; undefined for a figure, which nobody may type. */
export interface ReadNumeral extends Numeral {
  readonly class: NumberClass | undefined;
}

type Stretch = readonly [from: number, to: number, class_: NumberClass];

/**
 * The numerals of one block of author text (a paragraph, a heading, a cell) with their classes. Dates, numbers of
 * order, legal references and parts of names follow the patterns of the language; years the span of the project. A
 * number right before a thing that the report counts is a figure, whatever else it may look like.
 */
export function readNumerals(text: string, reader: Reader): readonly ReadNumeral[] {
  return reader.numeralsIn?.(text) ?? readAnew(text, reader);
}

function readAnew(text: string, reader: Reader): ReadNumeral[] {
  const { lexicon, units } = reader;
  const numerals = findTypedNumerals(text);
  const figures = numerals.length === 0 ? [] : stretchesOf(text, lexicon.figures, 'ledger');
  const isFigure = ({ offset }: Numeral): boolean =>
    figures.some(([from, to]) => from <= offset && offset < to);
  // Most blocks have no numerals but years, and need no patterns.
  if (numerals.every((numeral) => isYear(numeral, text, reader) && !isFigure(numeral)))
    return numerals.map((numeral) => ({ ...numeral, class: 'date' }));
  const stretches: Stretch[] = [
    ...stretchesOf(text, lexicon.legalReferences, 'legal-reference'),
    ...stretchesOf(text, lexicon.dates, 'date'),
    ...(reader.labels === undefined ? [] : found(text, reader.labels, 'label')),
    ...stretchesOf(text, lexicon.labels, 'label'),
    ...stretchesOf(text, lexicon.enumerators, 'enumerator'),
    ...anywhere.flatMap(([pattern, class_]) => found(text, pattern, class_)),
    ...statedTwice(text, numerals, reader),
    ...countedList(text),
    ...foreignQuantities(text, numerals, reader),
  ];
  return numerals.map((numeral) => {
    if (isFigure(numeral)) return { ...numeral, class: undefined };
    const { offset } = numeral;
    const end = offset + numeral.text.length;
    const before = text.slice(0, offset);
    // What a pattern takes beyond the numeral is the end of an ordinal: "the 54th victim".
    const countsAfter = (to: number): boolean =>
      /^\p{L}*$/u.test(text.slice(end, to)) && units.atStart.test(text.slice(to));
    const fits = ([from, to, kind]: Stretch): boolean =>
      from <= offset && end <= to && !(countsAfter(to) && !isFullDate(text.slice(from, to), kind));
    const found = stretches.find(fits)?.[2] ?? codeAt(numeral, before, lexicon);
    if (found !== undefined) return { ...numeral, class: found };
    return { ...numeral, class: isYear(numeral, text, reader) ? 'date' : undefined };
  });
}

function found(text: string, pattern: RegExp, class_: NumberClass): Stretch[] {
  return everyMatch(text, pattern).map((match) => [match.index, match.index + match[0].length, class_]);
}

/** What the patterns of a language find follows from the text alone. */
const matchesIn = rememberedWith((text, patterns: readonly RegExp[]) =>
  patterns.flatMap((pattern) => found(text, pattern, 'label')),
);

function stretchesOf(text: string, patterns: readonly RegExp[], class_: NumberClass): Stretch[] {
  return matchesIn(text, patterns).map(([from, to]) => [from, to, class_]);
}

/** What is no figure in any language. */
const anywhere: readonly (readonly [RegExp, NumberClass])[] = [
  // Years alone in brackets, of a meeting or of a reign
  [/(?<=\p{L} )\((?:1[5-9]|20)\d{2}(?:, | ?[-–] ?)(?:1[5-9]|20)\d{2}\)/gu, 'date'],
  [/(?<=\p{Lu}\p{Ll}+ )\(\d{3,4} ?[-–] ?\d{3,4}\)/gu, 'date'],
  // The mark of a note behind what closes
  [/(?<=\p{L}[)\]”»])\d{1,3}(?=\s|$|[.,;:)])/gu, 'enumerator'],
  // The scale of a map, and a code: nobody counts "03"
  [/(?<![\d:])1:\d{3,6}(?![\d:])/g, 'label'],
  [/(?<![\d.,])0\d{1,3}(?!\d|[.,]\d| ?[%\p{Sc}])/gu, 'label'],
];

/** "2 (two) drivers", "two drivers (2)", as offices write a number that they prescribe; not of anything that is counted. */
function statedTwice(text: string, numerals: readonly Numeral[], { lexicon, units }: Reader): Stretch[] {
  return numerals.flatMap(({ text: digits, offset }): Stretch[] => {
    const end = offset + digits.length;
    const behind = /^ ?\((\p{L}[\p{L} -]{0,40})\)/u.exec(text.slice(end));
    const isBehind = text[offset - 1] === '(' && text[end] === ')';
    const before = isBehind ? (text.slice(Math.max(offset - 60, 0), offset).match(/\p{L}+/gu) ?? []) : [];
    const words = [
      behind?.[1] ?? '',
      ...[-1, -2, -3]
        .flatMap((from) => [before.slice(from), before.slice(from, -1)])
        .map((each) => each.join(' ')),
    ];
    const to = end + (behind?.[0].length ?? 1);
    const counts = units.atStart.test(text.slice(to)) || units.forms.has(before.at(-1)?.toLowerCase() ?? '');
    const isSame = words.some((each) => each !== '' && countOf(each, lexicon.numberWords) === Number(digits));
    return isSame && !counts ? [[offset, to, 'label']] : [];
  });
}

/** A cell of a table and a heading say too little to show what their sum or measure is. */
const leastWords = 5;

/** Where a number ends with its scale and foreign unit, or sign before it; undefined of one without. */
function endOfQuantity(
  { text: digits, offset }: Numeral,
  text: string,
  { lexicon, units }: Reader,
): number | undefined {
  const after = text.slice(offset + digits.length);
  const inWords = /^\s*\([^()\d]{1,60}\)/u.exec(after)?.[0].length ?? 0;
  const scaled = inWords + (lexicon.neighbours.scales.exec(after.slice(inWords))?.[0].length ?? 0);
  const before = text.slice(Math.max(offset - 8, 0), offset).trimEnd();
  if (units.signs.some((sign) => before.endsWith(sign))) return offset + digits.length + scaled;
  const unit = units.foreign.exec(after.slice(scaled));
  return unit === null ? undefined : offset + digits.length + scaled + unit[0].length;
}

/**
 * Numbers of what no data of the project measure: "a shelter within 12 km", "a fee of EUR 5.50". Their sentences
 * neither say what was measured nor name anything that the data count.
 */
function foreignQuantities(text: string, numerals: readonly Numeral[], reader: Reader): Stretch[] {
  const { lexicon, units } = reader;
  const { kinds, joins, tells } = lexicon.quantities;
  if (kinds.length === 0) return [];
  const ends = numerals.map((numeral) => endOfQuantity(numeral, text, reader));
  // "Up to 100 m² 30 €" says of which size a price is.
  const measures = numerals.flatMap(({ text: digits, offset }, index) => {
    const end = ends[index];
    return end === undefined ? [] : text.slice(offset + digits.length, end).trim();
  });
  const isPrice = units.signs.some((sign) => measures.includes(sign)) && new Set(measures).size > 1;
  return numerals.flatMap(({ text: digits, offset }, index): Stretch[] => {
    const next = numerals[index + 1];
    const isJoined = next !== undefined && joins.test(text.slice(offset + digits.length, next.offset));
    const end = ends[index] ?? (isJoined ? ends[index + 1] : undefined);
    if (end === undefined) return [];
    const sentence = sentenceAt(text, offset, lexicon.statements.abbreviations);
    const isFree =
      (isPrice || [...sentence.matchAll(/\p{L}{2,}/gu)].length >= leastWords) &&
      !tells.test(sentence) &&
      !units.own.test(sentence);
    return isFree ? [[offset, end, 'label']] : [];
  });
}

/** "31 December 2015 victims" has a date all the same; in "by May 12 victims" and "note 12 cases" something is counted. */
function isFullDate(stretch: string, kind: NumberClass): boolean {
  return kind === 'date' && findNumerals(stretch).length > 1 && /\p{L}/u.test(stretch);
}

/** "1) recruits; 2) transfers", "(1) recruits, (2) transfers", "1. Recruit 2. Transfer". */
function countedList(text: string): Stretch[] {
  return [
    ...itemsOfLaw(text),
    ...inOrder(text, /\((\d{1,2})\)\s/gu),
    ...inOrder(text, /(?<=^|[\s(])(\d{1,2})\.\s+(?=\p{Lu})/gu),
    ...sections(text),
  ];
}

/** "; 4) victims ...": behind a mark or beside its neighbour, and no end of brackets. A page or a nested list may have cut its beginning off. */
function itemsOfLaw(text: string): Stretch[] {
  const found = [...text.matchAll(/(?<=^|\s)(\d{1,3})\)(?=\s+[„“”"]?\p{L})/gu)];
  const isOpen = (index: number): boolean =>
    text.slice(0, index).lastIndexOf('(') > text.slice(0, index).lastIndexOf(')');
  const isItem = (match: RegExpExecArray, place: number): boolean =>
    /(?:^|[;:.])\s*$/u.test(text.slice(0, match.index)) ||
    [-1, 1].some((step) => Number(found[place + step]?.[1]) === Number(match[1]) + step);
  return found
    .filter((match, place) => !isOpen(match.index) && isItem(match, place))
    .map((match) => [match.index, match.index + match[0].length, 'enumerator']);
}

/** "1.1 Rights 1.2 Duties 2.1 Courts": the sections of a list of contents in their order, at least two. */
function sections(text: string): Stretch[] {
  const found = [...text.matchAll(/(?<=^|\s)(\d{1,2})\.(\d{1,2})(?=\s+\p{Lu})/gu)];
  const isNext = (match: RegExpExecArray, index: number): boolean => {
    const [chapter, section] = [Number(match[1]), Number(match[2])];
    const last = found[index - 1];
    if (section === 1) return last === undefined || chapter === Number(last[1]) + 1;
    return last !== undefined && chapter === Number(last[1]) && section === Number(last[2]) + 1;
  };
  const counts = found.length > 1 && found.every(isNext);
  return counts ? found.map((match) => [match.index, match.index + match[0].length, 'enumerator']) : [];
}

/** At least two in their order; a list within a list begins anew. */
function inOrder(text: string, pattern: RegExp): Stretch[] {
  const found = [...text.matchAll(pattern)];
  const numbers = found.map((match) => Number(match[1]));
  const counts =
    found.length > 1 &&
    numbers.every((each, index) => each === 1 || (index > 0 && each === (numbers[index - 1] ?? 0) + 1));
  return counts && numbers.includes(2)
    ? found.map((match) => [match.index, match.index + match[0].length, 'enumerator'])
    : [];
}

/**
 * What may follow a letter as a part of its word: digits, the powers of units of area and volume ("km²"), and the
 * numbers of a formula ("CO₂"). Any other power, a fraction or a number in a circle is a number that leans on a word.
 */
const partOfWord = /^(?:\p{Nd}.*|[²³]|[\u2080-\u2089]+)$/u;

/** "I1", "A/2", "COVID-19": a numeral that a letter leads; "1.2.3": one with several points. */
function codeAt({ text }: Numeral, before: string, { currencies }: Lexicon): NumberClass | undefined {
  // "EUR54" is a sum of money.
  if (currencies.some((sign) => before.endsWith(sign) || before.endsWith(`${sign}-`))) return undefined;
  const isLed = /\p{L}$/u.test(before) || /(?<!\p{L})\p{Lu}+[-‑/]$/u.test(before);
  if (isLed && partOfWord.test(text)) return 'label';
  const parts = text.split('.');
  return parts.length > 2 && parts.slice(1).some((part) => part.length !== 3) ? 'label' : undefined;
}

/** A year of the project that counts nothing, is no sum of money and no part of a code. */
function isYear(numeral: Numeral, around: string, { lexicon, span, units }: Reader): boolean {
  const year = Number(numeral.text);
  if (!/^[12]\d{3}$/.test(numeral.text) || year < span.from || year > span.to) return false;
  if (units.atStart.test(around.slice(numeral.offset + numeral.text.length))) return false;
  const before = around.slice(0, numeral.offset);
  return !lexicon.currencies.some((sign) => before.trimEnd().endsWith(sign));
}
