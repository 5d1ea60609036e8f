import { sentenceBounds } from '../../../../content/numbers/sentence.js';
import type { Evidence } from '../../../../language/lexicon/evidence.js';
import type { Lexicon } from '../../../../language/lexicon/lexicon.js';
import type { Block, TextBlock } from '../read/blocks.js';
import type { Searched } from './candidates.js';
import { type Mentions, mentionsIn, type NamedYear } from './mentions.js';
import { money } from './tables.js';
import type { TypedNumber } from './typed-numbers.js';

/** The words around a typed number, as evidence of what it is. */
export interface Context {
  readonly typed: TypedNumber;
  readonly sentence: string;
  /** Where the number begins in its sentence. */
  readonly at: number;
  readonly end: number;
  readonly near: Mentions;
  readonly paragraph: Mentions;
  readonly headings: Mentions;
  /** The paragraph before. */
  readonly before: Mentions;
  /** The years of the sentence that are of its numbers, and not of what these are compared with. */
  readonly years: readonly NamedYear[];
  /** The years in which the sentence says that something was counted: "in 2024". */
  readonly counted: readonly NamedYear[];
  /** The years before it in the paragraph with which sentences begin: "In 2022 there were". */
  readonly opening: readonly NamedYear[];
  /** The year of a report. */
  readonly edition: number;
  /** That year ends in the next one: 2024/25. */
  readonly isOfTwoYears: boolean;
  readonly cues: Cues;
  /** The stems of the next two words that name something. */
  readonly after: readonly string[];
}

/** What the words of a sentence say of a number. */
interface Cues {
  readonly isLimit: boolean;
  readonly isChange: boolean;
  /** It is what something changed by. */
  readonly isBy: boolean;
  /** "4.9% more". */
  readonly isMore: boolean;
  readonly isSum: boolean;
  readonly isAll: boolean;
  readonly isAllYears: boolean;
  readonly isYearBefore: boolean;
  /** "The year before" is beside this number, and not what it is compared with. */
  readonly isOfYearBefore: boolean;
  readonly isAbout: boolean;
  readonly isYearEnd: boolean;
  /** It is what something was before it changed. */
  readonly isFrom: boolean;
  /** A currency stands beside it. */
  readonly isMoney: boolean;
  readonly isMean: boolean;
  readonly isRate: boolean;
  /** It is the N of "N of M". */
  readonly isPart: boolean;
  /** It is the M. */
  readonly isWhole: boolean;
  readonly hasAnd: boolean;
  /** The year right behind it. */
  readonly yearAfter: number | undefined;
}

/** The blocks around a number. */
export interface Place {
  readonly block: TextBlock;
  readonly next: Block | undefined;
  readonly paragraph: Mentions;
  readonly headings: Mentions;
  readonly before: Mentions;
}

/** Kinds of words of the lexicon that tell of a change or a difference. */
const changeKinds: ReadonlySet<string> = new Set([
  'rose',
  'fell',
  'increasing',
  'decreasing',
  'higher-than',
  'lower-than',
]);

export interface Reading extends Searched {
  readonly lexicon: Lexicon;
  /** Stems of words that name nothing. */
  readonly stops: ReadonlySet<string>;
  readonly edition: number;
}

/** Words of a sentence before its first number. */
const beforeNumbers = /(?:^|[.!?:;]\s)[^\d.!?:;]*$/u;

/** Behind a year that is half of a pair: "2024/25", "2023–2024", "2023 and 2024". It alone must not move. */
const inPair = /^\s?(?:[/–-]|\p{L}+ (?=(?:19|20)\d\d(?!\d)))\s?\d/u;

