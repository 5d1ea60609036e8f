import type { Field, PublishedDataset } from '../../datasets/dataset.js';
import { listNames } from '../../diagnostics.js';
import { compare, divide, type Exact, hundred, multiply, subtract, zero } from '../../values/exact.js';
import type { Quantity } from '../../values/quantity.js';
import { isQuantity } from '../printable.js';
import { numberOf } from '../selection/cells.js';
import { dimensionsOf, findDimension, yearOf } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { derive, requirePositive, requireSameUnit, unlessMissing } from './calculate.js';
import { type Call, describe, type Scope, toText } from './call.js';
import { cellOf, datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

const partParameters = ['measure', 'digits', 'of'];

/** The part and the whole of `share` and `ratio`: two cells of one dataset, or any two quantities. */
function partAndWhole(call: Call, scope: Scope): readonly [Quantity, Quantity] {
  const of = call.hash.of;
  const [first] = call.params;
  if (isQuantity(first)) {
    refuseUnknownArguments(call, undefined, partParameters);
    if (isQuantity(of)) return [first, of];
    return fail(
      'content/argument',
      `Unexpected ${describe(of)} as \`of\`, expected a quantity such as \`of=(value ...)\``,
      call.hashAt('of'),
    );
  }
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, partParameters);
  const filters = readFilters(call, dataset);
  const part = cellOf(call, dataset, filters);
  if (isQuantity(of)) return [part, of];
  const text = of === undefined ? undefined : toText(of);
  if (text === undefined) {
    fail(
      'content/argument',
      `Unexpected call of \`${call.name}\` without \`of\`, expected \`of="total"\` or another cell`,
      call.at,
    );
  }
  const keys = { ...singleKeys(call, dataset, filters), ...wholeKeys(call, dataset, filters, text) };
  return [part, cellOf(call, dataset, filters, keys)];
}

/**
 * What `of` says: `of="total"` replaces the category of a dimension that the call names (one that is not the year,
 * if there is such), `of="offence=total, year=2009"` says it in full.
 */
function wholeKeys(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  of: string,
): Record<string, string> {
  const position = call.hashAt('of');
  if (of.includes('=')) {
    const pairs = of.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
    return Object.fromEntries(
      pairs.map(([name = '', value = '']) => {
        const field = findDimension(dataset, name, position);
        return [field.name, category(field, value) ?? unknownCategory(call, [field], value)];
      }),
    );
  }
  const named = dimensionsOf(dataset).filter((field) => filters.has(field));
  const ordered = [
    ...named.filter((field) => field.type !== 'year'),
    ...named.filter((field) => field.type === 'year'),
  ];
  for (const field of ordered) {
    const value = category(field, of);
    if (value !== undefined && filters.get(field)?.[0] !== value) return { [field.name]: value };
  }
  return unknownCategory(call, ordered.length > 0 ? ordered : dimensionsOf(dataset), of);
}

/** `total` always means the declared total, however it is spelt in the data. */
function category(field: Field, value: string): string | undefined {
  if (field.categories.some((candidate) => candidate.value === value)) return value;
  return value === 'total' ? field.total : undefined;
}

function unknownCategory(call: Call, fields: readonly Field[], value: string): never {
  const expected = fields.flatMap((field) => field.categories.map((candidate) => candidate.value));
  return fail(
    'content/unknown-category',
    `Unexpected \`${value}\` as \`of\`, expected another category of ${listNames(fields.map((field) => field.name))}: ${listNames(expected)}`,
    call.hashAt('of'),
  );
}

/** `{{share "cases" year=2013 offence="x" of="total"}}`: part / whole, in percent. */
export const share: HelperDefinition = {
  name: 'share',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: partParameters,
  run(call, scope) {
    const [part, whole] = partAndWhole(call, scope);
    requireSameUnit(part, whole, call.hashAt('of'));
    const base = numberOf(whole, call.hashAt('of'));
    requirePositive(base, 'share', call.hashAt('of'));
    const result = multiply(divide(numberOf(part, call.at), base), hundred);
    return derive(call, 'share', [part, whole], { value: unlessMissing([part], result), unit: '%' });
  },
};

/** `{{ratio "cases" year=2013 offence="x" of="y"}}`: how many times the second the first is. */
export const ratio: HelperDefinition = {
  name: 'ratio',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: partParameters,
  run(call, scope) {
    const [part, whole] = partAndWhole(call, scope);
    const base = numberOf(whole, call.hashAt('of'));
    requirePositive(base, 'ratio', call.hashAt('of'));
    const unit = part.unit === whole.unit ? 'times' : `${part.unit} per ${whole.unit}`;
    const value = unlessMissing([part], divide(numberOf(part, call.at), base));
    return derive(call, 'ratio', [part, whole], { value, unit });
  },
};

const changeParameters = ['measure', 'digits', 'from', 'to', 'absolute'];

/** The cells of the two years that `from=` and `to=` name. */
function beforeAndAfter(call: Call, scope: Scope): readonly [Quantity, Quantity] {
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, changeParameters);
  const year = yearOf(dataset);
  if (year === undefined) {
    fail(
      'content/argument',
      `Unexpected dataset \`${dataset.name}\` without years, expected one with a year dimension`,
      call.paramAt(0),
    );
  }
  const [from, to] = [call.requiredText('from'), call.requiredText('to')];
  const filters = readFilters(call, dataset);
  const rest = singleKeys(call, dataset, filters, [year]);
  const at = (value: string): Quantity => cellOf(call, dataset, filters, { ...rest, [year.name]: value });
  return [at(from), at(to)];
}

const magnitude = (value: Exact): Exact => (compare(value, zero) < 0 ? subtract(zero, value) : value);

/** With `absolute=true` the text around says which way: "fell by 4". */
function signedOrNot(call: Call, value: Exact): { value: Exact; signed: boolean } {
  return call.flag('absolute') ? { value: magnitude(value), signed: false } : { value, signed: true };
}

/** `{{change "cases" offence="x" from=2009 to=2014}}`: later - earlier, with its sign. */
export const change: HelperDefinition = {
  name: 'change',
  first: 'dataset',
  arity: [1, 1],
  parameters: changeParameters,
  run(call, scope) {
    const [before, after] = beforeAndAfter(call, scope);
    const difference = subtract(numberOf(after, call.at), numberOf(before, call.at));
    const unit = after.unit === '%' ? 'percentage points' : after.unit;
    const { value, signed } = signedOrNot(call, difference);
    return derive(call, 'change', [after, before], {
      value: unlessMissing([after, before], value),
      signed,
      unit,
    });
  },
};

/** `{{percent-change ...}}`: (later - earlier) / earlier, in percent. */
export const percentChange: HelperDefinition = {
  name: 'percent-change',
  first: 'dataset',
  arity: [1, 1],
  parameters: changeParameters,
  run(call, scope) {
    const [before, after] = beforeAndAfter(call, scope);
    const base = numberOf(before, call.hashAt('from'));
    requirePositive(base, 'percentage change', call.hashAt('from'));
    const difference = subtract(numberOf(after, call.at), base);
    const percent = multiply(divide(difference, base), hundred);
    return derive(call, 'percent-change', [after, before], { ...signedOrNot(call, percent), unit: '%' });
  },
};
