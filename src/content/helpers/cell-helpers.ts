import type { PublishedDataset } from '../../model/dataset/dataset.js';
import type { Quantity } from '../../model/quantity.js';
import { isCounted, isQuantity } from '../printable.js';
import { quantityAt, requireRow } from '../selection/cells.js';
import { findMeasure, type Keys } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { printedNumber } from './calculate.js';
import { type Call, findDataset, type Scope } from './call.js';
import type { HelperDefinition } from './definition.js';

/** The dataset that the first argument names. */
export function datasetOf(call: Call, scope: Pick<Scope, 'data'>): PublishedDataset {
  return findDataset(scope.data, call.textParam(0, 'the name of a dataset'), call.paramAt(0));
}

/** One cell, by the filters of a call or by keys made from them. */
export function cellOf(call: Call, dataset: PublishedDataset, filters: Filters, keys?: Keys): Quantity {
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  const row = requireRow(call, dataset, keys ?? singleKeys(call, dataset, filters));
  return quantityAt(dataset, row, measure, call.at);
}

const parameters = ['measure', 'digits'];

/** `{{value "cases" year=2013 offence="x"}}`: one cell as it stands. */
export const value: HelperDefinition = {
  name: 'value',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  run(call, scope) {
    const dataset = datasetOf(call, scope);
    refuseUnknownArguments(call, dataset, parameters);
    return printedNumber(call, cellOf(call, dataset, readFilters(call, dataset)));
  },
};

/** The number of a call: what another helper made of cells, or the cell that the call names. */
export function quantityOf(call: Call, scope: Scope): Quantity {
  const [first] = call.params;
  const made = isCounted(first) ? first.quantity : first;
  if (!isQuantity(made)) return value.run(call, scope) as Quantity;
  refuseUnknownArguments(call, undefined, parameters);
  return printedNumber(call, made);
}
