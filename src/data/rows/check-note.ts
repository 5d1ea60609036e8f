import type { CellNote, SourceRow } from '../../model/dataset/source-table.js';
import { type Column, report } from './check-cell.js';

/** Reports what a workbook says of a cell that its text does not; true when it can be used. */
export function checkNote(note: CellNote | undefined, text: string, column: Column, row: SourceRow): boolean {
  if (note?.fault !== undefined) return reportFault(note.fault, text, column, row);
  const { field, table } = column;
  if (note?.doubt === 'covered' && field.role === 'measure') return reportFault('covered', text, column, row);
  const isOpen = field.role === 'dimension' && field.categories.length === 0 && field.type === 'string';
  if (note?.doubt === 'raised' && isOpen && !table.codes.has(field.name)) {
    report(column, row, 'data/displayed', () => ({
      message: `${said(text, column)} in \`${field.name}\` has a raised mark, which would be part of its name`,
      hint: `take the mark out of the cell, or say under \`rename\` or \`categories\` what the cell stands for`,
    }));
    return false;
  }
  const { shown } = note?.number ?? {};
  if (shown === undefined || field.role !== 'measure' || field.digits !== undefined) return true;
  const decimals = shown === 1 ? '1 decimal' : `${shown} decimals`;
  report(column, row, 'data/displayed', () => ({
    message: `Unexpected ${said(text, column)} in \`${field.name}\`, of which the workbook displays ${decimals}, expected the number that is displayed`,
    hint: `\`digits: ${shown}\` at the field prints what is displayed, and keeps the exact number; else round the cell`,
  }));
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
        return {
          message: `Unexpected error \`${text}\` in \`${name}\`, expected a formula that succeeds`,
          hint: 'correct the formula, or write a declared missing value into the cell',
        };
      case 'uncached':
        return {
          message: `Unexpected formula without a result in \`${name}\`, expected its result in the file`,
          hint: 'open the workbook in Excel or LibreOffice, and save it: a program wrote it and did not calculate',
        };
      case 'inexact':
        return {
          message: `Unexpected ${said(text, column)} in \`${name}\`, expected a whole number that the workbook holds exactly`,
          hint: 'spreadsheets round whole numbers of more than 15 digits: keep it as a text',
        };
      case 'otherwise':
        return {
          message: `Unexpected ${said(text, column)} in \`${name}\` that the workbook displays as another number, expected it to be displayed as it is`,
          hint: 'its number format shows it in thousands, rounded, without its sign, or with other digits or texts: change the format; a code with zeros before it is a text',
        };
      case 'unseen':
        return {
          message: `Unexpected ${said(text, column)} in \`${name}\` that the workbook does not display, expected a cell that everybody sees`,
          hint: 'its number format hides it: change the format, or empty the cell',
        };
      case 'struck':
        return {
          message: `${said(text, column)} in \`${name}\` is struck out in the workbook`,
          hint: 'empty the cell, or take the line through it away',
        };
      case 'partly-struck':
        return {
          message: `A part of the cell of \`${name}\` is struck out in the workbook`,
          hint: `delete what is struck out, so that the cell holds ${said(text, column)} alone`,
        };
      case 'covered':
        return {
          message: `The cell of \`${name}\` lies under merged cells and holds a value that nobody sees`,
          hint: 'undo the merging, and empty the cell or let it be seen',
        };
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
  table.contract.confidential ? 'value' : `\`${text}\``;
