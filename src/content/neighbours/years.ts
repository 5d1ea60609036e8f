import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { describeYears, everyPeriod, periodsOf, yearsMeant, yearsOf } from '../guards/years-of.js';
import { placeholder } from '../numbers/number-words.js';
import { sentenceBounds } from '../numbers/sentence.js';
import { stemOf } from '../numbers/units.js';
import { timeOf } from '../selection/fields.js';
import {
  type Clause,
  clauseOf,
  type NeighbourContext,
  type NeighbourProblem,
  type NeighbourRule,
  type NumberPlace,
} from './place.js';
import { namesYears } from './spans.js';

/** The years that words speak of. */
interface Window {
  readonly years: readonly number[];
  /** The words around them. */
  readonly rest: string;
  /** True where they end the text. */
  readonly isLast: boolean;
  /** True of a point in time: a number may have been counted up to it. */
  readonly isMoment?: boolean;
}

const anyYear = /(?<![\p{L}\p{N}/–-])[12]\d{3}(?![\p{N}])/gu;

/**
 * The one year, or the years from one to another, that a text speaks of; undefined where it names none, or others too.
 *
 * @param nouns The stems of nouns whose year may follow them: "victims of 2014".
 */
function windowIn(text: string, nouns: ReadonlySet<string>, lexicon: Lexicon): Window | undefined {
  const { years, spans, yearOf, moments } = lexicon.neighbours;
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
  const [moment] = text.matchAll(moments);
  const [first = moment] = found;
  if (first === undefined) return undefined;
  return { years: [Number(first[1])], ...around(text, first), isMoment: first === moment };
}

/** The years that end the words before a colon: "Victims, 2014: ". */
function windowBefore(text: string, lexicon: Lexicon): Window | undefined {
  const lead = /(?:^|(?<!\d)[.;!?]\s)((?:[^.;!?:]|(?<=\d)\.)*): ?$/u.exec(text)?.[1];
  return lead === undefined ? undefined : windowAtEnd(lead, lexicon);
}

