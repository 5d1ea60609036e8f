import { listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { dimensionsOf, findDimension, type Keys } from './fields.js';
import type { Filters } from './filters.js';

/**
 * The keys by which a named argument such as `of` names another cell of the same dataset. `of="total"` replaces the
 * category of a dimension that the call names, another than the year if there is one. `of="offence=total, year=2009"`
 * says it in full. Fails on a category that none of these dimensions has, or several.
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
  const found = ordered.flatMap((field) => {
    const value = category(field, text);
    return value !== undefined && filters.get(field)?.[0] !== value ? [{ field, value }] : [];
  });
  const [first, second] = found;
  // Which of two wholes is meant, nothing says.
  if (first !== undefined && second !== undefined && second.field.type !== 'year')
    fail('content/unknown-category.several', position, {
      value: text,
      parameter,
      fields: listNames(found.map(({ field }) => field.name)),
      asked: found.map(({ field, value }) => `\`${parameter}="${field.name}=${value}"\``).join(' or '),
    });
  if (first !== undefined) return { [first.field.name]: first.value };
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
