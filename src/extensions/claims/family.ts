import type { QuotedClaimNode } from '../../model/tree/nodes.js';
import type { ShapeName } from './kind.js';
import { kindNamed } from './registry.js';

/** What a claim is about, as a reader would say: its verdict speaks of that alone. */
export type Family = QuotedClaimNode['family'];

const families: Readonly<Record<ShapeName, Family>> = {
  series: 'trend',
  change: 'trend',
  part: 'share',
  standing: 'rank',
  single: 'level',
  pair: 'comparison',
  range: 'comparison',
  rest: 'level',
  rows: 'count',
};

/** The family of a claim by the shape of its figures: `rose` is about the trend. */
export const familyOf = (shape: ShapeName): Family => families[shape];

/** The family of the claim that a word makes by itself; undefined of a word that more than one could make. */
export function familyOfWord(kind: string): Family | undefined {
  const found = kindNamed(kind);
  return found === undefined ? undefined : familyOf(found.shape);
}
