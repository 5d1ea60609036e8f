import type { Root } from 'mdast';
import type { Diagnostic } from '../diagnostics.js';
import { toSerbianLatin } from '../language/serbian-latin.js';
import type { Target } from '../model/project/project.js';
import type { LedgerEntry } from '../model/quantity.js';
import type { Editions } from '../model/snapshot/editions.js';
import { visit } from '../model/tree/visit.js';
import { problem } from '../problems/problem.js';

/** A corrigendum that uses corrected data and does not print why they were corrected. */
export function uncorrected(
  { tree, ledger }: { readonly tree: Root; readonly ledger: readonly LedgerEntry[] },
  { corrections }: Pick<Editions, 'corrections'>,
  { report }: Target,
): Diagnostic[] {
  if (corrections === undefined) return [];
  const used = new Set(ledger.flatMap(({ quantity }) => quantity.cells.map(({ dataset }) => dataset)));
  const reasons = [
    ...corrections.revisions.map(({ cell, reason }) => ({ dataset: cell.dataset, reason })),
    ...corrections.texts,
  ].filter(({ dataset }) => dataset === undefined || used.has(dataset));
  const words: string[] = [];
  // What a node says may be cut where numerals are.
  visit(tree, (node) => {
    if ('value' in node && typeof node.value === 'string') words.push(node.value);
  });
  // Serbian may be printed in either letters, with words that are kept.
  const printed = toSerbianLatin(words.join(''));
  const missing = reasons.find(({ reason }) => !printed.includes(toSerbianLatin(reason)));
  return missing === undefined
    ? []
    : [problem('report/corrections', report.position, { reason: missing.reason, day: corrections.on })];
}
