/** How small counts of persons are kept from giving one of them away: the policy of a dataset, and what holds between datasets. */
import type { Position } from '../../diagnostics.js';

/**
 * What has to stay possible of a hidden small count: `exact`, another number at least; `range`, every count below the threshold; `strict`,
 * the threshold too.
 */
export const protectionLevels = ['exact', 'range', 'strict'] as const;
export type ProtectionLevel = (typeof protectionLevels)[number];

export const zeroRules = ['shown', 'sensitive'] as const;
export type ZeroRule = (typeof zeroRules)[number];

export const singletonRules = ['readers', 'protected'] as const;
/** `readers`: who is counted alone knows no more than others do. `protected`: what a level keeps open stays open for them too. */
export type SingletonRule = (typeof singletonRules)[number];

/** Categories of a dimension whose counts are published as one, so that fewer are small. */
export interface CategoryMerge {
  readonly dimension: string;
  /** The category that their counts are added to: one of them, another, or a new one. */
  readonly into: string;
  /** How that category is called; as it was, or as it is written, where nothing is said. */
  readonly label?: string;
  readonly parts: readonly string[];
  readonly position: Position;
}

/** Detail that is not published: a level of a hierarchy with all that is below it, or everything but totals. */
export interface LeftOut {
  readonly dimension: string;
  /** The name of the level, or `all`. */
  readonly level: string;
  readonly position: Position;
}

/** A small count that is printed all the same, since those whom it counts agreed or everybody knows it. */
export interface PublishedCell {
  /** A category for each dimension. */
  readonly where: Readonly<Record<string, string>>;
  /** The measure; every count of the row where none is said. */
  readonly measure?: string;
  readonly reason: string;
  /** Who decided it. */
  readonly by: string;
  /** `2014-12-31`. */
  readonly date: string;
  /** The annex of methods names `by` too. */
  readonly named?: true;
  readonly position: Position;
}

export interface ProtectionPolicy {
  /** Counts of 1 to one less are sensitive. */
  readonly threshold: number;
  readonly level: ProtectionLevel;
  readonly zeros: ZeroRule;
  /** Absent for `readers`. */
  readonly singletons?: SingletonRule;
  /** Cells that have to stay: those with all of these categories. */
  readonly never: readonly Readonly<Record<string, string>>[];
  /** Dimension -> category -> how many times dearer than others its cells are to hide. */
  readonly weight: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Counts are rounded to multiples of it, so that they add up, and nothing is hidden. */
  readonly round?: number;
  /** What is put together and what is left out before anything is hidden; absent where nothing is. */
  readonly merge?: readonly CategoryMerge[];
  readonly leaveOut?: readonly LeftOut[];
  /** Relations that hold in the numbers by chance, as `tallybook protect` names them, each with its place. */
  readonly unrelated?: ReadonlyMap<string, Position>;
  /** Relations that are no chance though few numbers show them, as `tallybook protect` names them, each with its place. */
  readonly related?: ReadonlyMap<string, Position>;
  /** Notes and attributes that stay in rows with a hidden count, each with the reason why they tell nothing of it. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Dimensions of which everybody may know that all persons of a group have one category in common, each with the reason. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Small counts that are printed, each by somebody's decision. */
  readonly publish?: readonly PublishedCell[];
  readonly position: Position;
}

/** Cells of one dataset: a measure, and the categories of the dimensions that are fixed. */
export interface LinkedCells {
  readonly dataset: string;
  readonly measure: string;
  readonly where: Readonly<Record<string, string>>;
}

/** Two sets of cells, row by row of the dimensions that neither fixes: equal, or the first a part of the second. */
export interface CellLink {
  readonly kind: 'equals' | 'within';
  readonly own: LinkedCells;
  readonly other: LinkedCells;
}

/** A measure of a dataset that is a count divided by another, times `per`. */
export interface RateLink {
  readonly dataset: string;
  readonly rate: string;
  readonly numerator: string;
  readonly denominator: LinkedCells;
  readonly per: bigint;
}

/** What the data package says of numbers that have to do with one another. */
export interface CellLinks {
  readonly pairs: readonly CellLink[];
  readonly rates: readonly RateLink[];
}

/** True where a row has all of these categories. */
export const hasCategories = (
  { keys }: { readonly keys: Readonly<Record<string, string>> },
  where: Readonly<Record<string, string>>,
): boolean => Object.entries(where).every(([name, category]) => keys[name] === category);

/** True for a count that a policy prints though it is small. */
export const isPublished = (
  { protection }: { readonly protection?: ProtectionPolicy },
  row: { readonly keys: Readonly<Record<string, string>> },
  measure: string,
): boolean =>
  protection?.publish?.some(
    (cell) => hasCategories(row, cell.where) && (cell.measure ?? measure) === measure,
  ) === true;

/** True where cells are hidden: a policy that rounds hides none. */
export const hidesCells = ({ protection }: { readonly protection?: ProtectionPolicy }): boolean =>
  protection !== undefined && protection.round === undefined;
