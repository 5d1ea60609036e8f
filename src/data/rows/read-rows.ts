import type { SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import { limitProblem } from '../../resource-limits.js';
import { reportExcess, reportProblem } from '../report.js';
import type { TableContext } from '../table-context.js';
import type { RawTable } from '../tables.js';
import { type Repeat, repeatedFaults } from './repeated.js';

/**
 * Reads the rows under a header, when it is called, and hands over those of the right length. A file without rows is a
 * fault, unless another one ended the reading. `isWhole` is false where rows were left out before.
 */
export function rowReader(
  { header, read }: SourceTable,
  context: TableContext,
  isWhole = (): boolean => true,
): RawTable['readRows'] {
  const { contract, limits, fault } = context;
  return (take) => {
    const { repeat, close } = repeatedFaults(fault);
    let count = 0;
    let left = 0;
    const takeRow = (row: SourceRow): void => {
      count++;
      if (count > limits.rows) {
        left++;
        reportExcess(fault, { name: 'rows', limits, position: row.at(0) });
      } else if (hasLength(row, header, repeat) && isShort(row, header, context, repeat)) take(row);
      else left++;
    };
    // One row too many, to know that there are too many.
    const refused = read(takeRow, limits.rows + 1);
    close();
    if (refused !== undefined) reportProblem(fault, refused);
    else if (count === 0 && isWhole()) {
      fault(problem('data/empty', header.at(0), { file: contract.file }));
    }
    return refused === undefined && left === 0 && count > 0 && isWhole();
  };
}

function hasLength(row: SourceRow, header: SourceRow, repeat: Repeat): boolean {
  const [actual, expected] = [row.texts.length, header.texts.length];
  if (actual === expected) return true;
  const position = () => row.at(Math.min(actual, expected));
  const isEmpty = actual === 1 && row.texts[0] === '';
  const cells = actual === 1 ? '1 cell' : `${actual} cells`;
  repeat({
    code: 'data/row-length',
    column: isEmpty ? 'empty' : 'length',
    line: row.line,
    describe: () =>
      isEmpty
        ? problem('data/row-length.empty', position())
        : problem('data/row-length.header', position(), { cells, expected }),
  });
  return false;
}

function isShort(row: SourceRow, header: SourceRow, { limits }: TableContext, repeat: Repeat): boolean {
  const long = row.texts.findIndex((cell) => cell.length > limits.cellLength);
  if (long < 0) return true;
  const found = row.texts[long]?.length ?? 0;
  const position = () => row.at(long);
  repeat({
    code: 'limit/exceeded',
    column: header.texts[long] ?? '',
    line: row.line,
    describe: () => limitProblem({ name: 'cellLength', limits, position: position(), found }),
  });
  return false;
}
