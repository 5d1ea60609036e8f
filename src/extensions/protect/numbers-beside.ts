/** Numbers that a dataset prints beside its counts: in attributes and remarks, and in measures that do not add up. */
import type { Dataset, Field } from '../../model/dataset/dataset.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import { numberIn, textIn } from '../../model/dataset/number-in.js';
import { isTimeType } from '../../model/dataset/periods.js';

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
