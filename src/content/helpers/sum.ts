import type { PublishedDataset } from '../../datasets/dataset.js';
import { add, zero } from '../../values/exact.js';
import { type Keys, numberOf, quantityAt, requireRow } from '../selection/cells.js';
import { dimensionsOf, findMeasure } from '../selection/fields.js';
import { type Filters, readFilters, refuseUnknownArguments, singleKeys } from '../selection/filters.js';
import { derive, unlessMissing } from './calculate.js';
import type { Call } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

const parameters = ['measure', 'digits', 'from', 'to'];

/** Every combination of the categories that the filters name; dimensions that they leave out stand at their total. */
function combinations(call: Call, dataset: PublishedDataset, filters: Filters): Keys[] {
  const several = dimensionsOf(dataset).filter((field) => filters.has(field));
  let combined: Keys[] = [singleKeys(call, dataset, filters, several)];
  for (const field of several) {
    combined = combined.flatMap((keys) =>
      (filters.get(field) ?? []).map((value) => ({ ...keys, [field.name]: value })),
    );
  }
  return combined;
}

/** `{{sum "cases" offence="a|b" from=2009 to=2011}}`: the cells named, added up. */
export const sum: HelperDefinition = {
  name: 'sum',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  run(call, scope) {
    const dataset = datasetOf(call, scope);
    refuseUnknownArguments(call, dataset, parameters);
    const filters = readFilters(call, dataset);
    for (const [field, values] of filters) {
      if (field.total !== undefined && values.length > 1 && values.includes(field.total)) {
        fail(
          'content/argument',
          `Unexpected total \`${field.total}\` among the parts of \`${field.name}\`, expected parts only`,
          call.hashAt(field.name),
        );
      }
    }
    const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
    if (measure.additive === false) {
      fail(
        'content/argument',
        `Unexpected \`sum\` of \`${measure.name}\`, expected a measure that adds up`,
        call.at,
        {
          hint: `\`${measure.name}\` is declared with \`additive: false\``,
        },
      );
    }
    const [first, ...rest] = combinations(call, dataset, filters).map((keys) =>
      quantityAt(dataset, requireRow(dataset, keys, call.at), measure, call.at),
    );
    if (first === undefined) throw new Error('A filter always names at least one category');
    const added = [first, ...rest].reduce((total, cell) => add(total, numberOf(cell, call.at)), zero);
    const value = unlessMissing([first, ...rest], added);
    return derive(call, 'sum', [first, ...rest], { value, unit: first.unit });
  },
};
