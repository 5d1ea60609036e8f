import type { Field } from './dataset/dataset.js';
import type { OperationDefinition } from './operations/definition.js';
import { ownOf } from './own.js';
import { isExact, type Operand, type Quantity } from './quantity.js';

/** What tells whether a number counts things: the fields of its cells, and what is known of operations. */
export interface CountedBy {
  readonly data: Readonly<Record<string, { readonly fields: readonly Field[] }>>;
  readonly operations: Readonly<Record<string, Pick<OperationDefinition, 'counts'>>>;
}

/** True for whole numbers of things that are counted one by one, as against money, measurements and rates. */
export function isCount(
  { value, unit, operation, cells, operands }: Operand & Pick<Quantity, 'unit'>,
  by: CountedBy,
): boolean {
  if (!isExact(value) || value.denominator !== 1n) return false;
  // "4 million people" is a number of four that is not small.
  if (['%', 'percentage points', 'times'].includes(unit) || /^(?:thousand|million|billion)\b/.test(unit))
    return false;
  const counts = by.operations[operation]?.counts ?? 'never';
  if (counts !== 'as its cells do') return counts === 'always';
  // The cells of a sum of counts are those that were counted, and may hold words.
  if (operands) return operands.every((each) => !isExact(each.value) || isCount({ ...each, unit }, by));
  return cells.every(({ dataset, field: name }) => {
    const field = ownOf(by.data, dataset)?.fields.find((each) => each.name === name);
    return field?.type === 'integer' && field.additive !== false;
  });
}
