import { listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { dimensionsOf, findDimension, type Keys } from './fields.js';
import type { Filters } from './filters.js';

/**
 * The keys by which a named argument such as `of` names another cell of the same dataset. `of="total"` replaces the
 * category of a dimension that the call names, another than the year if there is one. `of="offence=total, year=2009"`
 * says it in full. Fails on a category that none of these dimensions has.
 */
export function otherKeys(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  argument: { readonly name: string; readonly text: string },
): Keys {
  const { name: parameter, text } = argument;
  const position = call.hashAt(parameter);
  if (text.includes('=')) {
    const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
    return Object.fromEntries(
      pairs.map(([name = '', value = '']) => {
        const field = findDimension(dataset, name, position);
        return [field.name, category(field, value) ?? unknownCategory(call, parameter, [field], value)];
      }),
    );
  }
  const named = dimensionsOf(dataset).filter((field) => filters.has(field));
  const ordered = [
    ...named.filter((field) => field.type !== 'year'),
    ...named.filter((field) => field.type === 'year'),
  ];
  for (const field of ordered) {
    const value = category(field, text);
    if (value !== undefined && filters.get(field)?.[0] !== value) return { [field.name]: value };
  }
  return unknownCategory(call, parameter, ordered.length > 0 ? ordered : dimensionsOf(dataset), text);
}

/** `total` always means the declared total, however it is spelt in the data. */
function category(field: Field, value: string): string | undefined {
  if (field.categories.some((candidate) => candidate.value === value)) return value;
  return value === 'total' ? field.total : undefined;
}

function unknownCategory(call: Call, parameter: string, fields: readonly Field[], value: string): never {
  const expected = fields.flatMap((field) => field.categories.map((candidate) => candidate.value));
  return fail('content/unknown-category.parameter', call.hashAt(parameter), {
    value,
    parameter,
    fields: listNames(fields.map((field) => field.name)),
    expected: listNames(expected),
  });
}
