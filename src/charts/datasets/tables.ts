import type { Language } from '../../language/language.js';
import type { ChartTable } from '../../model/chart/chart.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import type { TableCell, TableColumn, TableRow } from '../../model/tree/table-parts.js';

/**
 * The tables of what a chart draws. Of several datasets it is one table where their lines are of the same categories, a
 * column for each number; else one a dataset, headed by its title.
 */
export function tablesOf<Drawn extends { readonly dataset: PublishedDataset }>(
  drawn: readonly Drawn[],
  tableOf: (drawn: Drawn, isList: boolean) => ChartTable | undefined,
  language: Language,
): readonly ChartTable[] {
  const made = (isList: boolean): readonly ChartTable[] =>
    drawn.flatMap((each) => {
      const table = tableOf(each, isList);
      return table === undefined ? [] : [{ ...table, title: each.dataset.title }];
    });
  const [only, ...others] = made(drawn.length > 1);
  if (only === undefined) return [];
  if (others.length === 0) {
    const { title: _, ...table } = only;
    return [table];
  }
  const united = unitedTable([only, ...others], language);
  return united === undefined ? made(false) : [united];
}

/** The columns of categories that stand before the numbers. */
const wordsOf = ({ columns }: ChartTable): readonly TableColumn[] =>
  columns.filter(({ align }) => align === 'left');

/** What a line is of: its label and its words. */
const lineKey = (table: ChartTable, { label, cells }: TableRow): string =>
  JSON.stringify([label, ...wordsOf(table).map((_, index) => textOf(cells[index]))]);

const textOf = (cell: TableCell | undefined): string => (cell?.kind === 'text' ? cell.text : '');

/** One table of those whose lines are told apart by the same columns; undefined where they are not. */
function unitedTable(tables: readonly ChartTable[], language: Language): ChartTable | undefined {
  const [first] = tables;
  if (first === undefined) return undefined;
  const headOf = (table: ChartTable): string =>
    JSON.stringify([table.stub, ...wordsOf(table).map(({ label }) => label)]);
  const words = wordsOf(first).length;
  const keys = tables.map((table) => table.rows.map((row) => lineKey(table, row)));
  const isUnited =
    tables.every((table) => headOf(table) === headOf(first)) &&
    keys.every((own) => new Set(own).size === own.length) &&
    keys.every((own) => own.some((key) => keys[0]?.includes(key)));
  if (!isUnited) return undefined;
  const numbers = tables.map((table) => table.columns.slice(words));
  const heads = numbers.flatMap((columns) => columns.map(({ label }) => label));
  const columns = tables.flatMap(({ title = '' }, index) =>
    (numbers[index] ?? []).map((column) =>
      heads.filter((label) => label === column.label).length > 1
        ? { ...column, label: `${column.label} (${title})` }
        : column,
    ),
  );
  const nothing: TableCell = { kind: 'text', text: language.message('chart.not-drawn') };
  const rows = allLines(tables).map(({ key, row }) => ({
    ...row,
    cells: [
      ...row.cells.slice(0, words),
      ...tables.flatMap((table, index) => {
        const own = table.rows.find((each) => lineKey(table, each) === key);
        return own?.cells.slice(words) ?? (numbers[index] ?? []).map(() => nothing);
      }),
    ],
  }));
  const legend = tables.flatMap((table) => table.legend);
  const { title: _, ...around } = first;
  return {
    ...around,
    columns: [...wordsOf(first), ...columns],
    rows,
    legend: [...new Map(legend.map((each) => [JSON.stringify(each), each])).values()],
  };
}

/** The lines of all tables, each where its own table has it. */
function allLines(
  tables: readonly ChartTable[],
): readonly { readonly key: string; readonly row: TableRow }[] {
  const lines: { readonly key: string; readonly row: TableRow }[] = [];
  for (const table of tables) {
    let place = 0;
    for (const row of table.rows) {
      const key = lineKey(table, row);
      const known = lines.findIndex((line) => line.key === key);
      if (known < 0) lines.splice(place, 0, { key, row });
      place = known < 0 ? place + 1 : known + 1;
    }
  }
  return lines;
}
