import { parseCellAddress } from '../../model/dataset/cell-address.js';
import { type RowTest, truthOfRow } from '../../model/dataset/claimed-rows.js';
import type { Row } from '../../model/dataset/dataset.js';
import { type Exact, exact, parseExact } from '../../model/exact.js';
import type { Snapshot, SnapshotClaim, SnapshotDataset, SnapshotRow } from '../../model/snapshot/snapshot.js';
import { identityOf } from '../../model/snapshot/snapshot-cells.js';

/** How many rows have what a claim asks for, how many may have it, and how many it is about. */
export interface CountedAgain {
  readonly having: Exact;
  /** Greater than `having` where rows do not say it. */
  readonly atMost: Exact;
  readonly chosen: Exact;
}

/**
 * Chooses and counts the rows of a claim again, one count for each of its groups; a text where the snapshot does not have
 * what it takes, or the claim names other rows.
 */
export function countAgain(claim: SnapshotClaim, { datasets }: Snapshot): readonly CountedAgain[] | string {
  const { rows: test } = claim;
  const dataset = datasets.find(({ name }) => name === test?.dataset);
  if (test === undefined || dataset === undefined)
    return 'the snapshot does not have the rows that it counts';
  const chosen = chosenRows(dataset, test);
  const condition = test.condition;
  const values = claim.groups.length > 1 ? (condition?.values ?? []) : [undefined];
  const counted: CountedAgain[] = [];
  for (const [index, value] of values.entries()) {
    const only = condition && asked(condition, value);
    const truths = chosen.map((row) => (only === undefined ? true : truthOfRow(asRow(row), only)));
    const having = chosen.filter((_, at) => truths[at] === true);
    const open = truths.filter((truth) => truth === undefined).length;
    const [named, all] = (claim.groups[index] ?? []).map(({ cells }) => cells);
    if (!areThese(dataset, having, named) || !areThese(dataset, chosen, all))
      return 'it does not count the rows that its filters choose';
    counted.push({
      having: exact(having.length),
      atMost: exact(having.length + open),
      chosen: exact(chosen.length),
    });
  }
  return counted.length === claim.groups.length ? counted : 'it does not have one count for each value';
}

type Condition = NonNullable<NonNullable<SnapshotClaim['rows']>['condition']>;

const asked = (
  { values, ...condition }: Condition,
  value: string | undefined,
): NonNullable<RowTest['condition']> => {
  if (value !== undefined) return { ...condition, values: [value] };
  return values === undefined ? condition : { ...condition, values };
};

/** The rows that filters allow; those of totals only where a filter names them. */
function chosenRows({ dimensions, rows }: SnapshotDataset, { where }: Pick<RowTest, 'where'>): SnapshotRow[] {
  return rows.filter(({ keys, attributes = {} }) => {
    const stands = (name: string): string => keys[name] ?? attributes[name] ?? '';
    return (
      Object.entries(where).every(([name, values]) => values.includes(stands(name))) &&
      dimensions.every(
        ({ name, total }) => Object.hasOwn(where, name) || total === undefined || keys[name] !== total,
      )
    );
  });
}

/** A row of a snapshot as the condition reads it: a symbol is text in place of a number. */
function asRow({
  keys,
  values,
  missing = {},
  attributes = {},
}: SnapshotRow): Pick<Row, 'keys' | 'attributes' | 'measures'> {
  const symbols = Object.entries(missing).map(
    ([name, symbol]) => [name, { kind: 'missing', code: symbol, symbol, meaning: '' }] as const,
  );
  const numbers = Object.entries(values).flatMap(([name, text]) =>
    parseExact(text) === undefined ? [] : [[name, { kind: 'integer', value: 0n }] as const],
  );
  return { keys, attributes, measures: Object.fromEntries([...symbols, ...numbers]) };
}

function areThese(
  dataset: SnapshotDataset,
  rows: readonly SnapshotRow[],
  cells: readonly string[] = [],
): boolean {
  const named = cells.map((cell) => identityOf(dataset, parseCellAddress(cell)?.keys ?? {}));
  const own = new Set(rows.map(({ keys }) => identityOf(dataset, keys)));
  return named.length === own.size && named.every((each) => own.has(each));
}
