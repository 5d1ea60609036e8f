import { fail } from '../../content/helpers/problem.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { ClaimKind, ShapeName } from './kind.js';
import { doubled, fell, grewTimes, halved, rose } from './kinds/change.js';
import { decreasing, falls, increasing, recorded, rises, stableWithin, unchanged } from './kinds/course.js';
import { equalLimit, higherLimit, lowerLimit } from './kinds/limit.js';
import { aboutTimes, between, equalTo, higherThan, lowerThan, none, timesOther } from './kinds/pair.js';
import { atLeastShare, atMostShare, majority, minority } from './kinds/part.js';
import { firstKnown, known, lastKnown, missing } from './kinds/presence.js';
import { countRows, everyRow, mostRows, noRow, someRows } from './kinds/rows.js';
import { highest, lowest, only, rank } from './kinds/standing.js';

/** A kind with its own shape: narrow on `shape`. */
export type AnyKind = { readonly [S in ShapeName]: ClaimKind<S> }[ShapeName];

const kinds: readonly AnyKind[] = [
  increasing,
  decreasing,
  unchanged,
  stableWithin,
  rises,
  falls,
  recorded,
  rose,
  fell,
  doubled,
  halved,
  grewTimes,
  timesOther,
  aboutTimes,
  higherThan,
  lowerThan,
  equalTo,
  between,
  none,
  highest,
  lowest,
  rank,
  only,
  majority,
  minority,
  atLeastShare,
  atMostShare,
  higherLimit,
  lowerLimit,
  equalLimit,
  missing,
  known,
  firstKnown,
  lastKnown,
  everyRow,
  someRows,
  noRow,
  mostRows,
  countRows,
];

/** The names of all kinds of claims, each once. */
export const kindNames: readonly string[] = [...new Set(kinds.map(({ name }) => name))];

/** The kind of this name whose figures belong together in this way. */
export const kindOf = (name: string, shape: string): AnyKind | undefined =>
  kinds.find((kind) => kind.name === name && kind.shape === shape);

/**
 * The kind of this name, or a diagnostic. `at-least-times` compares two figures where the claim names another (`than`),
 * else two years.
 */
export function requireKind(name: string, position: Position, namesAnother = false): AnyKind {
  const found = kinds.filter((kind) => kind.name === name);
  return (
    (found.length > 1 ? found.find(({ shape }) => (shape === 'pair') === namesAnother) : found[0]) ??
    fail(
      'content/argument.claim-2',
      position,
      { name, kindNames: listNames(kindNames, kindNames.length) },
      didYouMean(name, kindNames),
    )
  );
}

/** A kind of this name; of `at-least-times`, whichever comes first. */
export const kindNamed = (name: string): AnyKind | undefined => kinds.find((kind) => kind.name === name);
