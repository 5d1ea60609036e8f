import { listNames } from '../../diagnostics.js';
import type { Field, PublishedData } from '../../model/dataset/dataset.js';
import { endsOfYear, isPartOfYear } from '../../model/dataset/periods.js';
import { severalStates } from '../../model/dataset/stock.js';
import { defined } from '../../model/defined.js';
import { ownOf } from '../../model/own.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { allow } from './exception-book.js';
import { describeYears, yearsOf } from './years-of.js';

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
  const counts = ownOf(data, dataset)?.counts;
  if (counts === undefined) return {};
  const status = counts.statusField === undefined ? counts.status : keys[counts.statusField];
  return defined({ unit: counts.unit, status });
}

const wordsOf = ({ units, statuses }: Counted): readonly string[] => {
  const said = statuses.size > 1 || !statuses.has('not said') ? [...statuses] : [];
  return [...new Set([...said, ...units])];
};

/** What one side says and the other does not: what both say is no difference. */
const apart = (own: readonly string[], other: readonly string[]): string =>
  listNames(own.filter((word) => !other.includes(word))) || 'numbers that do not say how they count';

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
): void {
  const { units, statuses } = countedIn([first, second], data);
  const areAlike = statuses.size <= 1 && (units.size <= 1 || call.text('per') !== undefined);
  if (areAlike || call.exceptions?.reasonFor('counts') !== undefined) return;
  const own = wordsOf(countedIn([first], data));
  const other = wordsOf(countedIn([second], data));
  fail('guard/unlike-counts.numbers', call.hashAt(argument), {
    name: call.name,
    own: apart(own, other),
    other: apart(other, own),
    allow,
  });
}

/** Fails when cells that are added up were not counted alike: who is assisted was identified too. */
export function guardAddends(call: Call, data: PublishedData, cells: readonly Quantity[]): void {
  const counted = countedIn(cells, data);
  if (
    (counted.units.size <= 1 && counted.statuses.size <= 1) ||
    call.exceptions?.reasonFor('counts') !== undefined
  )
    return;
  fail('guard/unlike-counts.numbers-counted', call.at, {
    name: call.name,
    words: listNames(wordsOf(counted)),
    allow,
  });
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

/** The argument with which an author says that two units are meant. */
export const declaredUnit = 'per';

/**
 * Fails when a ratio divides things counted in different units and does not say `per="cases"`: arrests per case may be
 * meant, or the wrong dataset.
 */
export function guardUnits(call: Call, data: PublishedData, part: Quantity, whole: Quantity): void {
  const per = call.text(declaredUnit);
  if (per !== undefined && per !== whole.unit && !isTranslated(per, whole.unit, data)) {
    fail('content/argument.per', call.hashAt('per'), { per, unit: whole.unit });
  }
  if (per !== undefined || part.unit === whole.unit) return;
  fail('guard/unlike-units', call.hashAt('of'), { unit: part.unit, wholeUnit: whole.unit });
}

/** Calls are the same in every language of a report: they name a unit as the data package does. */
const isTranslated = (per: string, unit: string, data: PublishedData): boolean =>
  Object.values(data).some((dataset) =>
    dataset?.fields.some((field) => field.unit === unit && field.inOwnLanguage?.unit === per),
  );

/**
 * Fails when a part and its base are of different years and the call gives no reason. The part of a share may be of
 * some of the years of its base; the numbers of a ratio are of the same years. Years that the data do not state are
 * not compared, and those that `of="year=2009"` names are declared by it.
 */
export function guardPeriods(
  call: Call,
  data: PublishedData,
  { part, base, within }: { readonly part: Quantity; readonly base: Quantity; readonly within: boolean },
): void {
  const [own, other] = [yearsOf(part, data), yearsOf(base, data)];
  if (own === undefined || other === undefined || typeof call.hash.of === 'string') return;
  const inside = own.every((year) => other.includes(year));
  if (inside && (within || own.length === other.length)) return;
  if (call.exceptions?.reasonFor('periods') !== undefined) return;
  fail('guard/unlike-periods', call.hashAt('of'), {
    years: describeYears(other),
    otherYears: describeYears(own),
    allow,
  });
}

/** Fails when two years of months are named where two months are compared: January of one with December of the other. */
export function guardEnds(call: Call, { type }: Field, from: string, to: string): void {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const areYears = from === endsOfYear(type, first).first && to === endsOfYear(type, last).last;
  if (!isPartOfYear(type) || first >= last || !areYears) return;
  fail('guard/unlike-periods.ends', call.hashAt('from'), { name: call.name, from, to });
}
