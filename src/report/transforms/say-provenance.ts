import type { Language } from '../../language/language.js';
import { meaningOf } from '../../model/dataset/missing.js';
import { formulaOf, relationOf } from '../../model/operations/equation.js';
import type { Operations } from '../../model/operations/operations.js';
import { stepsOf } from '../../model/operations/steps.js';
import { type CellKey, isExact, type LedgerEntry, type Quantity } from '../../model/quantity.js';
import type { Provenance } from '../../model/snapshot/provenance.js';
import { visit } from '../../model/tree/visit.js';
import { cellWords, type DescribeCell } from '../cell-words.js';
import type { TransformState } from '../transform-state.js';

/** Where a printed number, or the symbol of a missing one, comes from. */
export function provenanceOf(
  { quantity }: LedgerEntry,
  { language, operations }: Pick<TransformState, 'language' | 'operations'>,
  described: DescribeCell,
): Provenance {
  const { operation, cells, value, unit } = quantity;
  const counted = unit === '' || unit === '%' ? 'no' : 'yes';
  const { origin, explained } = operations[operation];
  // What a query counted, nobody recorded.
  const isQueried =
    operation === 'value' && cells.some((cell) => described(cell).words.dataset.queried !== undefined);
  const how = isExact(value)
    ? language.message(isQueried ? 'document.operation.query' : origin, {
        count: cells.length,
        unit,
        counted,
        source: quantity.declared?.source ?? '',
        transform: quantity.vega?.transform ?? '',
        version: quantity.vega?.version ?? '',
      })
    : meaningOf(value);
  const equation = equationOf(quantity, operations, described, language);
  return {
    how,
    ...(explained === undefined || !isExact(value) ? {} : { rule: language.message(explained.formula) }),
    ...(equation === undefined ? {} : { equation }),
    cells: uniqueCells(cells).map((cell) => described(cell).words),
  };
}

/** Each cell once, though several operands use it; with its place, since two editions have two of one address. */
const uniqueCells = (cells: readonly CellKey[]): CellKey[] => [
  ...new Map(
    cells.map((cell) => [JSON.stringify([cell.dataset, cell.field, cell.keys, cell.origin]), cell]),
  ).values(),
];

/** Operands beyond this many make no formula that a reader would follow. */
const mostOperands = 6;

/** Decimals of an operand beyond which the page shows what led to it. */
const operandDigits = 4;

/**
 * The calculation in numbers, where there is one: "38 ÷ 233 × 100 ≈ 16.3". It comes to the number without its unit: the
 * per cent, the million and the "about" are words of the text.
 */
function equationOf(
  quantity: Quantity,
  operations: Operations,
  described: DescribeCell,
  language: Language,
): string | undefined {
  const { value, digits, fraction, operands, cells, signed = false } = quantity;
  // Where a percentage is not printed, nothing that leads to it is.
  if (fraction !== undefined || (operands ?? cells).length > mostOperands) return undefined;
  const step = stepsOf(quantity, operations, (cell) => described(cell).value);
  const formula = formulaOf(step, {
    digits: operandDigits,
    isNested: true,
    number: (number, decimals) => language.number(number, { digits: decimals }),
  });
  if (formula === undefined) return undefined;
  if (!isExact(value)) return `${formula} = ${value.symbol}`;
  return `${formula} ${relationOf(value, digits)} ${language.number(value, { digits, signed })}`;
}

/** Sets on each printed number where it comes from, for every output that answers for its numbers. */
export function sayProvenance(state: TransformState): void {
  const described = cellWords(state.data, state.language);
  visit(state.root, 'value', (node) => {
    node.provenance = provenanceOf(node.entry, state, described);
  });
}
