import { type Diagnostic, listNames } from '../../diagnostics.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { severalStates } from '../../model/dataset/stock.js';
import type { LedgerEntry, Operand } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';

/** An error for each printed number that adds up states at several dates, as an aggregate of a chart may: the first of a place. */
export function addedStates(ledger: readonly LedgerEntry[], data: PublishedData): Diagnostic[] {
  const said = new Set<string>();
  return ledger.flatMap(({ quantity }): Diagnostic[] => {
    const states = sumsIn(quantity)
      .map(({ cells }) => severalStates(cells, data))
      .find((each) => each !== undefined);
    const { file, line, column } = quantity.at;
    const place = `${file}:${line}:${column}`;
    if (states === undefined || said.has(place)) return [];
    said.add(place);
    return [problem('guard/stock', quantity.at, { name: states.name, dates: listNames(states.dates) })];
  });
}

/** The sums that a number is, or is made of. */
function sumsIn(operand: Operand): readonly Operand[] {
  const own = operand.operation === 'sum' ? [operand] : [];
  return [...own, ...(operand.operands ?? []).flatMap(sumsIn)];
}