export function contextOf(typed: TypedNumber, place: Place, reading: Reading): Context {
  const { text } = place.block;
  const { lexicon, tables, stops, edition } = reading;
  const [from, to] = sentenceBounds(text, typed.at, lexicon.statements.abbreviations);
  // A number alone in its paragraph, as of a card, is told what it is below.
  const below = /^\S{1,14}$/.test(text.trim()) && place.next !== undefined && 'text' in place.next;
  const sentence = text.slice(from, to) + (below ? ` ${(place.next as TextBlock).text}` : '');
  const [at, end] = [typed.at - from, typed.end - from];
  const near = mentionsIn(sentence, tables);
  // "Since 2018, when there were 184", "fewer than in 2022 (18)".
  const ofNext = near.years.filter((year) => {
    const between = sentence.slice(year.at + 4, Math.max(year.at + 4, at));
    return between === ' (' || lexicon.evidence.yearWhen.test(between);
  });
  return {
    typed,
    sentence,
    at,
    end,
    near,
    paragraph: place.paragraph,
    headings: place.headings,
    before: place.before,
    years: ofNext.length > 0 ? ofNext : yearsOfNumber(near.years, sentence, at, lexicon),
    counted: near.years.filter(
      (year) =>
        lexicon.evidence.yearOfCount.test(sentence.slice(0, year.at)) &&
        !inPair.test(sentence.slice(year.at + 4)),
    ),
    opening: place.paragraph.years.filter(({ at: year }) => {
      const words = text.slice(0, year);
      return year < typed.at && beforeNumbers.test(words) && !lexicon.evidence.compared.test(words);
    }),
    edition,
    isOfTwoYears: tables.some(
      ({ order, periods }) =>
        order?.isOfTwoYears === true && periods.some((each) => each.startsWith(`${edition}`)),
    ),
    cues: cuesOf(sentence, at, end, lexicon, typed),
    after: near.placed
      .filter((each) => each.at >= end)
      .slice(0, 3)
      .map(({ stem }) => stem)
      .filter((stem) => !stops.has(stem))
      .slice(0, 2),
  };
}

/** The years that are of a number: where its part of the sentence, up to a semicolon, names some, only those. */
function yearsOfNumber(
  years: readonly NamedYear[],
  sentence: string,
  at: number,
  lexicon: Lexicon,
): readonly NamedYear[] {
  const own = years.filter((year) => isYearOfNumber(year, sentence, at, lexicon));
  const begin = sentence.lastIndexOf(';', at);
  const inPart = own.filter((year) => year.at > begin);
  return inPart.length > 0 ? inPart : own;
}

/** A year that a comparison names ("since 2019", "(24 in 2023)") is of the change, or of the number beside it. */
function isYearOfNumber(
  { at: place }: NamedYear,
  sentence: string,
  at: number,
  { evidence }: Lexicon,
): boolean {
  const words = sentence.slice(0, place);
  // "As the loan of 12 September 2023 was drawn": the day of something else.
  const isOfDay =
    place > at && /(?<![\d.,])\d{1,2}\.?\s\p{L}+\s$/u.test(words) && !evidence.yearEnd.test(words);
  // "8,597 after 8,120 in 2023": it is right behind another number.
  const last = [...words.matchAll(/\d[\d.,\u00a0\u202f]*/g)].at(-1);
  const isOfOther =
    (place > at && /;/.test(sentence.slice(at, place))) ||
    (last !== undefined &&
      last.index > at &&
      evidence.yearAfter.test(sentence.slice(last.index + last[0].length)));
  return (
    !isOfParenthesis(sentence, place, at) &&
    !isOfDay &&
    !isOfOther &&
    !isOfFirst(sentence, place, at, evidence) &&
    !evidence.compared.test(words)
  );
}

/** "From 602 in 2020 to 954": the year is right behind a number, and what this one is beside that follows. */
function isOfFirst(sentence: string, place: number, at: number, { toBefore, yearAfter }: Evidence): boolean {
  const { 0: number = '', index = 0 } =
    [...sentence.slice(0, place).matchAll(/\d[\d.,\u00a0\u202f]*/g)].at(-1) ?? {};
  const between = sentence.slice(place + 4, at).replace(moneyBefore, '');
  return number !== '' && toBefore.test(between) && yearAfter.test(sentence.slice(index + number.length));
}

