/** What a quantity of `numbers.json` and a number of the snapshot are compared by, as one text each. */
import { z } from 'zod';
import { cellAddress } from '../../model/cell-address.js';
import { parseExact, toDouble } from '../../model/exact.js';
import type { SnapshotNumber, SnapshotOperand } from '../../model/snapshot.js';
import { exactText } from '../../outputs/ledger/numbers.js';
import type { LedgerLine } from '../../outputs/ledger/schema.js';

/** Of the first version of `numbers.json`, what the snapshot has too. */
export const firstSchema = z.object({
  version: z.literal(1),
  numbers: z.array(
    z.object({ text: z.string(), operation: z.string().optional(), at: z.string().optional() }),
  ),
});

/** A quantity of the list; of older versions without its id. */
export type ListedLine = Omit<LedgerLine, 'id'> & { readonly id?: string | undefined };

/** Texts of a line of the list and of a number of the snapshot, which agree where the two do. */
export interface ComparedBy<T> {
  ofLine(line: T): string;
  ofNumber(number: SnapshotNumber): string;
}

/** What the first version had. */
export const firstKey = {
  ofLine: ({ text, operation, at }: z.infer<typeof firstSchema>['numbers'][number]) =>
    JSON.stringify([text, operation, at]),
  ofNumber: ({ text, operation, at }: SnapshotNumber) => JSON.stringify([text, operation, at]),
};

/** A snapshot of a version without ids is held against what it has. */
export const currentKey = (haveIds: boolean) => ({
  ofLine: ({ id, text, operation, at, unit, keys, value, exact, high, operands, declared }: ListedLine) => {
    const steps = listedSteps(operands);
    const cells = addressesOf(keys);
    return JSON.stringify([
      haveIds && id,
      text,
      operation,
      at,
      unit,
      cells,
      value,
      exact,
      high ?? null,
      steps,
      declared && [declared.number, declared.source],
    ]);
  },
  ofNumber: ({ id, text, operation, at, unit, cells, value, high, operands, declared }: SnapshotNumber) => {
    const number = value === undefined ? undefined : parseExact(value);
    const exact = number && exactText(number);
    const steps = publishedSteps(operands);
    return JSON.stringify([
      haveIds && id,
      text,
      operation,
      at,
      unit,
      cells,
      double(value),
      exact,
      double(high),
      steps,
      declared && [declared.number, declared.source],
    ]);
  },
});

const addressesOf = (keys: readonly LedgerLine['keys'][number][]): string[] =>
  keys.map(({ dataset, field, keys: of }) => cellAddress({ dataset, measure: field, keys: of }));

/** What was done on the way to a number, as the list has it and as the snapshot does. */
const listedSteps = (operands: readonly ListedStep[] = []): unknown[] =>
  operands.map(({ operation, keys, absolute = false, operands: inner }) => [
    operation,
    addressesOf(keys),
    absolute,
    listedSteps(inner),
  ]);
const publishedSteps = (operands: readonly SnapshotOperand[] = []): unknown[] =>
  operands.map(({ operation, cells, absolute = false, operands: inner }) => [
    operation,
    cells,
    absolute,
    publishedSteps(inner),
  ]);
type ListedStep = NonNullable<LedgerLine['operands']>[number];

function double(fraction: string | undefined): number | null {
  const value = fraction === undefined ? undefined : parseExact(fraction);
  return value === undefined ? null : toDouble(value);
}
