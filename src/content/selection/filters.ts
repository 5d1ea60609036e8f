import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isPartOfYear } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import { phrase } from '../../problems/problem.js';
import { type Call, describe, toText } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { argumentName, dimensionsOf, type Filters, findCategory, type Keys, timeOf } from './fields.js';
import { type Rowless, withLevels } from './hierarchy-levels.js';

/** Names every category of a dimension but its total. */
export const everyCategory = '*';

/** Which fields filters may name: dimensions, and attributes where a helper takes them. */
export function filterFields(
  dataset: PublishedDataset,
  { filtersAttributes = false }: { readonly filtersAttributes?: boolean },
): Field[] {
  return dataset.fields.filter(
    ({ role }) => role === 'dimension' || (filtersAttributes && role === 'attribute'),
  );
}

/** A category of a field, or a value that an attribute without declared categories has in some row. */
export function findFilterValue(
  dataset: PublishedDataset,
  field: Field,
  value: string,
  position: Position,
): string {
  if (field.role === 'dimension' || field.categories.length > 0) return findCategory(field, value, position);
  const found = new Set(dataset.rows.map((row) => attributeOf(row, field)));
  const categories = [...found].filter((each) => each !== '').map((each) => ({ value: each, label: each }));
  return findCategory({ ...field, categories }, value, position);
}

/** What a row says in an attribute; empty where it says nothing. Own names only: one may be called `constructor`. */
export function attributeOf({ attributes }: Pick<Row, 'attributes'>, { name }: Field): string {
  return ownOf(attributes, name) ?? '';
}

export type { Filters };

/** Reads `dimension=value`, `dimension="a|b"`, `level=`, `from=` and `to=` of a call. */
export function readFilters(
  call: Call,
  dataset: PublishedDataset,
  fields: readonly Field[] = dimensionsOf(dataset),
  rowless: Rowless = 'refused',
): Filters {
  return withLevels(call, dataset, readNamed(call, dataset, fields), () => rowless);
}

/** The same as written, without what `level=` says. */
export function readNamed(
  call: Call,
  dataset: PublishedDataset,
  fields: readonly Field[] = dimensionsOf(dataset),
): Filters {
  const filters = new Map<Field, readonly string[]>();
  for (const field of fields) {
    if (!call.has(field.name)) continue;
    const position = call.hashAt(field.name);
    const given = ownOf(call.hash, field.name);
    const text = toText(given);
    if (text === undefined) {
      fail('content/argument.category', position, {
        given: describe(given),
        name: field.name,
        example: `${argumentName(field.name)}="${field.categories[0]?.value ?? '...'}"`,
      });
    }
    const values =
      text === everyCategory && field.role === 'dimension'
        ? field.categories.map(({ value }) => value).filter((value) => value !== field.total)
        : text.split('|').map((value) => findFilterValue(dataset, field, value.trim(), position));
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) {
      fail('content/argument.once', position, { twice, name: field.name });
    }
    filters.set(field, values);
  }
  return addYears(call, dataset, filters);
}

function addYears(call: Call, dataset: PublishedDataset, filters: Map<Field, readonly string[]>): Filters {
  const from = call.text('from');
  const to = call.text('to');
  if (from === undefined && to === undefined) return filters;
  const year = timeOf(dataset);
  const name = from === undefined ? 'to' : 'from';
  if (year === undefined) {
    fail('content/argument.dataset', call.hashAt(name), { name, datasetName: dataset.name });
  }
  if (filters.has(year)) {
    fail('content/argument.yearname', call.hashAt(name), { name, yearName: year.name });
  }
  for (const end of ['from', 'to'] as const) {
    const value = call.text(end);
    if (value !== undefined) findCategory(year, value, call.hashAt(end));
  }
  const values = year.categories.map((category) => category.value).filter((value) => value !== year.total);
  // Years and periods are written so that their texts stand in the order of time.
  const inside = values.filter((value) => value >= (from ?? value) && value <= (to ?? value));
  if (inside.length === 0) {
    fail('content/argument.earlier', call.hashAt('from'), { from, to });
  }
  return filters.set(year, inside);
}

/** One category for every dimension: the one asked for, else the declared total, else a diagnostic. */
export function singleKeys(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  except: readonly Field[] = [],
): Keys {
  const keys: Record<string, string> = {};
  for (const field of dimensionsOf(dataset)) {
    if (except.includes(field)) continue;
    const values = filters.get(field);
    const [value] = values ?? [field.total];
    if (value === undefined) {
      fail('content/argument.call-declares', call.at, {
        name: call.name,
        fieldName: field.name,
        categories: listNames(field.categories.map((category) => category.value)),
        datasetName: dataset.name,
      });
    }
    if (values !== undefined && values.length > 1) {
      fail('content/argument.values', call.hashAt(field.name), {
        values: values.join('|'),
        name: field.name,
      });
    }
    keys[field.name] = value;
  }
  return keys;
}

/** Fails on arguments that are neither the helper's own nor dimensions of the dataset, or else one of `fields`. */
export function refuseUnknownArguments(
  call: Call,
  dataset: PublishedDataset | undefined,
  own: readonly string[],
  fields: readonly Field[] = dataset === undefined ? [] : dimensionsOf(dataset),
): void {
  const known = [...new Set([...own, ...fields.map((field) => field.name)])];
  for (const name of Object.keys(call.hash)) {
    if (known.includes(name)) continue;
    fail(
      'content/unknown-parameter.parameter',
      call.hashAt(name),
      { name, callName: call.name, known: listNames(known) },
      hintFor(dataset, name, known),
    );
  }
}

/** What else an unknown argument may be: where rows are months, a year is a sum of them. */
export const hintFor = (
  dataset: PublishedDataset | undefined,
  name: string,
  known: readonly string[],
): ReturnType<typeof didYouMean> =>
  name === 'year' && dataset !== undefined && isPartOfYear(timeOf(dataset)?.type ?? '')
    ? { hint: phrase('content/unknown-parameter.year', { name: timeOf(dataset)?.name }) }
    : didYouMean(name, known);
