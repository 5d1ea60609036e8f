import type { Field } from '../../../model/dataset/dataset.js';
import { Tree } from '../../../model/dataset/hierarchy.js';
import type { CategoryMerge } from '../../../model/dataset/protection.js';

/** The categories whose counts become one: that which they are added to is one of them where it exists. */
export const together = (
  { categories }: Pick<Field, 'categories'>,
  { into, parts }: CategoryMerge,
): string[] => [...new Set([...(categories.some(({ value }) => value === into) ? [into] : []), ...parts])];

/** True for categories of which none is made of others, and all are parts of the same. */
export function areSiblings(field: Field, categories: readonly string[]): boolean {
  const tree = new Tree(field);
  const [first, ...others] = categories;
  const parent = tree.ancestorsOf(first ?? '')[0];
  return (
    categories.every((value) => !tree.isWhole(value)) &&
    others.every((value) => tree.ancestorsOf(value)[0] === parent)
  );
}
