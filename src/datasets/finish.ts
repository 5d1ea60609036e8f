import type { FieldContract } from './contract.js';
import type { Category, Dataset, Field, Row } from './dataset.js';
import type { CheckedTable } from './tables.js';

/** The dataset of a checked table: plain data, without what only reading needed, and the findings that were accepted. */
export function toDataset({ contract, rows }: CheckedTable, accepted?: Dataset['accepted']): Dataset {
  const { name, title, description, primaryKey, missingValues, sources, licences, period } = contract;
  const fields = contract.fields.flatMap((field) => toField(field, rows));
  return {
    name,
    title,
    ...(description === undefined ? {} : { description }),
    fields,
    primaryKey,
    rows: inOrder(rows, fields).map(({ keys, measures, attributes, notes, origin, marks }) => ({
      keys,
      measures,
      attributes,
      notes,
      origin,
      ...(marks === undefined ? {} : { marks }),
    })),
    missingValues,
    sources,
    licences,
    ...(period === undefined ? {} : { period }),
    ...(contract.counts === undefined ? {} : { counts: contract.counts }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(contract.smallBase === undefined ? {} : { smallBase: contract.smallBase }),
    illustrative: contract.illustrative,
    file: contract.file,
    position: contract.position,
  };
}

/** Rows in the order of their categories: the order of lines in a file must not reach any page. */
function inOrder(rows: readonly Row[], fields: readonly Field[]): Row[] {
  const ranks = fields
    .filter(({ role }) => role === 'dimension')
    .map(({ name, categories }) => ({
      name,
      rank: new Map(categories.map(({ value }, index) => [value, index])),
    }));
  return [...rows].sort((a, b) => {
    for (const { name, rank } of ranks) {
      const difference = (rank.get(a.keys[name] ?? '') ?? 0) - (rank.get(b.keys[name] ?? '') ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** A field of the dataset; none for a column of marks, which stand in the rows. */
function toField(field: FieldContract, rows: readonly Row[]): readonly Field[] {
  const { name, title, description, type, role, unit, additive, total, position } = field;
  if (role === 'status') return [];
  const declared = field.categories.length > 0 || role !== 'dimension';
  return [
    {
      name,
      title,
      ...(description === undefined ? {} : { description }),
      type,
      role,
      ...(unit === undefined ? {} : { unit }),
      ...(additive ? {} : { additive: false }),
      categories: declared ? field.categories : categoriesOf(field, rows),
      ...(total === undefined ? {} : { total }),
      position,
    },
  ];
}

/** Categories that are not declared: those of the rows in ascending order, whatever the order of the rows, total last. */
function categoriesOf({ name, type, total }: FieldContract, rows: readonly Row[]): Category[] {
  const found = [...new Set(rows.flatMap(({ keys }) => keys[name] ?? []))];
  const parts = found.filter((value) => value !== total);
  if (type === 'integer' || type === 'number') parts.sort((a, b) => Number(a) - Number(b));
  else parts.sort((a, b) => (a < b ? -1 : 1));
  const categories = parts.map((value) => ({ value, label: value }));
  if (total === undefined || !found.includes(total)) return categories;
  return [...categories, { value: total, label: total.charAt(0).toUpperCase() + total.slice(1) }];
}
