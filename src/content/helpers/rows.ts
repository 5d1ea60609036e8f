import type { Field, PublishedDataset, Row } from '../../datasets/dataset.js';
import { labelOf } from '../../values/category.js';
import type { Printable } from '../printable.js';
import { quantityAt } from '../selection/cells.js';
import { dimensionsOf } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments } from '../selection/filters.js';
import type { Call } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition, RowContext } from './definition.js';

const parameters = ['from', 'to'];

/** Rows, in the order of their categories, that pass the filters; total rows only of dimensions whose filter names the total. */
function selectRows(dataset: PublishedDataset, filters: Filters): Row[] {
  return dataset.rows.filter((row) =>
    dimensionsOf(dataset).every((field) => {
      const key = row.keys[field.name] ?? '';
      const wanted = filters.get(field);
      return wanted === undefined ? key !== field.total : wanted.includes(key);
    }),
  );
}

/** Own names only: an attribute may be called `constructor`, and be empty. */
const attributeText = ({ attributes }: Row, { name }: Field): string =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? '') : '';

/** A row as names for a template: dimensions and attributes as labels, measures as quantities. */
function rowContext(call: Call, dataset: PublishedDataset, row: Row): RowContext {
  const context: Record<string, Printable | undefined> = {};
  for (const field of dataset.fields) {
    if (field.role === 'measure') context[field.name] = quantityAt(dataset, row, field, call.at);
    else if (field.role === 'dimension') {
      const value = row.keys[field.name] ?? '';
      context[field.name] = { kind: 'label', text: labelOf(field, value), value };
    } else {
      const value = field.role === 'note' ? row.notes.join(' ') : attributeText(row, field);
      context[field.name] = { kind: 'label', text: value, value };
    }
  }
  return context;
}

/** `{{#each (rows "cases" offence="x")}}`: the rows that pass the filters, in the order of their categories. */
export const rows: HelperDefinition = {
  name: 'rows',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  run(call, scope) {
    const dataset = datasetOf(call, scope);
    refuseUnknownArguments(call, dataset, parameters);
    return selectRows(dataset, readFilters(call, dataset)).map((row) => rowContext(call, dataset, row));
  },
};
