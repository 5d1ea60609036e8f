import type { ClaimLimits } from '../../model/snapshot/claim-record.js';
import type { Figure } from './figure.js';
import type { Finding } from './finding.js';

export type Limits = ClaimLimits;

export type LimitName = keyof Limits;

/** The figures of a claim by its shape; each shape has one reader in `select/`. */
export interface Shapes {
  /** The years of a dimension in order, one figure each. */
  readonly series: readonly Figure[];
  /** The same, where only the first and the last are compared. */
  readonly change: readonly Figure[];
  /** A part and its whole, for one year or for each. */
  readonly part: readonly { readonly part: Figure; readonly whole: Figure }[];
  /** A figure and another, for one year or for each. */
  readonly pair: readonly { readonly own: Figure; readonly other: Figure }[];
  /** A figure and two between which it should lie. */
  readonly range: readonly { readonly own: Figure; readonly least: Figure; readonly most: Figure }[];
  /** A figure by itself, for one year or for each. */
  readonly single: readonly Figure[];
  /** A category and all others of its dimension, for one year or for each. */
  readonly standing: readonly {
    readonly own: Figure;
    readonly others: readonly Figure[];
    /** All of them in their order. */
    readonly all: readonly Figure[];
  }[];
  /** A figure, and those of the years before or after it. */
  readonly rest: readonly { readonly own: Figure; readonly rest: readonly Figure[] }[];
  /** How many of some rows have something, and how many rows these are; for each value, where a claim names several. */
  readonly rows: readonly { readonly having: Figure; readonly chosen: Figure }[];
}

export type ShapeName = keyof Shapes;

/** One kind of claim: what it compares, and when it holds. */
export interface ClaimKind<S extends ShapeName = ShapeName> {
  readonly name: string;
  readonly shape: S;
  /** The limits that it takes; those in `required` must be given. */
  readonly limits: readonly LimitName[];
  readonly required?: readonly LimitName[];
  /** What must hold, for messages: "every year to exceed the one before". */
  expected(limits: Limits): string;
  findings(figures: Shapes[S], limits: Limits): readonly Finding[];
}