const moneyBefore = /(?:EUR\s|[€$£])$/u;

/** The year stands in a parenthesis with a number of its own, and the number outside. */
function isOfParenthesis(sentence: string, place: number, at: number): boolean {
  const count = (text: string, sign: string): number => text.split(sign).length;
  const isInside = (index: number): boolean => {
    const words = sentence.slice(0, index);
    return count(words, '(') > count(words, ')');
  };
  const before = sentence.slice(sentence.lastIndexOf('(', place), place);
  const after = /^[^)]*/.exec(sentence.slice(place + 4))?.[0] ?? '';
  return isInside(place) && !isInside(at) && /\d/.test(before + after);
}

const hasChange = (words: string, { evidence, statements }: Lexicon): boolean =>
  evidence.change.test(words) ||
  statements.trend.some(({ kind, pattern }) => changeKinds.has(kind) && pattern.in(words).length > 0);

/** What stands between the words and a number that follows them; a number before them has them, unless that one is in brackets. */
const ofBefore = (before: string, between: string): string =>
  between === ' (' ? '' : (before.match(/\d/)?.[0] ?? '') + between;

function isOfYearBefore(sentence: string, at: number, end: number, lexicon: Lexicon): boolean {
  const { yearBefore, compared } = lexicon.evidence;
  const { 0: found = '', index = -1 } = yearBefore.exec(sentence) ?? {};
  const before = sentence.slice(0, Math.max(0, index));
  // Behind a number the words are its own, and not of the next one.
  const between =
    index < at ? ofBefore(before, sentence.slice(index + found.length, at)) : sentence.slice(end, index);
  // "62,985 pupils (last year 57,433)".
  const isOfNext = between.includes('(') && /^[^)]*\d/.test(sentence.slice(index + found.length));
  return (
    index >= 0 &&
    !isOfNext &&
    !/[\d;:]/.test(between) &&
    !hasChange(between, lexicon) &&
    !compared.test(before)
  );
}

function cuesOf(sentence: string, at: number, end: number, lexicon: Lexicon, typed: TypedNumber): Cues {
  const { evidence, statements } = lexicon;
  const [before, after] = [sentence.slice(0, at), sentence.slice(end)];
  const found = evidence.yearAfter.exec(after);
  // "51.6%, and in 2020 it was 51.8%": the year of the next number.
  const isOfNext = found?.[0].includes(',') && /\d/.test(after.slice(found[0].length));
  const yearAfter = isOfNext ? undefined : found?.[1];
  const isMore = evidence.changeAfter.test(after);
  return {
    isLimit: evidence.limit.test(before) || evidence.limitAfter.test(after),
    isChange: isMore || hasChange(sentence, lexicon),
    isBy: evidence.changeBefore.test(before) || isMore || (typed.isPercent && before.endsWith('(')),
    isMore,
    isSum: evidence.sum.test(sentence),
    isAll: evidence.all.test(sentence),
    isAllYears: evidence.allYears.test(sentence),
    isYearBefore: evidence.yearBefore.test(sentence),
    isOfYearBefore: isOfYearBefore(sentence, at, end, lexicon),
    isFrom: evidence.fromBefore.test(before),
    isMoney: money.test(before.slice(-2)) || money.test(/^\s?\p{L}+/u.exec(after)?.[0] ?? ''),
    isMean: evidence.mean.test(sentence),
    isRate: evidence.rate.test(sentence),
    isYearEnd: evidence.yearEnd.test(sentence),
    isAbout: evidence.aboutBefore.test(before) || evidence.aboutAfter.test(after),
    isPart: evidence.partOf.test(after),
    isWhole: evidence.ofAll.test(before),
    hasAnd: statements.conjunctions.in(sentence).length > 0,
    yearAfter: yearAfter === undefined ? undefined : Number(yearAfter),
  };
}
