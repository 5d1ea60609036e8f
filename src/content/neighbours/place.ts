import type { Diagnostic } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { LedgerEntry } from '../../model/quantity.js';
import type { Fault } from '../../problems/problem.js';
import type { Spoken } from '../numbers/spoken.js';
import type { PrintedValue, TextRun } from '../numbers/text-runs.js';
import type { CategoryNames } from './named.js';
import type { Vocabulary } from './vocabulary.js';

/** What the rules on neighbours look into. */
export interface NeighbourContext {
  readonly data: PublishedData;
  readonly lexicon: Lexicon;
  readonly vocabulary: Vocabulary;
  readonly spoken: Spoken;
  readonly names: CategoryNames;
  /** What the report is about. */
  readonly title: string;
}

/** A printed number among the words of its block. */
export interface NumberPlace {
  readonly entry: LedgerEntry;
  readonly run: TextRun;
  /** Where it stands in the text of the run, one character long. */
  readonly from: number;
  readonly before: string;
  readonly after: string;
}

/** What a rule on neighbours finds wrong with a number. */
export type NeighbourProblem = Omit<Fault, 'severity'>;

/** One rule on what stands beside a number. */
export type NeighbourRule = (place: NumberPlace, context: NeighbourContext) => NeighbourProblem | undefined;

/** A number with the words around it. */
export function placeOf(run: TextRun, { node, from }: PrintedValue): NumberPlace {
  const [before, after] = [run.text.slice(0, from), run.text.slice(from + 1)];
  return { entry: node.entry, run, from, before, after };
}

/** The problem at the call that prints the number. */
export function toDiagnostic(problem: NeighbourProblem, { entry }: NumberPlace): Diagnostic {
  return { severity: 'error', position: entry.quantity.at, ...problem };
}

/** The clause that a number stands in. */
export interface Clause {
  /** Where it begins in its run. */
  readonly from: number;
  readonly text: string;
  /** True when it prints no other number. */
  readonly hasOneNumber: boolean;
  /** True when it prints no other number before it. */
  readonly isFirst: boolean;
}

type Span = readonly [start: number, end: number];

/**
 * The clause around a number: to the marks and conjunctions on either side. The year that leads into a sentence is part of its
 * first clause. A mark within one of the `names`, such as "ear, nose and throat", parts nothing.
 */
export function clauseOf(
  { run, from }: NumberPlace,
  { neighbours: { clauses, years, spans, moments } }: Lexicon,
  names: readonly Span[] = [],
): Clause {
  const marks = [...run.text.matchAll(clauses)]
    .map((match) => [match.index, match.index + match[0].length] as const)
    .filter(([mark]) => !isWithin(mark, names));
  const before = marks.filter(([, end]) => end <= from);
  const start = before.at(-1)?.[1] ?? 0;
  const end = marks.find(([mark]) => mark > from)?.[0] ?? run.text.length;
  const [leadStart, leadEnd] = [before.at(-2)?.[1] ?? 0, before.at(-1)?.[0] ?? 0];
  const lead = run.text.slice(leadStart, leadEnd);
  const without = lead.replace(spans, '').replace(moments, '').replace(years, '');
  // "In 2014 alone,"
  const isLead =
    without !== lead && (without.match(/\p{L}+/gu) ?? []).length <= 2 && /[,.]/.test(run.text[leadEnd] ?? '');
  const first = isLead ? leadStart : start;
  const inside = run.values.filter((value) => value.from >= first && value.from < end);
  return {
    from: first,
    text: run.text.slice(first, end),
    hasOneNumber: inside.length === 1,
    isFirst: inside[0]?.from === from,
  };
}

const isWithin = (at: number, spans: readonly Span[]): boolean =>
  spans.some(([start, end]) => start < at && at < end);
