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
  const [[, ...heads] = [], ...body] = rows;
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
const sidesOf = (heads: readonly string[], { dimensions, labels, years }: Table): readonly Side[] =>
  dimensions.flatMap((dimension): Side[] => {
    const { name, isTime, isSummed } = dimension;
    const total = isSummed === true ? undefined : dimension.total;
    const texts = heads.map((head) =>
      head
        .replace(/[-_\s]+/g, ' ')
        .trim()
        .toLowerCase(),
    );
    if (isTime) {
      const follow = texts.every(
        (text, index) => index === 0 || Number(text) === Number(texts[index - 1]) + 1,
      );
      const isKnown = texts.every((text) => years.includes(Number(text)));
      return total === undefined && follow && isKnown ? [{ dimension, values: texts }] : [];
    }
    const values = texts.flatMap((text, index) => {
      const label = labels.find((each) => each.dimension === name && each.text === text);
      // What stands last without being a category is the total.
      const isTotal = index === texts.length - 1 || text === total?.toLowerCase();
      return label?.category ?? (isTotal && total !== undefined ? [total] : []);
    });
    const isClear = new Set(values).size === texts.length && values.every(isWritable);
    return isClear ? [{ dimension, values }] : [];
  });

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
