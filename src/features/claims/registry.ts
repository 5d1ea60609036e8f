import { fail } from '../../content/helpers/problem.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { ClaimKind, ShapeName } from './kind.js';
import { doubled, fell, grewTimes, halved, rose } from './kinds/change.js';
import { decreasing, increasing, stableWithin, unchanged } from './kinds/course.js';
import { between, higherThan, lowerThan, timesOther } from './kinds/pair.js';
import { atLeastShare, atMostShare, majority } from './kinds/part.js';
import { highest, lowest, rank } from './kinds/standing.js';

/** A kind with its own shape: narrow on `shape`. */
export type AnyKind = { readonly [S in ShapeName]: ClaimKind<S> }[ShapeName];

const kinds: readonly AnyKind[] = [
  increasing,
  decreasing,
  unchanged,
  stableWithin,
  rose,
  fell,
  doubled,
  halved,
  grewTimes,
  timesOther,
  higherThan,
  lowerThan,
  between,
  highest,
  lowest,
  rank,
  majority,
  atLeastShare,
  atMostShare,
];

/** The names of all kinds of claims, each once. */
export const kindNames: readonly string[] = [...new Set(kinds.map(({ name }) => name))];

/**
 * The kind of this name, or a diagnostic. `at-least-times` compares two figures where the claim names another (`than`),
 * else two years.
 */
export function requireKind(name: string, position: Position, namesAnother = false): AnyKind {
  const found = kinds.filter((kind) => kind.name === name);
  return (
    (found.length > 1 ? found.find(({ shape }) => (shape === 'pair') === namesAnother) : found[0]) ??
    fail(
      'content/argument',
      `Unexpected claim \`${name}\`, expected one of ${listNames(kindNames, kindNames.length)}`,
      position,
      didYouMean(name, kindNames),
    )
  );
}
