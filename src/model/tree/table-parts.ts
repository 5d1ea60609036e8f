/**
 * A table as its maker states it, those of datasets and those behind drawings alike: plain rows, which a process can hand
 * over. `table-nodes.ts` makes the nodes of it.
 */
import type { Tone } from '../chart/palette.js';
import type { LedgerEntry } from '../quantity.js';

/**
 * Which question a sign answers: how far work has come (`status`), what came of it (`result`), or whether what somebody
 * said holds (`verdict`). Each has shapes of its own, so that no two are taken for one another.
 */
export type SignFamily = 'status' | 'result' | 'verdict';

/** What a word in a table judges; printed as a coloured sign beside the word, never by colour alone. */
export type Judgement = `${SignFamily}-${Tone}`;

/** A small square that stands for one thing, such as an action. Decoration: a tally beside it says the same in words. */
export interface Tile {
  readonly code: string;
  /** Shown to who points at it. */
  readonly title: string;
  readonly tone: Judgement;
  /** The id of the row that says more of it. Report takes it away where no table has that row. */
  readonly target?: string;
}

/** A stretch of time on the scale of its column, as parts of its whole length. Decoration: its days stand beside it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly tone: Judgement;
  /** How far it is put off; absent where its end stands. */
  readonly later?: number;
  /** Where the reference date stands on the scale; absent where it is off it. */
  readonly now?: number;
}

/**
 * The way from a baseline towards a target, as places on a scale on which further along is better. A value at 0 or 1
 * lies beyond the scale. Decoration: the numbers stand in the row.
 */
export interface Way {
  readonly baseline: number;
  readonly actual: number;
  readonly target: number;
  readonly tone: Judgement;
}

/** How many there are of one kind: "Late 3". */
export interface TallyEntry {
  readonly word: string;
  readonly tone: Judgement;
  readonly entry: LedgerEntry;
}

/**
 * One body cell of a data table: a number, a missing-value symbol (both in `entry`), text, a stretch of time, or tiles.
 * `detail` is set small below it. `way` is drawn before its number.
 */
export type TableCell =
  | {
      readonly kind: 'value';
      readonly entry: LedgerEntry;
      readonly detail?: string;
      readonly way?: Way;
      /** The letters of the notes on it. */
      readonly letters?: readonly string[];
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly tone?: Judgement;
      readonly detail?: string;
      readonly span?: Span;
    }
  | {
      readonly kind: 'tiles';
      /** The tally as plain text. */
      readonly text: string;
      readonly tiles: readonly Tile[];
      readonly tally: readonly TallyEntry[];
    };

/** A note on some cells of a table, and the letter that stands beside them. */
export interface LetteredNote {
  readonly letter: string;
  readonly words: string;
}

export interface TableColumn {
  readonly label: string;
  /** The heads above its own, outermost first: columns beside each other share those that are alike. */
  readonly groups?: readonly string[];
  /** The letters of the notes on all of its cells. */
  readonly letters?: readonly string[];
  /** Unit printed under the label when columns differ in unit. */
  readonly unit?: string;
  readonly total: boolean;
  readonly align: 'left' | 'right';
  /** The sign before the label, where it is what the cells are judged to be. */
  readonly tone?: Judgement;
  /** The labels of a scale, evenly along the column, in place of one: the years of a timeline. */
  readonly scale?: readonly string[];
  /** Words below the head of what is drawn beside it, such as a line; for outputs that draw it. */
  readonly key?: string;
}

export interface TableRow {
  readonly label: string;
  /** The letters of the notes on all of its cells. */
  readonly letters?: readonly string[];
  /** What links lead to; a row that comes after another of the same id has none. */
  readonly id?: string;
  /** Printed before the label: "1.2". */
  readonly code?: string;
  /** Set small below the label. */
  readonly detail?: string;
  /** Printed as a heading across the table above the first row of each run of the same group. */
  readonly group?: string;
  /** How many rows above it are wholes of which it is part: so far it is set in. */
  readonly indent?: number;
  /** Rows below it are parts of it. */
  readonly subtotal?: true;
  readonly total: boolean;
  readonly cells: readonly TableCell[];
}

/** Where numbers come from. */
export interface Source {
  readonly title: string;
  readonly path?: string;
}

/** A legend line: a symbol and what it means. */
export interface LegendEntry {
  readonly symbol: string;
  readonly meaning: string;
  /** Its sign in place of the symbol. */
  readonly tone?: Judgement;
}
