import type { Diagnostic } from '../../diagnostics.js';
import type { Snapshot } from '../../model/snapshot.js';
import type { NumbersFile } from '../../outputs/ledger/schema.js';
import { type ListedFile, problemIn } from './listed-file.js';

type Claim = Omit<NumbersFile['claims'][number], 'by' | 'cells'>;

/** Claims in order, each with its words, verdict, filters and thresholds, are those of the snapshot. */
export function checkClaims(listed: readonly Claim[], list: ListedFile, snapshot: Snapshot): Diagnostic[] {
  const asText = ({ kind, verdict, text, at, keys, limits, not }: Claim) =>
    JSON.stringify([kind, verdict, text, at, keys, limits, not]);
  const expected = snapshot.claims.map(asText);
  const index = listed.findIndex((claim, place) => asText(claim) !== expected[place]);
  const changed = listed[index];
  if (changed === undefined && listed.length === expected.length) return [];
  const message =
    changed === undefined
      ? `Unexpected list of ${listed.length} claims, expected the ${expected.length} that were published`
      : `Unexpected claim \`${changed.kind}\` (${changed.at}), expected the claims as published`;
  const path = changed === undefined ? ['claims'] : ['claims', index];
  return [problemIn(list, 'verify/text', message, path)];
}
