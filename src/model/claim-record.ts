import type { Position } from '../diagnostics.js';
import type { CellKey, Quantity } from './quantity.js';

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
}

/** Who said it, where a claim is quoted. */
export interface Attribution {
  readonly by: string;
  readonly source?: string;
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
  /** The words of the claim as printed. */
  readonly text: string;
  /** Only of claims that somebody else made. */
  readonly quoted?: Attribution;
  readonly at: Position;
}
