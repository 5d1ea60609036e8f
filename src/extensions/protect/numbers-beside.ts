/** Numbers that a dataset prints beside its counts: in attributes and remarks, and in measures that do not add up. */
import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import { isTimeType } from '../../model/dataset/periods.js';

/** A text with one whole number of no more digits than persons can have: "4", "4.0", "4 persons". */
const oneNumber = /^\D*?(\d{1,10})(?:[.,]0+)?\D*$/u;
const betweenThousands = /(?<=\d)[\s.,'’](?=\d{3}(?!\d))/gu;

type Fields = Pick<Dataset, 'fields'>;

/** What a row says in a field that is no measure; undefined where it says nothing. */
function textIn(row: Row, { name, role }: Field, { fields }: Fields): string | undefined {
  if (role === 'dimension') return row.keys[name];
  if (role === 'attribute') return row.attributes[name];
  const first = fields.find((field) => field.role === 'note')?.name;
  return row.notes.find((_, index) => (row.noteFields?.[index] ?? first) === name);
}

/** The whole number that a reader finds in a field of a row, whatever its role. */
export function numberIn(row: Row, field: Field, dataset: Fields): number | undefined {
  if (field.role !== 'measure') {
    const text = textIn(row, field, dataset)?.replace(betweenThousands, '') ?? '';
    const found = oneNumber.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  }
  const value = row.measures[field.name];
  if (value?.kind === 'integer') return Number(value.value);
  if (value?.kind !== 'decimal') return undefined;
  const number = Number(value.coefficient) / 10 ** value.scale;
  return Number.isInteger(number) ? number : undefined;
}

function saysNumbers(field: Field, dataset: Dataset): boolean {
  if (field.role !== 'attribute' && field.role !== 'note') return false;
  if (field.type === 'integer' || field.type === 'number') return true;
  if (isTimeType(field.type) || field.type === 'boolean') return false;
  const said = dataset.rows.filter((row) => textIn(row, field, dataset) !== undefined);
  return said.length > 0 && said.every((row) => numberIn(row, field, dataset) !== undefined);
}

/** Attributes and remarks that say a number wherever they say anything. */
export const fieldsOfNumbers = (dataset: Dataset): Field[] =>
  dataset.fields.filter((field) => saysNumbers(field, dataset));

/** What a dataset without a policy prints and does not count: readers compare a column of numbers with other tables whatever its role. */
export const numbersBeside = (dataset: Dataset): Field[] =>
  dataset.protection === undefined
    ? [
        ...fieldsOfNumbers(dataset),
        ...dataset.fields.filter((field) => field.role === 'measure' && !isCountOf(field, dataset)),
      ]
    : [];
