import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { faultOf } from '../../problems/problem.js';
import { describeYears, periodsOf, yearsMeant } from '../guards/years-of.js';
import { sentenceAt, sentenceBounds } from '../numbers/sentence.js';
import type { NeighbourRule, NumberPlace } from './place.js';

/** Years that words name: from one to another, from one on, or a number of them up to now. */
interface Span {
  readonly from?: number;
  readonly to?: number;
  readonly length?: number;
}

/** "From 2011 to 2014 there were 98" where 98 is the sum of 2013 and 2014: a number of several years in a sentence that names others. */
export const spanBeside: NeighbourRule = ({ entry, run, from: at }, { data, lexicon }) => {
  const { quantity, text } = entry;
  const dataset = ownOf(data, quantity.dataset);
  const years = dataset && calendarYears(quantity.cells, data);
  if (dataset === undefined || years === undefined || years.length < 2) return undefined;
  const [from, to] = sentenceBounds(run.text, at, lexicon.statements.abbreviations);
  const sentence = run.text.slice(from, to);
  const isAlone = run.values.every((value) => value.from === at || value.from < from || value.from >= to);
  if (!isAlone || lexicon.neighbours.extremes.test(sentence)) return undefined;
  const known = yearsMeant(dataset, data);
  const named = spansIn(sentence, lexicon).filter(
    ({ from: first, to: last }) => first === undefined || known.has(first) || known.has(last ?? 0),
  );
  const [other] = named;
  if (other === undefined || named.some((span) => fits(span, years, isOfSteps(quantity)))) return undefined;
  return faultOf('number/period.sentence', { text, years: describeYears(years), other: describe(other) });
};

/** The years of cells, in ascending order; undefined where one does not say, or is of a school year, which is called by either of its two. */
export function calendarYears(cells: readonly CellKey[], data: PublishedData): readonly number[] | undefined {
  const periods = periodsOf(cells, data);
  if (periods === undefined || periods.some((period) => period.length > 1)) return undefined;
  return [...new Set(periods.flat())].sort((a, b) => a - b);
}

/** True where a sentence names the years of a number as from one to another, or by the one in which they begin. */
export function namesYears(
  { run, from: at }: NumberPlace,
  years: readonly number[],
  lexicon: Lexicon,
): boolean {
  const sentence = sentenceAt(run.text, at, lexicon.statements.abbreviations);
  return spansIn(sentence, lexicon).some((span) => span.from !== undefined && fits(span, years, false));
}

/** "Victims, 2009–2014" above numbers of 2011 to 2014: the years of a caption that names no others, where they are not those of its table. */
export function otherSpan(caption: string, years: readonly number[], lexicon: Lexicon): string | undefined {
  const span = onlySpan(caption, lexicon);
  const named = new Set(caption.match(/[12]\d{3}/g));
  return span === undefined || named.size > 2 || fits(span, years, false) ? undefined : describe(span);
}

/** The years from one to another that a caption or a title says it is of; undefined where it chooses some of them. */
export function onlySpan(text: string, lexicon: Lexicon): { from: number; to: number } | undefined {
  const [span, ...others] = spansIn(text, lexicon);
  if (span?.from === undefined || span.to === undefined || others.length > 0) return undefined;
  return lexicon.neighbours.extremes.test(text) ? undefined : { from: span.from, to: span.to };
}

function spansIn(text: string, { neighbours, numberWords }: Lexicon): Span[] {
  const { spans, begins, lastYears, documents, otherTimes, enacted } = neighbours;
  const whole = [...text.matchAll(spans)];
  const isInside = (index: number): boolean =>
    whole.some((span) => span.index <= index && index < span.index + span[0].length);
  const isOfNumber = ({ index }: RegExpExecArray): boolean => {
    const before = text.slice(0, index);
    const lead = before.replace(/^.*[,;:(]/su, '');
    return !documents.test(before) && !otherTimes.test(lead) && lead.search(enacted) < 0;
  };
  const counts = [...text.matchAll(lastYears)].flatMap(([, ...words]) =>
    words.flatMap((word) =>
      word === undefined ? [] : (numberWords.cardinals.get(word.toLowerCase()) ?? (Number(word) || [])),
    ),
  );
  return [
    ...whole.filter(isOfNumber).map(([, from, to]) => ({ from: Number(from), to: Number(to) })),
    ...[...text.matchAll(begins)]
      .filter(({ index }) => !isInside(index) && !documents.test(text.slice(0, index)))
      .map(([, from]) => ({ from: Number(from) })),
    ...counts.map((length) => ({ length })),
  ];
}

/** Of a change, "the last three years" are the steps between its two. */
function fits({ from, to, length }: Span, years: readonly number[], isOfSteps: boolean): boolean {
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const lengths = [years.length, last - first + 1, ...(isOfSteps ? [last - first] : [])];
  return (
    (from ?? first) === first && (to ?? last) === last && (length === undefined || lengths.includes(length))
  );
}

/** True of what compares years, and adds none of them up. */
const isOfSteps = ({ operation }: Quantity): boolean => operation !== 'sum' && operation !== 'average';

const describe = ({ from, to, length }: Span): string => {
  if (from === undefined) return `${length} years`;
  return to === undefined ? `${from} as its first year` : describeYears([from, to]);
};
