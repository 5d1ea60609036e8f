import { compare, type Exact } from '../exact.js';
import { addendOf } from '../missing.js';
import { type CellKey, isExact, type Operand, type Operation } from '../quantity.js';
import type { Missing, Suppressed } from '../value.js';
import { type Expression, evaluate, type Sign } from './expression.js';

/** What a cell or a calculation comes to; undefined for a cell that holds no number, or is in no dataset any more. */
export type StepValue = Exact | Missing | Suppressed | undefined;

/** One step of a calculation: what was done to which values. A cell as it stands has no operands. */
export interface Step {
  readonly operation: Operation;
  readonly value: StepValue;
  readonly cells: readonly CellKey[];
  readonly operands: readonly Step[];
}

/** Operations that print a cell, or count cells: there is nothing below them to calculate with. */
const plain: readonly Operation[] = ['value', 'fact', 'earlier-edition', 'count'];

/** A quantity as the calculation that it is, down to its cells, whose values `look` finds. */
export function stepsOf(of: Operand, look: (cell: CellKey) => StepValue): Step {
  const { operation, value, cells, operands } = of;
  if (operands !== undefined) {
    return { operation, value, cells, operands: operands.map((each) => stepsOf(each, look)) };
  }
  const below = plain.includes(operation)
    ? []
    : cells.map((cell): Step => ({ operation: 'value', value: look(cell), cells: [cell], operands: [] }));
  return { operation, value, cells, operands: below };
}

type Calculation = Expression<Step>;
/** The difference of a change, or its magnitude where a report prints one: the words around it say which way. */
type Way = (difference: Calculation) => Calculation;

const chain = (sign: Sign, ...parts: readonly Calculation[]): Calculation => ({ kind: 'chain', sign, parts });
const times100 = (of: Calculation): Calculation => chain('×', of, { kind: 'number', value: 100n });
const total = (parts: readonly Calculation[]): Calculation | undefined =>
  parts.length > 1 ? chain('+', ...parts) : parts[0];

const quotient = ([part, whole]: readonly Calculation[]): Calculation | undefined =>
  part && whole && chain('÷', part, whole);
const percentage = (parts: readonly Calculation[]): Calculation | undefined => {
  const part = quotient(parts);
  return part && times100(part);
};
const difference = ([after, before]: readonly Calculation[], way: Way): Calculation | undefined =>
  after && before && way(chain('−', after, before));

/** What each operation does with its operands in their order: the later cell first, the part before the whole. */
const calculations: Partial<
  Record<Operation, (operands: readonly Calculation[], way: Way) => Calculation | undefined>
> = {
  // A sum of one number is that number.
  sum: (parts) => (parts.length > 1 ? total(parts) : undefined),
  share: percentage,
  ratio: quotient,
  change: difference,
  difference,
  revision: difference,
  'percent-change': ([after, before], way) =>
    after && before && times100(chain('÷', way(chain('−', after, before)), before)),
  average: (parts) => {
    const sum = total(parts);
    return sum && chain('÷', sum, { kind: 'number', value: BigInt(parts.length) });
  },
  'implementation-rate': percentage,
  'budget-execution': percentage,
  'target-fulfilment': ([actual, baseline, target]) =>
    actual &&
    baseline &&
    target &&
    times100(chain('÷', chain('−', actual, baseline), chain('−', target, baseline))),
};

/**
 * What a step does with its operands. Undefined where there is no formula: a cell, a count, points on a scale; and where
 * none of ours comes to the value of the step, since a wrong one would be worse than none.
 */
export function calculationOf({ operation, operands, value }: Step): Expression<Step> | undefined {
  if (operands.length === 0 || operands.some((operand) => operand.value === undefined)) return undefined;
  const parts = operands.map((operand): Calculation => ({ kind: 'operand', operand }));
  const as = (way: Way): Calculation | undefined => calculations[operation]?.(parts, way);
  const plain = as((of) => of);
  if (plain === undefined || value === undefined) return undefined;
  // What was missing is seen in the formula; a division by nothing, or a judgement, is not.
  if (!isExact(value)) return operands.some((operand) => isMissing(operand.value)) ? plain : undefined;
  const candidates = [plain, as((of) => ({ kind: 'magnitude', of })), ...bounded(operation, plain)];
  return candidates.find((candidate) => candidate !== undefined && comesTo(candidate, value));
}

const isMissing = (value: StepValue): boolean => value !== undefined && !isExact(value);

/** A fulfilment is never below 0 and never above 100 per cent. */
const bounded = (operation: Operation, of: Calculation): Calculation[] =>
  operation === 'target-fulfilment'
    ? [
        { kind: 'bound', by: 'max', limit: 0n, of },
        { kind: 'bound', by: 'min', limit: 100n, of },
      ]
    : [];

function comesTo(calculation: Calculation, value: Exact): boolean {
  const result = evaluate(calculation, (step) => step.value && addendOf(step.value));
  return result !== undefined && compare(result, value) === 0;
}
