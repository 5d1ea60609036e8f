/**
 * What an attacker knows of the counts of a publication, as a linear system over whole numbers. It has the numbers that
 * are printed, the relations between cells, and below which number no hidden cell can lie.
 */

/** One count, keyed by its place in the list of cells. */
export interface Cell {
  /** The count itself: a whole number that is safe in a double. */
  readonly value: number;
  /** The least that an attacker has to think of where it is hidden: 1 where zeros are shown, else 0. */
  readonly least: number;
  /** How dear it is to hide; infinite where it has to stay. */
  readonly cost: number;
  /** Absent for a cell that gives nobody away. */
  readonly need?: Need;
  /** Whoever is counted alone in it knows that, and what has to stay open of others stays open for them too. */
  readonly alone?: true;
  /** What it would need if it were small: the other worlds that an attacker thinks of are held to the same rule. */
  readonly ifSmall?: { readonly below: number; readonly need: Need };
}

/**
 * What has to stay possible of a sensitive cell: at least two values, or everything from `from` to `to`, both included.
 */
export type Need =
  | { readonly kind: 'two-values' }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** A range, or two values where it has but one: who is left with one value knows the count. */
export const rangeOf = (from: number, to: number): Need =>
  from < to ? { kind: 'range', from, to } : { kind: 'two-values' };

/** `least <= sum of factor x cell <= most`; both are 0 for a total that equals the sum of its parts. */
export interface Relation {
  readonly terms: readonly Term[];
  readonly least: number;
  readonly most: number;
}

export interface Term {
  /** Index of the cell. */
  readonly cell: number;
  /** A whole number other than 0. */
  readonly factor: number;
}

export interface System {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
}

/** What a hidden cell may be, both ends included; `most` is infinite where nothing bounds it. */
export interface Interval {
  readonly least: number;
  readonly most: number;
}

/** Whether an interval leaves open what has to stay open. */
export const leavesOpen = (need: Need, { least, most }: Interval): boolean =>
  need.kind === 'two-values' ? most > least : least <= need.from && most >= need.to;

/** The relations of a system that do not hold for the values of its cells. */
export const brokenRelations = ({ cells, relations }: System): Relation[] =>
  relations.filter((relation) => {
    const sum = relation.terms.reduce((all, { cell, factor }) => all + factor * (cells[cell]?.value ?? 0), 0);
    return sum < relation.least || sum > relation.most;
  });
