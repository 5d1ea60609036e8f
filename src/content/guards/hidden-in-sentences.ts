import { type Diagnostic, shownPlace } from '../../diagnostics.js';
import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, LedgerEntry } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';
import { valueCall } from '../numbers/call-text.js';

/** Cells that a hint names at most. */
const mostNamed = 3;

/**
 * One error for each call in a sentence whose number is hidden to protect persons. A sentence has room for what may be
 * said, and `[c]` in it only says that there is something to hide. The hint names cells nearby that are printed.
 */
export function hiddenInSentences(ledger: readonly LedgerEntry[], data: PublishedData): Diagnostic[] {
  const seen = new Set<string>();
  return ledger.flatMap(({ place, quantity }): Diagnostic[] => {
    const { value, at, cells } = quantity;
    if (place !== 'text' || !('kind' in value) || value.kind !== 'suppressed') return [];
    const key = shownPlace(at);
    if (seen.has(key)) return [];
    seen.add(key);
    const [hidden] = cells.flatMap((cell) => hiddenCell(cell, data) ?? []);
    const calls = hidden === undefined ? [] : callsNear(hidden).slice(0, mostNamed);
    return [
      problem('protect/sentence', at, {
        words: hidden === undefined ? '' : `: ${wordsOf(hidden)}`,
        calls:
          calls.length === 0 ? '' : `name ${calls.map((call) => `\`${call}\``).join(' or ')} instead, or `,
      }),
    ];
  });
}

interface HiddenCell {
  readonly dataset: PublishedDataset;
  readonly row: Row;
  readonly measure: string;
}

function hiddenCell({ dataset: name, field, keys }: CellKey, data: PublishedData): HiddenCell | undefined {
  const dataset = ownOf(data, name);
  const row = dataset?.rows.find((each) =>
    Object.entries(keys).every(([dimension, category]) => each.keys[dimension] === category),
  );
  return dataset !== undefined && row?.measures[field]?.kind === 'suppressed'
    ? { dataset, row, measure: field }
    : undefined;
}

const wordsOf = ({ row, measure }: HiddenCell): string =>
  [`\`${measure}\``, ...Object.entries(row.keys).map(([name, category]) => `${name} \`${category}\``)].join(
    ', ',
  );

/** Calls of cells that differ in one category and are printed: totals and what the category is part of first. */
function callsNear({ dataset, row, measure }: HiddenCell): string[] {
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const near = dataset.rows.flatMap((other) => {
    const value = other.measures[measure];
    const changed = dimensions.filter(({ name }) => other.keys[name] !== row.keys[name]);
    const [only] = changed;
    if (only === undefined || changed.length > 1 || value === undefined || !isNumeric(value)) return [];
    const category = other.keys[only.name];
    const own = only.categories.find((each) => each.value === row.keys[only.name]);
    const rank = category === only.total ? 0 : category === own?.parent ? 1 : 2;
    return [{ rank, call: valueCall(dataset, other.keys, { name: measure }) }];
  });
  return near.toSorted((a, b) => a.rank - b.rank).map(({ call }) => call);
}
