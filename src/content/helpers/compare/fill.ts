import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import type { Row } from '../../../model/dataset.js';
import { subtract } from '../../../model/exact.js';
import { notAvailable } from '../../../model/missing.js';
import type { Quantity } from '../../../model/quantity.js';
import type { TableCell, TableRow } from '../../../model/table-parts.js';
import { numberOf, quantityAt } from '../../selection/cells.js';
import { derive, unlessMissing } from '../calculate.js';
import type { Call, Scope } from '../call.js';
import type { Comparison } from './arrange.js';
import type { Side } from './sides.js';

/** The rows of a comparison as printed, and the data rows that they used, in reading order. */
export interface FilledComparison {
  readonly rows: readonly TableRow[];
  readonly used: readonly Row[];
}

/** Reads both cells of every row and, when asked for, takes the official one from our own. */
export function fillComparison(
  call: Call,
  { official, own, rows }: Comparison,
  scope: Pick<Scope, 'language' | 'operations'>,
  showsDifference: boolean,
): FilledComparison {
  const { language } = scope;
  const used: Row[] = [];
  const cellAt = (side: Side, value: string): Quantity => {
    const row = call.rowAt(side.dataset, { ...side.fixed, [side.rowField.name]: value });
    if (row === undefined) return absent(call, side, language);
    used.push(row);
    return quantityAt(side.dataset, row, side.measure, call.at);
  };
  const print = (quantity: Quantity): TableCell => ({
    kind: 'value',
    entry: printQuantity(quantity, 'table', language),
  });
  const filled = rows.map(({ value, label, total }): TableRow => {
    const [left, right] = [cellAt(official, value), cellAt(own, value)];
    const cells = showsDifference ? [left, right, differenceOf(call, scope, left, right)] : [left, right];
    return { label, total, cells: cells.map(print) };
  });
  return { rows: filled, used };
}

/** A category that one side does not have is missing, with the symbol for what is not available, and says so. */
function absent(call: Call, { dataset, unit }: Side, language: Language): Quantity {
  return {
    kind: 'quantity',
    value: { ...notAvailable, reason: language.message('content.compare.absent') },
    unit,
    dataset: dataset.name,
    cells: [],
    operation: 'value',
    digits: 0,
    illustrative: dataset.illustrative,
    at: call.at,
  };
}

/** Our own count minus the official figure, with its sign; missing where one of the two is. */
function differenceOf(
  call: Call,
  scope: Pick<Scope, 'operations'>,
  official: Quantity,
  own: Quantity,
): Quantity {
  const unit = own.unit === '%' ? 'percentage points' : own.unit;
  const value = unlessMissing([own, official], () =>
    subtract(numberOf(own, call.at), numberOf(official, call.at)),
  );
  return derive(call, scope, 'difference', [own, official], { value, unit, signed: true });
}
