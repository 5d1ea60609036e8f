import type { SourceRow } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import type { Repeat } from '../rows/repeated.js';
import type { TableContext } from '../table-context.js';
import type { Shape } from './contract.js';
import type { Layout } from './layout.js';
import type { Head } from './read-head.js';

/** What a row of a table is checked with. */
export interface RowWork {
  readonly head: Head;
  readonly layout: Layout;
  readonly shape: Shape;
  readonly context: TableContext;
  readonly repeat: Repeat;
}

/** True for a row that has as many cells as its table, none of them without a heading, and numbers; else it is reported. */
export const isRowOfTable = (row: SourceRow, work: RowWork): boolean =>
  hasLength(row, work) && isHeaded(row, work) && hasNumbers(row, work);

function hasLength(row: SourceRow, work: RowWork): boolean {
  const { head, shape, repeat } = work;
  const actual = row.texts.length;
  const expected = shape.range === undefined ? head.width : shape.range.lastColumn + 1;
  if (shape.range === undefined ? actual === expected : actual >= expected) return true;
  const cells = actual === 1 ? '1 cell' : `${actual} cells`;
  repeat({
    code: 'data/row-length',
    column: 'length',
    line: row.line,
    describe: () =>
      problem(
        shape.range === undefined ? 'data/row-length.row' : 'data/row-length.range',
        row.at(Math.min(actual, expected)),
        { cells, expected },
      ),
  });
  return false;
}

/** A row of words alone is a note, or heads a group; where blanks are declared, it may be data. */
function hasNumbers({ texts, line, at }: SourceRow, work: RowWork): boolean {
  const { layout, repeat, context } = work;
  const { fields, confidential } = context.contract;
  const said = texts.flatMap((text, index) => (text.trim() === '' ? [] : [index]));
  const [only] = said;
  const isNote = layout.numbers.length > 0 && said.length === 1 && only !== undefined && texts.length > 1;
  const isDeclared = fields.some(
    ({ role, missing }) => role === 'measure' && missing.some(({ code }) => code === ''),
  );
  if (!isNote || isDeclared || layout.numbers.some(({ index }) => index === only)) return true;
  const quoted = confidential ? 'words' : `\`${(texts[only] ?? '').slice(0, 60)}\``;
  repeat({
    code: 'data/shape',
    column: 'note',
    line,
    describe: () => problem('data/shape.row', at(only), { quoted }),
  });
  return false;
}

function isHeaded(row: SourceRow, work: RowWork): boolean {
  const { layout, repeat, context } = work;
  const stray = layout.unheaded.find(({ index }) => (row.texts[index] ?? '').trim() !== '');
  if (stray === undefined) return true;
  const said = context.contract.confidential
    ? 'A value'
    : `\`${(row.texts[stray.index] ?? '').slice(0, 60)}\``;
  repeat({
    code: 'data/heading',
    column: String(stray.index),
    line: row.line,
    describe: () => problem('data/heading.cell', row.at(stray.index), { said }),
  });
  return false;
}
