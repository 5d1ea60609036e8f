import { listNames, type Position } from '../../diagnostics.js';
import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { canBePassedOver } from '../../model/dataset/missing.js';
import { isPartOfYear } from '../../model/dataset/periods.js';
import { absentTimes } from '../../model/dataset/time-steps.js';
import { add, compare, subtract, zero } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { type Group, groupsOf } from '../../model/totals/groups.js';
import { allow } from '../guards/exception-book.js';
import { excepting } from '../guards/exceptions.js';
import { guardAddends, guardStates } from '../guards/unlike.js';
import { numberOf, quantityAt, requireRow } from '../selection/cells.js';
import { dimensionsOf, findMeasure, type Keys, timeOf } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { refuseCountedTwice } from '../selection/hierarchy-levels.js';
import { derive, unlessMissing } from './calculate.js';
import type { Call, Scope } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

const parameters = ['measure', 'digits', 'from', 'to', 'level', 'partial', allow];

/** Every combination of the categories that the filters name; dimensions that they leave out stand at their total. */
function combinations(call: Call, dataset: PublishedDataset, filters: Filters): Keys[] {
  const several = dimensionsOf(dataset).filter((field) => filters.has(field));
  let combined: Keys[] = [singleKeys(call, dataset, filters, several)];
  for (const field of several) {
    combined = combined.flatMap((keys) =>
      (filters.get(field) ?? []).map((value) => ({ ...keys, [field.name]: value })),
    );
  }
  return combined;
}

/** The cells that a call names, which can be added up. Fails for a total among its parts, and for a measure of rates. */
export function addends(call: Call, scope: Scope, taken: readonly string[]): readonly Quantity[] {
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, taken);
  const rowless = call.name === 'sum' ? 'parts' : 'refused';
  const filters = readFilters(call, dataset, dimensionsOf(dataset), rowless);
  for (const [field, values] of filters) {
    refuseCountedTwice(call, field, values);
    if (field.total !== undefined && values.length > 1 && values.includes(field.total)) {
      fail('content/argument.among', call.hashAt(field.name), { total: field.total, name: field.name });
    }
  }
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  if (measure.additive === false) {
    fail('content/argument.measure', call.at, { name: call.name, measureName: measure.name });
  }
  const cells = combinations(call, dataset, filters).map((keys) =>
    quantityAt(dataset, requireRow(call, dataset, keys), measure, call.at),
  );
  guardAddends(call, scope.data, cells);
  return cells;
}

/** `{{sum "cases" offence="a|b" from=2009 to=2011}}`: the cells named, added up. */
export const sum: HelperDefinition = {
  name: 'sum',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  run: excepting(['counts'], (call, scope) => {
    const cells = addends(call, scope, parameters);
    const isPart = isPartOfSpan(call, datasetOf(call, scope));
    const known = call.flag('partial') ? knownPart(call, cells, isPart) : undefined;
    const sum =
      known === undefined
        ? addUp(call, scope, cells)
        : { ...addUp(call, scope, known), qualifier: 'at least' as const };
    return sum;
  }),
};

/** True where a span that is added up passes over times that have no row; fails where nothing says that the sum is a part. */
function isPartOfSpan(call: Call, dataset: PublishedDataset): boolean {
  const time = timeOf(dataset);
  if (time === undefined || !(call.has('from') || call.has('to'))) return false;
  const { type, gaps = false } = time;
  const wanted = new Set(readFilters(call, dataset, [time], 'parts').get(time));
  const categories = time.categories.filter(({ value }) => wanted.has(value));
  // A year is added up of all its months, also where its column may have gaps.
  const absent = absentTimes({ type, categories, gaps: gaps && !isPartOfYear(type) }) ?? [];
  if (absent.length > 0 && !call.flag('partial'))
    fail('content/argument.absent', call.hashAt(call.has('from') ? 'from' : 'to'), {
      absent: listNames(absent),
      name: time.name,
    });
  return absent.length > 0;
}

function addUp(call: Call, scope: Scope, cells: readonly Quantity[]): Quantity {
  const [first, ...rest] = cells;
  if (first === undefined) throw new Error('A filter always names at least one category');
  return sumOf(call, scope, [first, ...rest]);
}

/** Cells added up. Of hidden ones the sum is what printed totals tell of it, less what is printed of their parts. */
export function sumOf(
  call: Call,
  scope: Pick<Scope, 'operations' | 'data'>,
  cells: readonly [Quantity, ...Quantity[]],
): Quantity {
  guardStates(call, scope.data, cells);
  const value = unlessMissing(cells, () =>
    cells.reduce((total, cell) => add(total, numberOf(cell, call.at)), zero),
  );
  const isHidden = 'kind' in value && value.kind === 'suppressed';
  const implied = isHidden ? impliedBy(cells, scope.data, call.at) : undefined;
  if (implied !== undefined) return impliedSum(call, scope, implied);
  return derive(call, scope, 'sum', cells, { value, unit: cells[0].unit });
}

function impliedSum(
  call: Call,
  scope: Pick<Scope, 'operations' | 'data'>,
  { plus: [first, ...more], minus: [part, ...parts] }: Implied,
): Quantity {
  const whole = more.length === 0 ? first : sumOf(call, scope, [first, ...more]);
  if (part === undefined) return whole;
  const rest = parts.length === 0 ? part : sumOf(call, scope, [part, ...parts]);
  const value = unlessMissing([whole, rest], () =>
    subtract(numberOf(whole, call.at), numberOf(rest, call.at)),
  );
  return derive(call, scope, 'difference', [whole, rest], { value, unit: whole.unit });
}

