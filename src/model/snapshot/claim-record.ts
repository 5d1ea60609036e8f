import type { Position } from '../../diagnostics.js';
import type { CellName } from '../dataset/cell-address.js';
import type { LookedAt, RowTest } from '../dataset/claimed-rows.js';
import type { Exact } from '../exact.js';
import type { CellKey, Quantity } from '../quantity.js';

/** What the figures say of a claim. */
export type Verdict = 'true' | 'false' | 'untestable';

/** A figure that a claim was tested on. */
export interface ClaimFigure {
  /** What tells it from the other figures of the claim, as printed: "2012", "Moldovan". */
  readonly label: string;
  /** Undefined where the dataset has no row. */
  readonly quantity: Quantity | undefined;
  /** True when it is among those that contradict the claim, or that leave it open. */
  readonly decides: boolean;
  /** Of those, true for the one to point at: the year that fell, not the one before it. */
  readonly pointed: boolean;
  /** Of one row of those that were counted: what stands in it. */
  readonly says?: string;
  /** Of one row: the number that was looked at is hidden there. */
  readonly hides?: true;
}

/** A passage of the text that no data can test, with its author's reason. */
export interface UncheckedPassage {
  /** Its words as printed. */
  readonly text: string;
  readonly reason: string;
  readonly at: Position;
}

/** Who said it, where a claim is quoted. */
export interface Attribution {
  readonly by: string;
  readonly source?: string;
}

/** Numbers that an author may write into a claim: its threshold, and whether equal figures count. */
export interface ClaimLimits {
  /** Absent where the author says nothing; each kind has its default. */
  readonly strict?: boolean;
  /** In per cent. */
  readonly share?: Exact;
  readonly times?: Exact;
  readonly rank?: number;
}

/** A figure that was compared, or the cell that the data do not have. */
export type ComparedFigure = { readonly quantity: Quantity } | { readonly gap: CellName };

/** What a claim was tested with, so that it can be tested again. */
export interface ClaimTest {
  /** How its figures belong together: `series`, `part`, `standing`. */
  readonly shape: string;
  readonly limits: ClaimLimits;
  /** The claim says that it does not hold. */
  readonly not?: true;
  /** The figures that were compared with each other, in their order: the one that a claim is about stands first. */
  readonly groups: readonly (readonly ComparedFigure[])[];
  /** A break in the series left a comparison open. */
  readonly acrossBreak?: true;
  /** How the rows were chosen that were counted. */
  readonly rows?: RowTest;
  /** The attributes that were looked at, of every row of its dataset. */
  readonly lookedAt?: readonly LookedAt[];
}

/** A claim as it was tested. Plain data; `cells` are those of all its figures. */
export interface ClaimRecord {
  readonly kind: string;
  /** The dataset of its first figure. */
  readonly dataset: string;
  /** The filters as written: `nationality` -> `kosovar`, `from` -> `2009`. */
  readonly keys: Readonly<Record<string, string>>;
  readonly figures: readonly ClaimFigure[];
  readonly cells: readonly CellKey[];
  readonly verdict: Verdict;
  readonly test: ClaimTest;
  /** The words of the claim as printed. */
  readonly text: string;
  /** Only of claims that somebody else made. */
  readonly quoted?: Attribution;
  readonly at: Position;
}