/** The year in brackets behind what a number counts: "54 victims (2014)"; not that of a work, "Smith (2014)". */
function windowBehind(text: string): Window | undefined {
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

/** "In 2013 there were 54" where 54 is the number of 2012, and "In 2014 there were 188" where 188 is of six years. */
export const yearBeside: NeighbourRule = (place, context) => {
  const { quantity } = place.entry;
  const dataset = ownOf(context.data, quantity.dataset);
  const periods = dataset && periodsOf(cellsOf(quantity), context.data);
  if (dataset === undefined || periods === undefined) return undefined;
  const window = windowOf(place, dataset, context) ?? windowOfThese(place, context);
  if (window === undefined) return undefined;
  const isNamed = (period: readonly number[] | undefined): boolean =>
    period?.some((year) => window.years.includes(year)) === true;
  if (periods.every(isNamed) || isOfLastStep(quantity, periods, isNamed, dataset)) return undefined;
  const years = [...new Set(periods.flat())].sort((a, b) => a - b);
  if (!periods.some(isNamed)) return ofOthers(window.years, years, place, timeOf(dataset) !== undefined);
  const { manyYears } = context.lexicon.neighbours;
  const isFree = window.isMoment || manyYears.test(window.rest) || namesYears(place, years, context.lexicon);
  return isFree ? undefined : ofMore(window.years, years, place);
};

/** The cells whose years a number has: of a share those of its part. */
const cellsOf = ({ cells, operation, operands }: Quantity): readonly CellKey[] =>
  operation === 'share' && operands === undefined ? cells.slice(0, 1) : cells;

/** "In 2014 the number changed by −10": from the period right before. */
function isOfLastStep(
  { operation }: Quantity,
  periods: readonly (readonly number[])[],
  isNamed: (period: readonly number[] | undefined) => boolean,
  dataset: PublishedDataset,
): boolean {
  const compares =
    operation === 'change' ||
    operation === 'percent-change' ||
    operation === 'ratio' ||
    operation === 'difference';
  const [first = [], last = []] = [...periods].sort(([a = 0], [b = 0]) => a - b);
  const isBetween = ([year = 0]: readonly number[]): boolean =>
    year > (first[0] ?? 0) && year < (last[0] ?? 0);
  return compares && periods.length === 2 && isNamed(last) && !everyPeriod(dataset)?.some(isBetween);
}

/** The years that the words give a number: right before it, at the head of its row or column, or in its clause. */
function windowOf(
  place: NumberPlace,
  dataset: PublishedDataset,
  context: NeighbourContext,
): Window | undefined {
  const { lexicon, vocabulary } = context;
  const known = yearsMeant(dataset, context.data);
  const ifMeant = (window: Window | undefined, lead = ''): Window | undefined =>
    window?.years.every((year) => known.has(year)) && !speaksOfOther(window.rest, place, context, lead)
      ? window
      : undefined;
  const { heads = [] } = place.run;
  const years = heads.filter((head) => known.has(Number(head)));
  if (years.length > 0) {
    const rest = heads.filter((head) => !years.includes(head)).join(' ');
    return years.length > 1 ? undefined : ifMeant({ years: years.map(Number), rest, isLast: true });
  }
  const label = windowBefore(place.before, lexicon) ?? windowBehind(place.after);
  if (label !== undefined) return ifMeant(label);
  const clause = clauseOf(place, lexicon);
  const { hasOneNumber } = clause;
  if (!hasOneNumber && (!clause.isFirst || isLedTo(place, lexicon))) return undefined;
  const nouns = new Set(
    vocabulary.counted(place.entry.quantity).map((noun) => stemOf(noun, lexicon.neighbours.endings)),
  );
  const namesYear = /[12]\d{3}/.test(clause.text);
  const alone = hasOneNumber && !namesYear ? yearMeant(clause, place, context) : undefined;
  if (alone !== undefined) return alone;
  const lead = namesYear ? '' : `${leadOf(place, clause, nouns, lexicon)} `;
  // "The law, published in 2014, names 54"
  return ifMeant(
    windowIn(lead + clause.text, nouns, lexicon),
    place.run.text.slice(0, clause.from).slice(-reach),
  );
}

/** How far before a clause the law may stand that it tells of. */
const reach = 60;

/** True where words point to another year, or name what has one of its own: "the law adopted in 2014", which the number does not count. */
function speaksOfOther(
  text: string,
  { entry }: NumberPlace,
  { lexicon: { neighbours }, vocabulary }: NeighbourContext,
  lead = '',
): boolean {
  const { quantity } = entry;
  const counted = vocabulary.counted(quantity, false);
  // "Shelter" may be what tells the animals apart: the one that opened in 2014 took them in.
  const isOwn = (noun = '', verb = ''): boolean =>
    counted.includes(noun.toLowerCase()) || vocabulary.owns(verb, quantity);
  return (
    neighbours.otherTimes.test(text) ||
    [...`${lead}${text}`.matchAll(neighbours.enacted)].some(
      ({ 0: words, 1: noun, 2: verb, index }) => index + words.length > lead.length && !isOwn(noun, verb),
    )
  );
}

/** "Of the victims identified in 2012," before the clause of a number that says what part of them it is. */
function leadOf(
  { run, from: at }: NumberPlace,
  { from: end }: Clause,
  nouns: ReadonlySet<string>,
  lexicon: Lexicon,
): string {
  const [from] = sentenceBounds(run.text, at, lexicon.statements.abbreviations);
  const lead = run.text.slice(from, end);
  const words = lead.match(/\p{L}+/gu) ?? [];
  const isOfCounted =
    lexicon.neighbours.outOf.test(lead) &&
    words.slice(1, 4).some((word) => nouns.has(stemOf(word.toLowerCase(), lexicon.neighbours.endings)));
  return isOfCounted &&
    !lead.includes(placeholder) &&
    /^[^,.;:]*,\s*$/u.test(lead.replace(/\d\.(?=\s)/gu, ''))
    ? lead.replace(lexicon.neighbours.outOf, '')
    : '';
}

/** The years of the numbers that "of these" points back to; those of the same dataset, in the sentence or the one before it. */
function windowOfThese(place: NumberPlace, context: NeighbourContext): Window | undefined {
  const { run, from: at, entry, after } = place;
  const { data, lexicon } = context;
  const { abbreviations } = lexicon.statements;
  const { ofThese } = lexicon.neighbours;
  const [from, to] = sentenceBounds(run.text, at, abbreviations);
  const clause = clauseOf({ run, from: at, entry, after, before: '' }, lexicon);
  const sentence = run.text.slice(from, to);
  const [lead, behind] = [run.text.slice(Math.max(from, at - 40), at), after.slice(0, 30)];
  if (!ofThese.test(`${lead}${placeholder}${behind}`)) return undefined;
  if (/[12]\d{3}/.test(clause.text) || speaksOfOther(sentence.replace(ofThese, ''), place, context))
    return undefined;
  const [start] = from === 0 ? [0] : sentenceBounds(run.text, from - 2, abbreviations);
  const meant = run.values.filter(
    (value) =>
      value.from >= start && value.from < at && value.node.entry.quantity.dataset === entry.quantity.dataset,
  );
  const years = meant.flatMap(({ node }) => yearsOf(node.entry.quantity, data) ?? []);
  return years.length === 0
    ? undefined
    : { years: [...new Set(years)].sort((a, b) => a - b), rest: clause.text, isLast: false };
}

/** True behind a preposition: "from 36 to 42", where the first number is of another year. */
function isLedTo({ before }: NumberPlace, { numberWords, neighbours }: Lexicon): boolean {
  const last = /(\p{L}+)\s+$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  return numberWords.stops.has(last) && !neighbours.links.test(last);
}

/** The year for which the project has another word: "the year of the census". */
function yearMeant(
  { text }: Clause,
  { entry }: NumberPlace,
  { spoken }: NeighbourContext,
): Window | undefined {
  const small = text.toLowerCase();
  const named = spoken.synonyms.filter(
    ({ word, dataset, isYear }) =>
      isYear === true && dataset === entry.quantity.dataset && small.includes(word.toLowerCase()),
  );
  const [first, ...others] = new Set(named.map(({ category }) => category));
  return first !== undefined && others.length === 0
    ? { years: [Number(first)], rest: '', isLast: false }
    : undefined;
}

const ofOthers = (
  named: readonly number[],
  years: readonly number[],
  { entry }: NumberPlace,
  hasYears: boolean,
): NeighbourProblem => {
  const otherYears = describeYears(years);
  return faultOf(
    'number/period.year',
    { years: describeYears(named), text: entry.text, otherYears, named: named[0] },
    hasYears ? {} : { hint: phrase('number/period.alone', { otherYears }) },
  );
};

const ofMore = (
  named: readonly number[],
  years: readonly number[],
  { entry }: NumberPlace,
): NeighbourProblem =>
  faultOf('number/period.words', {
    text: entry.text,
    years: describeYears(years),
    otherYears: describeYears(named),
  });
