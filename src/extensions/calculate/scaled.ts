import { derive, refuseZero } from '../../content/helpers/calculate.js';
import { value as cell, quantityOf } from '../../content/helpers/cell-helpers.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import { divide, exact } from '../../model/exact.js';
import { isExact } from '../../model/quantity.js';

/** A helper that counts a number in thousands or millions. */
const inUnitsOf = (name: 'thousands' | 'millions', word: string, factor: bigint): HelperDefinition => ({
  name,
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: cell.parameters,
  run(call, scope) {
    const whole = quantityOf(call, scope);
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
