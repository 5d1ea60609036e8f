import type { Category, Dataset, Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { isTimeType } from '../model/dataset/periods.js';
import { defined } from '../model/defined.js';
import type { FieldContract, ResourceContract } from './contract.js';
import type { CheckedRow, CheckedTable } from './tables.js';

/** A dataset as read, and the rows that it was made from, in its order. */
export interface ReadDataset {
  readonly table: CheckedTable;
  readonly dataset: Dataset;
  readonly rows: readonly CheckedRow[];
}

/** The dataset of a checked table: plain data, without what only reading needed, and the findings that were accepted. */
export function toDataset(table: CheckedTable, accepted?: Dataset['accepted']): ReadDataset {
  const { contract, rows } = table;
  const { name, title, languages, description, primaryKey, missingValues, sources, licences, period } =
    contract;
  const fields = fieldsOf(table);
  const ordered = inOrder(rows, fields);
  const dataset: Dataset = {
    name,
    title,
    ...(languages === undefined ? {} : { languages }),
    ...(description === undefined ? {} : { description }),
    fields,
    primaryKey,
    rows: ordered.map(
      ({ keys, measures, attributes, notes, noteFields, origin, columns, sources, marks }) => ({
        keys,
        measures,
        attributes,
        notes,
        ...(noteFields === undefined ? {} : { noteFields }),
        origin,
        ...(columns === undefined ? {} : { columns }),
        ...(sources === undefined ? {} : { sources }),
        ...(marks === undefined ? {} : { marks }),
      }),
    ),
    missingValues,
    sources,
    licences,
    ...(period === undefined ? {} : { period }),
    ...(contract.counts === undefined ? {} : { counts: contract.counts }),
    ...(contract.about === undefined ? {} : { about: contract.about }),
    ...(contract.protection === undefined ? {} : { protection: contract.protection }),
    ...(contract.claims === undefined ? {} : { claims: contract.claims }),
    ...(accepted === undefined ? {} : { accepted }),
    illustrative: contract.illustrative,
    ...(contract.query?.asked === undefined ? {} : { query: contract.query.asked }),
    file: contract.file,
    position: contract.position,
  };
  return { table, dataset, rows: ordered };
}

/** A table as far as it may be published, with the way back to its cells; a row that several were added up to leads to the first. */
export function publishedTable({ table, rows: read }: ReadDataset, { rows }: PublishedDataset): CheckedTable {
  const byOrigin = new Map(read.map((row) => [row.origin, row]));
  return {
    ...table,
    rows: rows.flatMap((row, index) => {
      const beside = read[index];
      const own = beside?.origin === row.origin ? beside : byOrigin.get(row.origin);
      return own === undefined ? [] : [{ ...row, place: (field: string) => own.place(field) }];
    }),
  };
}

/** Rows in the order of their categories, dimension by dimension, so that every page and chart has them in one order. */
function inOrder(rows: readonly CheckedRow[], fields: readonly Field[]): readonly CheckedRow[] {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  // The last dimension first: what an earlier pass has put in order, a later one keeps so among its equals.
  return dimensions.reduceRight<readonly CheckedRow[]>((sorted, { name, categories }) => {
    const groups = new Map(categories.map(({ value }) => [value, [] as CheckedRow[]]));
    for (const row of sorted) groups.get(row.keys[name] ?? '')?.push(row);
    return [...groups.values()].flat();
  }, rows);
}

/** The fields of a table, as its dataset has them. */
export const fieldsOf = ({ contract, rows }: Pick<CheckedTable, 'contract' | 'rows'>): readonly Field[] =>
  contract.fields.flatMap((field) => toField(field, contract, rows));

/** A field of the dataset; none for a column of marks, which stand in the rows. */
function toField(field: FieldContract, contract: ResourceContract, rows: readonly Row[]): readonly Field[] {
  const {
    name,
    title,
    description,
    type,
    role,
    unit,
    additive,
    digits,
    power,
    gaps,
    isOrdered,
    total,
    levels,
    reason,
    remainder,
    stock,
    ofThings,
    position,
  } = field;
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
      ...(digits === undefined ? {} : { digits }),
      ...(power === undefined ? {} : { power }),
      ...defined<Pick<Field, 'gaps' | 'isOrdered' | 'refersTo'>>({
        gaps,
        isOrdered,
        refersTo: referredBy(field, contract),
      }),
      categories: declared ? field.categories : categoriesOf(field, rows),
      ...(total === undefined ? {} : { total }),
      ...(levels === undefined ? {} : { levels }),
      ...(stock === undefined ? {} : { stock }),
      ...(ofThings === undefined ? {} : { ofThings }),
      ...(reason === undefined ? {} : { reason }),
      ...(remainder === undefined ? {} : { remainder }),
      position,
    },
  ];
}

/** The dataset that the codes of a dimension are the keys of. */
const referredBy = (
  { name, role }: FieldContract,
  { name: own, foreignKeys }: ResourceContract,
): string | undefined =>
  foreignKeys.find(
    ({ fields, resource }) => role === 'dimension' && resource !== own && fields.join() === name,
  )?.resource;

/** Categories that are not declared, in the order in which the file first has them, numbers and days in their own; total last. */
function categoriesOf({ name, type, total }: FieldContract, rows: readonly Row[]): Category[] {
  const found = [...new Set(rows.map(({ keys }) => keys[name] ?? ''))];
  const parts = found.filter((value) => value !== total);
  if (type === 'integer' || type === 'number') parts.sort((a, b) => Number(a) - Number(b));
  if (isTimeType(type)) parts.sort();
  const categories = parts.map((value) => ({ value, label: value }));
  if (total === undefined || !found.includes(total)) return categories;
  return [...categories, { value: total, label: totalLabel(total) }];
}

/** How the total of categories that are not declared is printed: `total` as "Total". */
export const totalLabel = (total: string): string => total.charAt(0).toUpperCase() + total.slice(1);
