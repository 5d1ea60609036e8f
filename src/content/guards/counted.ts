import { listNames } from '../../diagnostics.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { severalStates } from '../../model/dataset/stock.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { allow } from './exception-book.js';
import type { Exceptions } from './exceptions.js';

/** What the cells of numbers count, as their datasets declare it. */
interface Counted {
  readonly units: ReadonlySet<string>;
  /** "identified", "assisted"; "not said" where a dataset does not say it. */
  readonly statuses: ReadonlySet<string>;
}

function countedIn(quantities: readonly Quantity[], data: PublishedData): Counted {
  const cells = quantities.flatMap((quantity) => quantity.cells);
  const counts = cells.map((cell) => countsOf(cell, data));
  return {
    units: new Set(counts.flatMap(({ unit }) => unit ?? [])),
    statuses: new Set(counts.map(({ status }) => status ?? 'not said')),
  };
}

function countsOf({ dataset, keys }: CellKey, data: PublishedData): { unit?: string; status?: string } {
  const counts = Object.hasOwn(data, dataset) ? data[dataset]?.counts : undefined;
  if (counts === undefined) return {};
  const status = counts.statusField === undefined ? counts.status : keys[counts.statusField];
  return { unit: counts.unit, ...(status === undefined ? {} : { status }) };
}

const words = ({ units, statuses }: Counted): string => {
  const said = statuses.size > 1 || !statuses.has('not said') ? [...statuses] : [];
  return listNames([...new Set([...said, ...units])]);
};

/**
 * Fails when two numbers were not counted alike and no reason is given: victims identified are no part of victims
 * assisted, whatever their units are called. Where `per` declares two units, only the status must agree. A dataset that does
 * not say the status of what it counts is not taken for one that does.
 */
export function guardCounts(
  call: Call,
  data: PublishedData,
  [first, second]: readonly [Quantity, Quantity],
  argument: string,
  exceptions: Exceptions,
): void {
  const { units, statuses } = countedIn([first, second], data);
  const areAlike = statuses.size <= 1 && (units.size <= 1 || call.text('per') !== undefined);
  if (areAlike || exceptions.reasonFor('counts') !== undefined) return;
  const [own, other] = [first, second].map((each) => words(countedIn([each], data)));
  fail('guard/unlike-counts.numbers', call.hashAt(argument), {
    name: call.name,
    own: own || 'what is not said',
    other: other || 'what is not said',
    allow,
  });
}

/** Fails when cells that are added up were not counted alike: who is assisted was identified too. */
export function guardAddends(
  call: Call,
  data: PublishedData,
  cells: readonly Quantity[],
  exceptions: Exceptions,
): void {
  const counted = countedIn(cells, data);
  if ((counted.units.size <= 1 && counted.statuses.size <= 1) || exceptions.reasonFor('counts') !== undefined)
    return;
  fail('guard/unlike-counts.numbers-counted', call.at, { name: call.name, words: words(counted), allow });
}

/** Fails when states at several dates are added up: who waits at the end of two years would be counted twice. */
export function guardStates(call: Call, data: PublishedData, quantities: readonly Quantity[]): void {
  const states = severalStates(
    quantities.flatMap(({ cells }) => cells),
    data,
  );
  if (states === undefined) return;
  const { name, dates } = states;
  fail('guard/stock.state', call.at, { name, dates: listNames(dates) });
}
