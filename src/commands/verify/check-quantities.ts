import type { Diagnostic } from '../../diagnostics.js';
import { cellAddress } from '../../model/cell-address.js';
import { parseExact, toDouble } from '../../model/exact.js';
import type { Snapshot, SnapshotNumber, SnapshotOperand } from '../../model/snapshot.js';
import { exactText } from '../../outputs/ledger/numbers.js';
import type { LedgerLine } from '../../outputs/ledger/schema.js';
import { type ListedFile, mostShown, problemIn } from './listed-file.js';
import { problemAt } from './problem.js';

/** Every quantity of the list is one of the snapshot, and the other way round. */
export function checkQuantities(
  lines: readonly (LedgerLine | undefined)[],
  list: ListedFile,
  snapshot: Snapshot,
): Diagnostic[] {
  const published = snapshot.numbers.filter(({ value }) => value !== undefined);
  const known = new Set(published.map(keyOfNumber));
  const listed = new Set(lines.flatMap((line) => (line === undefined ? [] : [keyOfLine(line)])));
  const added = lines.flatMap((line, index) => {
    if (line === undefined || known.has(keyOfLine(line))) return [];
    const message = `Unexpected number \`${line.text}\` (${line.at}), expected only those that were published`;
    return [problemIn(list, 'verify/number', message, ['numbers', index])];
  });
  const lost = published
    .filter((number) => !listed.has(keyOfNumber(number)))
    .map(({ text, at }) => {
      const message = `Unexpected list without the number \`${text}\` (${at}), expected it as published`;
      return problemAt('verify/number', list.file, message);
    });
  return [...added.slice(0, mostShown), ...lost.slice(0, mostShown)];
}

/** Texts of a line of the list and of a number of the snapshot, which are the same where the two agree. */
function keyOfLine(line: LedgerLine): string {
  const { id, text, operation, at, unit, keys, value, exact, high = null, operands, declared } = line;
  const [cells, steps, stated] = [addressesOf(keys), listedSteps(operands), statedBy(declared)];
  return JSON.stringify([id, text, operation, at, unit, cells, value, exact, high, steps, stated]);
}

function keyOfNumber(published: SnapshotNumber): string {
  const { id, text, operation, at, unit, cells, value, high, operands, declared } = published;
  const number = value === undefined ? undefined : parseExact(value);
  const exact = number && exactText(number);
  const [steps, stated] = [publishedSteps(operands), statedBy(declared)];
  const numbers = [double(value), exact, double(high)];
  return JSON.stringify([id, text, operation, at, unit, cells, ...numbers, steps, stated]);
}

const statedBy = (declared: SnapshotNumber['declared']) => declared && [declared.number, declared.source];

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
