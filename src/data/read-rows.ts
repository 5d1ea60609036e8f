import { type CsvFile, type CsvRecord, scanCsv } from '../inputs/csv.js';
import { limitProblem } from '../resource-limits.js';
import { type Repeat, repeatedFaults } from './repeated.js';
import { reportExcess } from './report.js';
import { recordBytes, reportProblem, type TableContext } from './table-context.js';
import type { RawTable } from './tables.js';

/**
 * Reads the rows under a header, when it is called, and hands over those of the right length. A file without rows is a
 * fault, unless another one ended the reading.
 */
export function rowReader(file: CsvFile, header: CsvRecord, context: TableContext): RawTable['readRows'] {
  const { contract, limits, place, fault } = context;
  return (take) => {
    const { repeat, close } = repeatedFaults(fault);
    let count = -1;
    let left = 0;
    const takeRow = (record: CsvRecord): void => {
      count++;
      if (count === 0) return;
      if (count > limits.rows) {
        left++;
        reportExcess(fault, { name: 'rows', limits, position: place(record, 0), found: 'more rows' });
      } else if (hasLength(record, header, context, repeat) && isShort(record, header, context, repeat))
        take(record);
      else left++;
    };
    // The header, and one row too many to know that there are too many.
    const bounds = { records: limits.rows + 2, recordBytes: recordBytes(context) };
    const problem = scanCsv(file, takeRow, bounds);
    close();
    if (problem !== undefined) reportProblem(problem, context);
    else if (count === 0) {
      const message = `Unexpected end of \`${contract.file}\` after its header, expected rows`;
      fault('data/empty', place(header, 0), message);
    }
    return problem === undefined && left === 0 && count > 0;
  };
}

function hasLength(record: CsvRecord, header: CsvRecord, { place }: TableContext, repeat: Repeat): boolean {
  const [actual, expected] = [record.cells.length, header.cells.length];
  if (actual === expected) return true;
  const position = () => place(record, Math.min(actual, expected));
  const isEmpty = actual === 1 && record.cells[0] === '';
  const cells = actual === 1 ? '1 cell' : `${actual} cells`;
  repeat({
    code: 'data/row-length',
    column: isEmpty ? 'empty' : '',
    line: record.line,
    describe: () =>
      isEmpty
        ? {
            position: position(),
            message: 'Unexpected empty line, expected a row',
            more: { hint: 'remove the line' },
          }
        : {
            position: position(),
            message: `Unexpected row with ${cells}, expected ${expected} as in the header`,
          },
  });
  return false;
}

function isShort(
  record: CsvRecord,
  header: CsvRecord,
  { limits, place }: TableContext,
  repeat: Repeat,
): boolean {
  const long = record.cells.findIndex((cell) => cell.length > limits.cellLength);
  if (long < 0) return true;
  const found = `${record.cells[long]?.length.toLocaleString('en')} characters`;
  const position = () => place(record, long);
  repeat({
    code: 'limit/exceeded',
    column: header.cells[long] ?? '',
    line: record.line,
    describe: () => {
      const { message, hint } = limitProblem({ name: 'cellLength', limits, position: position(), found });
      return { position: position(), message, more: hint === undefined ? {} : { hint } };
    },
  });
  return false;
}
