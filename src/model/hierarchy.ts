/** Categories that stand below one another: regions and their districts, groups of occupations and their units. */

/** What is asked of a dimension whose categories may name the one that they are part of. */
export interface Levelled {
  readonly categories: readonly { readonly value: string; readonly parent?: string }[];
  readonly total?: string;
  /** The names of the levels, the topmost first; absent where no category is part of another. */
  readonly levels?: readonly string[];
}

export const isHierarchy = ({ levels }: Pick<Levelled, 'levels'>): boolean => levels !== undefined;

/** The category that each is part of; the topmost have none, and the total is a category of no level. */
const parentsOf = ({ categories }: Levelled): ReadonlyMap<string, string> =>
  new Map(categories.flatMap(({ value, parent }) => (parent === undefined ? [] : [[value, parent]])));

const knownParents = new WeakMap<Levelled['categories'], ReadonlyMap<string, string>>();

function parentOf(field: Levelled, value: string): string | undefined {
  const parents = knownParents.get(field.categories) ?? parentsOf(field);
  knownParents.set(field.categories, parents);
  return parents.get(value);
}

/** The categories that one is part of, the nearest first. */
export function ancestorsOf(field: Levelled, value: string): readonly string[] {
  const ancestors: string[] = [];
  for (let next = parentOf(field, value); next !== undefined; next = parentOf(field, next)) {
    // A cycle is an error of the data package; nothing here may hang on it.
    if (ancestors.includes(next) || next === value) break;
    ancestors.push(next);
  }
  return ancestors;
}

/** How many categories stand above one: 0 for the topmost. */
export const depthOf = (field: Levelled, value: string): number => ancestorsOf(field, value).length;

/** The parts of a category, in their order; those that are part of no other where none is given. */
export const partsOf = (field: Levelled, whole?: string): readonly string[] =>
  field.categories
    .map(({ value }) => value)
    .filter((value) => value !== field.total && parentOf(field, value) === whole);

/** True for a category that others are part of. */
export const isWhole = (field: Levelled, value: string): boolean =>
  isHierarchy(field) && field.categories.some(({ parent }) => parent === value);

/**
 * The categories of a level (0 is the topmost) that are part of `wholes`, or all: each thing once. A category without parts
 * stands for itself at every level below its own, such as a region that has no districts, or "not known".
 */
export function atDepth(
  field: Levelled,
  depth: number,
  wholes: readonly string[] = partsOf(field),
): readonly string[] {
  return wholes.flatMap((value) => {
    const parts = depthOf(field, value) < depth ? partsOf(field, value) : [];
    return parts.length === 0 ? [value] : atDepth(field, depth, parts);
  });
}

/** The first of some categories that is part of another of them, with that other: together they count things twice. */
export function countedTwice(
  field: Levelled,
  values: readonly string[],
): { readonly part: string; readonly whole: string } | undefined {
  if (!isHierarchy(field)) return undefined;
  const known = new Set(values);
  for (const part of values) {
    const whole = ancestorsOf(field, part).find((value) => known.has(value));
    if (whole !== undefined) return { part, whole };
  }
  return undefined;
}

/** All categories, each before its parts, the total last. */
export function inTree(field: Levelled, wholes: readonly string[] = partsOf(field)): readonly string[] {
  return wholes.flatMap((value) => [value, ...inTree(field, partsOf(field, value))]);
}

/** True where some categories together are all of another, and nothing else: the districts of a region. */
export function isMadeOf(field: Levelled, whole: string, parts: readonly string[]): boolean {
  const own = new Set(parts);
  const isCovered = (value: string): boolean => {
    const below = partsOf(field, value);
    return own.has(value) || (below.length > 0 && below.every(isCovered));
  };
  return (
    isWhole(field, whole) &&
    isCovered(whole) &&
    parts.every((part) => part === whole || ancestorsOf(field, part).includes(whole))
  );
}
