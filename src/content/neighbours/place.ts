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
