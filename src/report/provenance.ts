import type { Language } from '../language/language.js';
import { meaningOf } from '../model/missing.js';
import { formulaOf, relationOf } from '../model/operations/equation.js';
import type { Operations } from '../model/operations/operations.js';
import { stepsOf } from '../model/operations/steps.js';
import { type CellKey, isExact, type LedgerEntry } from '../model/quantity.js';
import { type DescribedCell, describeIn } from './cell-words.js';
import type { TransformState } from './transform-state.js';

/** Cells that are named one by one; the rest are counted. */
const namedCells = 3;

/**
 * Where a printed number comes from, in words: a line for the operation (or the meaning of a missing value), then
 * one for each cell.
 */
export function describeProvenance(
  entry: LedgerEntry,
  { language, data, operations }: Pick<TransformState, 'language' | 'data' | 'operations'>,
): string {
  const described = (cell: CellKey): DescribedCell => describeIn(data, cell);
  const { operation, cells, illustrative, value, unit } = entry.quantity;
  const counted = unit === '' || unit === '%' ? 'no' : 'yes';
  const once = uniqueCells(cells);
  const shown = once.slice(0, namedCells);
  const named = shown.map((cell) => describeCell(cell, described(cell), language));
  const rest = once.length - named.length;
  const what = isExact(value)
    ? language.message(operations[operation].origin, { count: cells.length, unit, counted })
    : meaningOf(value);
  const lines = [what, ...formulaLine(entry, operations, described, language), ...named];
  if (rest > 0) lines.push(language.message('document.more-cells', { count: rest }));
  const sources = [...new Set(shown.flatMap((cell) => described(cell).sources))];
  if (sources.length > 0)
    lines.push(language.message('document.source', { sources: sources.join('; '), count: sources.length }));
  if (illustrative) lines.push(language.message('document.illustrative'));
  return lines.join('\n');
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
function formulaLine(
  { quantity }: LedgerEntry,
  operations: Operations,
  described: (cell: CellKey) => DescribedCell,
  language: Language,
): string[] {
  const { value, digits, fraction, operands, cells, signed = false } = quantity;
  // Where a percentage is not printed, nothing that leads to it is.
  if (fraction !== undefined || (operands ?? cells).length > mostOperands) return [];
  const step = stepsOf(quantity, operations, (cell) => described(cell).value);
  const formula = formulaOf(step, {
    digits: operandDigits,
    isNested: true,
    number: (number, decimals) => language.number(number, { digits: decimals }),
  });
  if (formula === undefined) return [];
  if (!isExact(value)) return [`${formula} = ${value.symbol}`];
  return [`${formula} ${relationOf(value, digits)} ${language.number(value, { digits, signed })}`];
}

function describeCell(cell: CellKey, { dataset, keys }: DescribedCell, language: Language): string {
  return language.message('document.cell', {
    dataset,
    keys: language.labels(keys),
    file: cell.origin.file,
    line: `${cell.origin.line}`,
  });
}
