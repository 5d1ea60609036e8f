import { derive, refuseZero } from '../../content/helpers/calculate.js';
import type { Call, Scope } from '../../content/helpers/call.js';
import { cellOf, datasetOf } from '../../content/helpers/cell-helpers.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import { isQuantity } from '../../content/printable.js';
import { readFilters, refuseUnknownArguments } from '../../content/selection/filters.js';
import { divide, exact } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';

const parameters = ['measure', 'digits'];

/** A helper that counts a number in thousands or millions. */
const inUnitsOf = (name: 'thousands' | 'millions', word: string, factor: bigint): HelperDefinition => ({
  name,
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters,
  run(call, scope) {
    const whole = wholeOf(call, scope);
    const { value, unit } = whole;
    if (unit === '%' || /^(?:thousand|million|billion)/.test(unit))
      return fail('content/argument.millions', call.at, { name, unit });
    const scaled = isExact(value) ? divide(value, exact(factor)) : value;
    return refuseZero(
      call,
      derive(call, scope, name, [whole], { value: scaled, unit: `${word} ${unit}`.trim() }),
    );
  },
});

/** `{{millions "budget" item="Revenue" year=2024}}`: "10.5 million", of data that count in ones. */
export const millions = inUnitsOf('millions', 'million', 1_000_000n);

/** `{{thousands "budget" item="Revenue" year=2024}} thousand euros`: the number alone, its word stays in the text. */
export const thousands = inUnitsOf('thousands', 'thousand', 1000n);

/** A quantity, or the cell that a dataset and its categories name. */
function wholeOf(call: Call, scope: Scope): Quantity {
  const [first] = call.params;
  if (isQuantity(first)) {
    refuseUnknownArguments(call, undefined, parameters);
    return first;
  }
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, parameters);
  return cellOf(call, dataset, readFilters(call, dataset));
}
