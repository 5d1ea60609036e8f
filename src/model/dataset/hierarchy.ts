import { listAt } from '../group-by.js';

/** Categories that stand below one another: regions and their districts, groups of occupations and their units. */

/** What is asked of a dimension whose categories may name the one that they are part of. */
export interface Levelled {
  readonly categories: readonly { readonly value: string; readonly parent?: string | undefined }[];
  readonly total?: string;
  /** The names of the levels, the topmost first; absent where no category is part of another. */
  readonly levels?: readonly string[];
}

export const isHierarchy = ({ levels }: Pick<Levelled, 'levels'>): boolean => levels !== undefined;

/** Two categories of which one is part of the other: together they count things twice. */
export interface CountedTwice {
  readonly part: string;
  readonly whole: string;
}

/** The categories of a dimension as a tree. Made once for many questions: each takes as long as its answer. */
export class Tree {
  readonly #ancestors = new Map<string, readonly string[]>();
  readonly #parts = new Map<string | undefined, string[]>();

  /** The total is a category of no level. */
  constructor({ categories, total }: Levelled) {
    const parents = new Map(categories.map(({ value, parent }) => [value, parent]));
    for (const { value, parent } of categories) {
      const ancestors: string[] = [];
      // A cycle is an error of the data package; nothing here may hang on it.
      for (let next = parent; next !== undefined && next !== value; next = parents.get(next)) {
        if (ancestors.includes(next)) break;
        ancestors.push(next);
      }
      this.#ancestors.set(value, ancestors);
      if (value !== total) listAt(this.#parts, parent).push(value);
    }
  }

  /** The categories that one is part of, the nearest first. */
  ancestorsOf(value: string): readonly string[] {
    return this.#ancestors.get(value) ?? [];
  }

  /** How many categories stand above one: 0 for the topmost. */
  depthOf(value: string): number {
    return this.ancestorsOf(value).length;
  }

  /** The parts of a category, in their order; those that are part of no other where none is given. */
  partsOf(whole?: string): readonly string[] {
    return this.#parts.get(whole) ?? [];
  }

  /** True for a category that others are part of. */
  isWhole(value: string): boolean {
    return this.partsOf(value).length > 0;
  }

  /** True for a category that is part of another, on whatever level. */
  isPartOf(value: string, whole: string): boolean {
    return this.ancestorsOf(value).includes(whole);
  }

  /**
   * The categories of a level (0 is the topmost) that are part of `wholes`, or all: each thing once. A category without
   * parts stands for itself at every level below its own, such as a region that has no districts, or "not known".
   */
  atDepth(depth: number, wholes: readonly string[] = this.partsOf()): readonly string[] {
    return wholes.flatMap((value) => {
      const parts = this.depthOf(value) < depth ? this.partsOf(value) : [];
      return parts.length === 0 ? [value] : this.atDepth(depth, parts);
    });
  }

  /** All categories, each before its parts, without the total. */
  inOrder(wholes: readonly string[] = this.partsOf()): readonly string[] {
    return wholes.flatMap((value) => [value, ...this.inOrder(this.partsOf(value))]);
  }

  /** The first of some categories that is part of another of them, with that other. */
  countedTwice(values: readonly string[]): CountedTwice | undefined {
    const known = new Set(values);
    for (const part of values) {
      const whole = this.ancestorsOf(part).find((value) => known.has(value));
      if (whole !== undefined) return { part, whole };
    }
    return undefined;
  }

  /** True for a category that is among some, or that something is part of which is. */
  isTold(value: string, among: ReadonlySet<string | undefined>): boolean {
    return among.has(value) || this.partsOf(value).some((part) => this.isTold(part, among));
  }

  /** True where some categories together are all of another, and nothing else: the districts of a region. */
  isMadeOf(whole: string, parts: readonly string[]): boolean {
    const own = new Set(parts);
    const isCovered = (value: string): boolean =>
      own.has(value) || (this.isWhole(value) && this.partsOf(value).every(isCovered));
    return (
      this.isWhole(whole) &&
      isCovered(whole) &&
      parts.every((part) => part === whole || this.isPartOf(part, whole))
    );
  }
}