/** What `partial=true` adds up, where something is passed over and a number is left: the sum is at least that. */
function knownPart(call: Call, cells: readonly Quantity[], isPart: boolean): readonly Quantity[] | undefined {
  const known = cells.filter(({ value }) => !canBePassedOver(value));
  const numbers = known.map(({ value }) => value).filter(isExact);
  if ((known.length === cells.length && !isPart) || numbers.length === 0) return undefined;
  if (numbers.some((number) => compare(number, zero) < 0)) {
    fail('content/argument.partial', call.hashAt('partial'));
  }
  return known;
}

/** The printed numbers that a sum over hidden counts comes to: what is added, and what is taken from it. */
interface Implied {
  readonly plus: readonly [Quantity, ...Quantity[]];
  readonly minus: readonly Quantity[];
}

/**
 * What tells readers a sum over hidden counts, from printed numbers alone: totals of the same table whose hidden parts are all in the sum.
 * Undefined where no totals do, so that the sum stays hidden.
 */
function impliedBy(cells: readonly Quantity[], data: PublishedData, at: Position): Implied | undefined {
  const [first] = cells;
  const dataset = first && ownOf(data, first.dataset);
  const measure = dataset?.fields.find(({ name }) => name === first?.cells[0]?.field);
  if (dataset === undefined || measure === undefined || !addsUp(dataset, measure)) return undefined;
  const asked = rowsOf(cells, dataset, measure);
  if (asked === undefined) return undefined;
  const hidden = new Set([...asked].filter((row) => isHidden(row, measure)));
  const groups = groupsIn(dataset).filter(({ total, parts }) => {
    const own = parts.filter((row) => isHidden(row, measure));
    return isKnown(total, measure) && own.length > 0 && own.every((row) => hidden.has(row));
  });
  const cover = covering(hidden, groups, measure);
  if (cover === undefined) return undefined;
  const used = timesUsed(asked, cover, measure);
  if (used.some(([row, by]) => Math.abs(by) > 1 || !isKnown(row, measure))) return undefined;
  const printed = (sign: 1 | -1): Quantity[] =>
    used.flatMap(([row, by]) => (by === sign ? [quantityAt(dataset, row, measure, at)] : []));
  const [one, ...more] = printed(1);
  return one === undefined ? undefined : { plus: [one, ...more], minus: printed(-1) };
}

/** The rows that cells of one measure stand in; undefined where they are not all cells of it, each once. */
function rowsOf(
  cells: readonly Quantity[],
  dataset: PublishedDataset,
  measure: Field,
): ReadonlySet<Row> | undefined {
  const rows = cells.flatMap(({ cells: [cell], operation, dataset: name }) =>
    operation === 'value' && name === dataset.name && cell?.field === measure.name
      ? (dataset.rows.find(({ keys }) => keyOf(keys) === keyOf(cell.keys)) ?? [])
      : [],
  );
  const each = new Set(rows);
  return each.size < cells.length ? undefined : each;
}

/** How often each known row is added to a sum in which totals stand for their hidden parts; below 0 where it is taken from it. */
function timesUsed(asked: ReadonlySet<Row>, cover: readonly Whole[], measure: Field): [Row, number][] {
  const times = new Map<Row, number>();
  const count = (of: Iterable<Row>, by: 1 | -1): void => {
    for (const row of of) if (!isHidden(row, measure)) times.set(row, (times.get(row) ?? 0) + by);
  };
  count(asked, 1);
  for (const { total, parts } of cover) {
    count([total], 1);
    count(parts, -1);
  }
  return [...times].filter(([, by]) => by !== 0);
}

/** Where totals were accepted though their parts come to something else, they tell nothing of them. */
const addsUp = ({ accepted = [] }: PublishedDataset, { type, additive }: Field): boolean =>
  type === 'integer' && additive !== false && accepted.every(({ code }) => code !== 'data/total');

const keyOf = (keys: Row['keys']): string => JSON.stringify(Object.entries(keys).sort());

const isHidden = ({ measures }: Row, { name }: Field): boolean => measures[name]?.kind === 'suppressed';

/** A number is printed, or that there is nothing to count. */
const isKnown = ({ measures }: Row, { name }: Field): boolean => {
  const value = measures[name];
  return value?.kind === 'integer' || (value?.kind === 'missing' && value.adds === 0);
};

type Whole = Group<Field, Row>;

/** The totals of a dataset that are no more than their parts. */
const groupsIn = (dataset: PublishedDataset): readonly Whole[] =>
  [...groupsOf(dataset)].filter(({ over }) => over.every(({ remainder }) => remainder === undefined));

/** Totals whose hidden parts are these rows, each once; undefined where there are none. */
function covering(
  hidden: ReadonlySet<Row>,
  groups: readonly Whole[],
  measure: Field,
): readonly Whole[] | undefined {
  const [next] = hidden;
  if (next === undefined) return [];
  for (const group of groups) {
    const own = group.parts.filter((row) => isHidden(row, measure));
    if (!own.includes(next) || !own.every((row) => hidden.has(row))) continue;
    const rest = covering(new Set([...hidden].filter((row) => !own.includes(row))), groups, measure);
    if (rest !== undefined) return [group, ...rest];
  }
  return undefined;
}
