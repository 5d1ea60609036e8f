import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import { cellKey, originPosition } from '../../model/dataset/cell.js';
import type { Row } from '../../model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact } from '../../model/dataset/value.js';
import { type Qualifier, type Quantity, qualifiers } from '../../model/quantity.js';
import { measureValue, quantityAt } from '../selection/cells.js';
import { findMeasure } from '../selection/fields.js';
import { refuseUnknownArguments } from '../selection/filters.js';
import { printedNumber } from './calculate.js';
import { findDataset } from './call.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

/** The dataset that `fact` reads: one row a figure, with `key`, `low`, `high`, `qualifier` and `unit`. */
export const factsName = 'facts';

const parameters = ['digits'];

/** `{{fact "drowned-tisa"}}`: a figure that a source states in prose, with its range and qualifier. */
export const fact: HelperDefinition = {
  name: 'fact',
  first: 'fact',
  arity: [1, 1],
  parameters,
  run(call, scope): Quantity {
    const dataset = findDataset(scope.data, factsName, call.paramAt(0));
    refuseUnknownArguments(call, undefined, parameters);
    const key = call.textParam(0, 'the key of a fact');
    const row = call.rowAt(dataset, { key });
    if (row === undefined) {
      const keys = dataset.rows.map((candidate) => candidate.keys.key ?? '');
      fail('content/unknown-fact', call.paramAt(0), { key, keys: listNames(keys) }, didYouMean(key, keys));
    }
    const low = findMeasure(dataset, 'low', call.at);
    const high = findMeasure(dataset, 'high', call.at);
    const upper = measureValue(row, high);
    const cell = quantityAt(dataset, row, low, call.at);
    const qualifier = qualifierOf(row, call.paramAt(0));
    return printedNumber(call, {
      ...cell,
      ...(isNumeric(upper)
        ? {
            high: toExact(upper),
            cells: [...cell.cells, cellKey(dataset, row, high)],
            digits: Math.max(cell.digits, high.digits ?? decimalsOf(upper)),
          }
        : {}),
      ...(qualifier === undefined ? {} : { qualifier }),
      unit: row.attributes.unit ?? '',
      operation: 'fact',
    });
  },
};

/** The qualifier of a fact, if it has one. A word that is none of ours would be lost, and "about 5" print as 5. */
function qualifierOf({ attributes, origin }: Row, position: Position): Qualifier | undefined {
  const written = attributes.qualifier;
  if (written === undefined) return undefined;
  return (
    qualifiers.find((candidate) => candidate === written) ??
    fail(
      'content/argument.qualifier',
      position,
      { written, qualifiers: listNames(qualifiers) },
      { see: originPosition(origin) },
    )
  );
}
