import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { canBePassedOver } from '../../model/dataset/missing.js';
import { add, compare, subtract, zero } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { allow } from '../guards/exception-book.js';
import { excepting } from '../guards/exceptions.js';
import { guardAddends, guardStates } from '../guards/unlike.js';
import { numberOf, quantityAt, requireRow } from '../selection/cells.js';
import { dimensionsOf, findMeasure, type Keys } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { refuseCountedTwice } from '../selection/hierarchy-levels.js';
import { derive, unlessMissing } from './calculate.js';
import type { Call, Scope } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { type Implied, impliedBy } from './implied.js';
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
    const known = call.flag('partial') ? knownPart(call, cells) : undefined;
    const sum =
      known === undefined
        ? addUp(call, scope, cells)
        : { ...addUp(call, scope, known), qualifier: 'at least' as const };
    return sum;
  }),
};

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
function knownPart(call: Call, cells: readonly Quantity[]): readonly Quantity[] | undefined {
  const known = cells.filter(({ value }) => !canBePassedOver(value));
  const numbers = known.map(({ value }) => value).filter(isExact);
  if (known.length === cells.length || numbers.length === 0) return undefined;
  if (numbers.some((number) => compare(number, zero) < 0)) {
    fail('content/argument.partial', call.hashAt('partial'));
  }
  return known;
}
