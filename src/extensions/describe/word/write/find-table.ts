import { argumentName } from '../../../../content/selection/fields.js';
import { saidScale } from '../../data/said-scale.js';
import type { Cell, Dimension } from '../match/cells.js';
import { keyText, yearText } from '../match/helper-text.js';
import type { Measure, Table } from '../match/tables.js';
import type { TableBlock } from '../read/blocks.js';
import type { ReadNumber } from './tables.js';

/** A table of a Word file that a dataset has. */
interface FoundTable {
  readonly table: Table;
  readonly rows: Side;
  /** Without them measures are its columns. */
  readonly columns?: Side;
  readonly measures: readonly Measure[];
  /** What it shows of the other dimensions. */
  readonly fixed: Cell['keys'];
}

/** What stands down the side of a table or along its top. */
interface Side {
  readonly dimension: Dimension;
  readonly values: readonly string[];
}

/** A table of fewer figures may have the numbers of another one. */
const leastFigures = 8;
/** Choices of categories that are tried for dimensions that are not in a table. */
const mostChoices = 500;

/** The one dataset that a table is of: its heads and each of its numbers must be there, and the helper print no others. */
export function findTable(
  { rows }: TableBlock,
  tables: readonly Table[],
  read: ReadNumber,
): FoundTable | undefined {
  const body = rows.slice(headRowsOf(rows, read));
  const [, ...heads] = rows[rows.length - body.length - 1] ?? [];
  const numbers = body.map(([, ...cells]) => cells.map(read));
  const isWhole = numbers.every((row) => row.length === heads.length && !row.includes(undefined));
  const figures = numbers.flat().join('').replace(/\D/g, '').length;
  if (!isWhole || heads.length === 0 || body.length < 2 || figures < leastFigures) return undefined;
  const stubs = body.map(([name = '']) => name);
  const found = tables.flatMap((table) =>
    sidesOf(stubs, table).flatMap((side) => {
      const others = sidesOf(heads, table).filter(({ dimension }) => dimension !== side.dimension);
      const byHeads = others.flatMap((columns) => inColumns(table, side, columns, numbers));
      return byHeads.length > 0 ? byHeads : inMeasures(table, side, numbers);
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}

type Numbers = readonly (readonly (number | undefined)[])[];

const inColumns = (table: Table, rows: Side, columns: Side, numbers: Numbers): readonly FoundTable[] =>
  table.measures.flatMap((measure) =>
    likeliest(
      table,
      choicesOf(table, [rows, columns]).filter((fixed) =>
        numbers.every((row, index) =>
          row.every((number, place) => {
            const own = {
              [rows.dimension.name]: rows.values[index] ?? '',
              [columns.dimension.name]: columns.values[place] ?? '',
            };
            return isAt(table.cellAt(measure, { ...fixed, ...own }), measure, number);
          }),
        ),
      ),
    ).map((fixed) => ({ table, rows, columns, measures: [measure], fixed })),
  );

/** Whether a number of a table is a cell, as it is or in the thousands of its file. */
const isAt = (cell: Cell | undefined, { times }: Measure, number: number | undefined): boolean =>
  cell !== undefined &&
  number !== undefined &&
  (cell.value === number || Math.abs(cell.value - number * times) < 1e-6 * Math.abs(cell.value));

/** Each column is one measure. */
function inMeasures(table: Table, rows: Side, numbers: Numbers): readonly FoundTable[] {
  const { name } = rows.dimension;
  const fitting = choicesOf(table, [rows]).flatMap((fixed) => {
    const measures = (numbers[0] ?? []).map((_, place) =>
      table.measures.filter((measure) =>
        rows.values.every((value, index) =>
          isAt(table.cellAt(measure, { ...fixed, [name]: value }), measure, numbers[index]?.[place]),
        ),
      ),
    );
    const isClear = measures.every(({ length }) => length === 1);
    return isClear ? [{ table, rows, measures: measures.flat(), fixed }] : [];
  });
  const best = new Set(
    likeliest(
      table,
      fitting.map(({ fixed }) => fixed),
    ),
  );
  return fitting.filter(({ fixed }) => best.has(fixed));
}

/** The totals, where they are among them: one category alone has the numbers of its total. */
function likeliest(table: Table, choices: readonly Cell['keys'][]): readonly Cell['keys'][] {
  const totals = choices.find((fixed) =>
    table.dimensions.every(({ name, total }) => fixed[name] === undefined || fixed[name] === total),
  );
  return totals === undefined ? choices : [totals];
}

/** Every choice of a category of each dimension that is not in a table. */
function choicesOf({ dimensions }: Table, sides: readonly Side[]): readonly Cell['keys'][] {
  let choices: Cell['keys'][] = [{}];
  for (const dimension of dimensions) {
    if (sides.some((side) => side.dimension === dimension)) continue;
    const { name, values } = dimension;
    choices = choices.flatMap((keys) =>
      values.filter(isWritable).map((value) => ({ ...keys, [name]: value })),
    );
    if (choices.length > mostChoices) return [];
  }
  return choices;
}

/** The dimensions of which heads are categories: years that follow one another, or each category at most once. */
const sidesOf = (heads: readonly string[], table: Table): readonly Side[] =>
  table.dimensions.flatMap((dimension): Side[] => {
    const values = heads.flatMap(
      (head, index) => categoryIn(head, { table, dimension, isLast: index === heads.length - 1 }) ?? [],
    );
    const isClear = new Set(values).size === heads.length && values.every(isWritable);
    const follow = values.every(
      (value, index) => index === 0 || Number(value) === Number(values[index - 1]) + 1,
    );
    return isClear && (!dimension.isTime || follow) ? [{ dimension, values }] : [];
  });

interface Place {
  readonly table: Table;
  readonly dimension: Dimension;
  /** It stands last in its row or column. */
  readonly isLast: boolean;
  /** What the row of a code says is its name, too. */
  readonly isByRow?: true;
}

/** The category that a head is; what stands last without being one is the total. */
export function categoryIn(head: string, { table, dimension, isLast, isByRow }: Place): string | undefined {
  const { name, isTime, isSummed } = dimension;
  const text = head
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  if (isTime) return table.years.includes(Number(text)) ? text : undefined;
  const total = isSummed === true ? undefined : dimension.total;
  const label = table.labels.find(
    (each) => each.dimension === name && each.text === text && (isByRow || each.isOfRow !== true),
  );
  return label?.category ?? (isLast || text === total?.toLowerCase() ? total : undefined);
}

/** How many rows are heads: the first, and those below merged cells, which have no first cell and no number but years. */
export function headRowsOf(rows: TableBlock['rows'], read: ReadNumber): number {
  const isHead = ([first = '', ...cells]: readonly string[]): boolean =>
    first.trim() === '' &&
    cells.every((cell) => read(cell) === undefined || /^\s*(?:19|20)\d\d\s*$/.test(cell));
  const end = rows.findIndex((row, index) => index > 0 && !isHead(row));
  return end < 0 ? Math.min(1, rows.length) : end;
}

/** Whether an argument can name it. */
const isWritable = (value: string): boolean => !/["|{}]/.test(value);

/** The helper that prints it; years of the edition, and of the one before, move with it. */
export function tableText(found: FoundTable, edition: number, caption: string, id: string): string {
  const { table, rows, columns, measures, fixed } = found;
  const names = measures.map(({ name }) => name).join('|');
  const isAll = names === table.measures.map(({ name }) => name).join('|');
  return [
    `{{table ${JSON.stringify(table.name)} rows="${rows.dimension.name}"`,
    ...(columns === undefined ? [] : [` columns="${columns.dimension.name}"`]),
    ...(isAll ? [] : [` measure="${names}"`]),
    ...[rows, ...(columns === undefined ? [] : [columns])].map((side) => sideText(side, edition)),
    ...table.dimensions.map((each) => keyText(each, fixed[each.name], edition)),
    ...(caption === '' ? [] : [` caption=${JSON.stringify(captionOf(caption, measures))}`]),
    ` id="${id}"}}`,
  ].join('');
}

/** A caption without thousands, where the helper prints numbers whole. */
function captionOf(caption: string, measures: readonly Measure[]): string {
  const plain = caption.replace(/["{}]/g, '');
  const said = measures.some(({ times }) => times > 1) ? saidScale(plain) : undefined;
  if (said === undefined) return plain;
  return plain
    .replace(said.words, said.unit ?? '')
    .replace(/[\s,]*\(?\s*(?:in\s*)?\)?$/u, (rest) =>
      /\p{L}|\)/u.test(rest) && said.unit !== undefined ? rest : '',
    );
}

/** What of a dimension is shown, where it is not all of it. */
function sideText({ dimension: { name, isTime, values: all }, values }: Side, edition: number): string {
  const [first = '', last = ''] = [values[0], values.at(-1)];
  if (isTime) return ` from=${yearText(first, edition)} to=${yearText(last, edition)}`;
  return values.join('|') === all.join('|')
    ? ''
    : ` ${argumentName(name)}=${JSON.stringify(values.join('|'))}`;
}
