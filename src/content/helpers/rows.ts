import type { Language } from '../../language/language.js';
import { aloneOf } from '../../language/nouns.js';
import { wordsOf } from '../../language/periods.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import type { Printable } from '../printable.js';
import { quantityAt } from '../selection/cells.js';
import { dimensionsOf } from '../selection/fields.js';
import {
  attributeOf,
  type Filters,
  filterFields,
  readFilters,
  refuseUnknownArguments,
} from '../selection/filters.js';
import { refuseMixedLevels } from '../selection/hierarchy-levels.js';
import { refuseOtherLevel, refuseRowless } from '../selection/levels.js';
import type { Call } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition, RowContext } from './definition.js';

const parameters = ['from', 'to', 'level'];

/** Rows, in the order of their categories, that pass the filters; total rows only of dimensions whose filter names the total. */
export function selectRows(call: Call, dataset: PublishedDataset, filters: Filters): Row[] {
  refuseMixedLevels(call, dataset, filters, dimensionsOf(dataset));
  const attributes = [...filters].filter(([{ role }]) => role === 'attribute');
  const parts = dataset.rows.filter((row) =>
    attributes.every(([field, wanted]) => wanted.includes(attributeOf(row, field))),
  );
  const selected = parts.filter((row) =>
    dimensionsOf(dataset).every((field) => {
      const key = row.keys[field.name] ?? '';
      const wanted = filters.get(field);
      return wanted === undefined ? key !== field.total : wanted.includes(key);
    }),
  );
  const selection = { filters, shown: dimensionsOf(dataset), isList: true };
  refuseRowless(call, dataset, selection);
  if (selected.length === 0) refuseOtherLevel(call, dataset, selection, parts);
  return selected;
}

/** A unit in a row stands alone. */
const attributeWords = (field: Field, value: string, language: Language): string =>
  field.name === 'unit' ? aloneOf(value, language) : wordsOf(field, value, language);

/** A row as names for a template: dimensions and attributes as labels, measures as quantities. */
function rowContext(call: Call, dataset: PublishedDataset, row: Row, language: Language): RowContext {
  const context: Record<string, Printable | undefined> = {};
  for (const field of dataset.fields) {
    if (field.role === 'measure') context[field.name] = quantityAt(dataset, row, field, call.at);
    else if (field.role === 'dimension') {
      const value = row.keys[field.name] ?? '';
      context[field.name] = { kind: 'label', text: labelOf(field, value), value };
    } else if (field.role === 'note') {
      const value = row.notes.join(' ');
      context[field.name] = { kind: 'label', text: value, value };
    } else {
      const value = attributeOf(row, field);
      context[field.name] = { kind: 'label', text: attributeWords(field, value, language), value };
    }
  }
  return context;
}

/** `{{#each (rows "cases" offence="x")}}`: the rows that pass the filters, attributes among them, in the order of their categories. */
export const rows: HelperDefinition = {
  name: 'rows',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  filtersAttributes: true,
  run(call, scope) {
    const dataset = datasetOf(call, scope);
    const fields = filterFields(dataset, rows);
    refuseUnknownArguments(call, dataset, parameters, fields);
    return selectRows(call, dataset, readFilters(call, dataset, fields)).map((row) =>
      rowContext(call, dataset, row, scope.language),
    );
  },
};
