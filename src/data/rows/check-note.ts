import type { CellNote, SourceRow } from '../../model/dataset/source-table.js';
import { faultOf, wording } from '../../problems/problem.js';
import { type Column, report } from './check-cell.js';

/** Reports what a workbook says of a cell that its text does not; true when it can be used. */
export function checkNote(note: CellNote | undefined, text: string, column: Column, row: SourceRow): boolean {
  if (note?.fault !== undefined) return reportFault(note.fault, text, column, row);
  const { field, table } = column;
  if (note?.doubt === 'covered' && field.role === 'measure') return reportFault('covered', text, column, row);
  const isOpen = field.role === 'dimension' && field.categories.length === 0 && field.type === 'string';
  if (note?.doubt === 'raised' && isOpen && !table.codes.has(field.name)) {
    report(column, row, 'data/displayed', () =>
      faultOf('data/displayed.raised', { said: said(text, column), name: field.name }),
    );
    return false;
  }
  const { shown } = note?.number ?? {};
  if (shown === undefined || field.role !== 'measure' || field.digits !== undefined) return true;
  const decimals = shown === 1 ? '1 decimal' : `${shown} decimals`;
  report(column, row, 'data/displayed', () =>
    faultOf('data/displayed.workbook', { said: said(text, column), name: field.name, decimals, shown }),
  );
  return false;
}

function reportFault(
  fault: NonNullable<CellNote['fault']>,
  text: string,
  column: Column,
  row: SourceRow,
): boolean {
  const { name } = column.field;
  report(column, row, codes[fault], () => {
    switch (fault) {
      case 'error':
        return wording('data/check-note.error', { text, name });
      case 'uncached':
        return wording('data/check-note.result', { name });
      case 'inexact':
        return wording('data/check-note.whole', { said: said(text, column), name });
      case 'otherwise':
        return wording('data/check-note.displays', { said: said(text, column), name });
      case 'unseen':
        return wording('data/check-note.display', { said: said(text, column), name });
      case 'struck':
        return wording('data/check-note.struck', { said: said(text, column), name });
      case 'partly-struck':
        return wording('data/check-note.part', { name });
      case 'covered':
        return wording('data/check-note.lies', { name });
    }
  });
  return false;
}

const codes = {
  error: 'data/formula',
  uncached: 'data/formula',
  inexact: 'data/value-type',
  otherwise: 'data/displayed',
  unseen: 'data/hidden',
  struck: 'data/hidden',
  'partly-struck': 'data/displayed',
  covered: 'data/hidden',
} as const;

const said = (text: string, { table }: Column): string =>
  table.contract.confidential ? 'A value' : `\`${text}\``;
