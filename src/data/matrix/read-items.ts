import { didYouMean, listNames } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import type { ListedItem, Matrix } from '../../model/matrix.js';
import { ownOf } from '../../model/own.js';
import type { Sources } from '../../model/source-table.js';
import { type CodeRow, readCodeTable } from '../code-table.js';
import type { Fault } from '../report.js';
import type { ListedCategories } from './categories.js';

interface ItemsTools {
  /** Of the columns that are categories. */
  readonly categories: readonly ListedCategories[];
  readonly host: Host;
  readonly open: Sources['open'];
  readonly fault: Fault;
}

/** The column that says what the folder of an item is called. */
const slugColumn = 'slug';

/** The items of a CSV file, one a row: its columns are parameters. What is wrong in it is reported. */
export async function readItems(
  { path, position }: NonNullable<Matrix['file']>,
  { categories, host, open, fault }: ItemsTools,
): Promise<readonly ListedItem[]> {
  const required = categories.map(({ parameter }) => parameter.name);
  const table = { from: path, position, required, optional: 'any', code: 'matrix/file' } as const;
  // Paths in the project file are relative to the project.
  const rows = await readCodeTable(table, { packageFile: 'tallybook.yaml', host, open, fault });
  if (rows === undefined) return [];
  if (rows.length === 0) {
    fault(
      'matrix/empty',
      position,
      `Unexpected file of items \`${path}\` without a row, expected one at least`,
    );
    return [];
  }
  const [{ cells }] = rows as [CodeRow];
  const columns = Object.keys(cells).filter((name) => name !== slugColumn);
  if (columns.length === 0) {
    const message = `Unexpected header \`${slugColumn}\`, expected a column for each parameter`;
    fault('matrix/file', rows[0]?.at(slugColumn) ?? position, message);
    return [];
  }
  const known = new Map(categories.map(({ parameter, all }) => [parameter.name, all]));
  return rows.map((row): ListedItem => {
    const names = columns.map((name) => {
      const value = ownOf(row.cells, name) ?? '';
      const list = known.get(name);
      if (value.trim() === '') {
        fault(
          'matrix/file',
          row.at(name),
          `Unexpected row without \`${name}\`, expected a value in each column`,
        );
      }
      const category = list?.find((each) => each.value === value);
      if (list !== undefined && category === undefined && value.trim() !== '') {
        const values = list.map((each) => each.value);
        const message = `Unexpected \`${name}\` \`${value}\`, expected one of ${listNames(values)}`;
        fault('matrix/file', row.at(name), message, didYouMean(value, values));
      }
      return { name, text: category?.label ?? value };
    });
    const slug = row.cells[slugColumn];
    // Of an item that is a category, the other columns say more of it.
    const naming = known.size === 0 ? names : names.filter(({ name }) => known.has(name));
    return {
      parameters: Object.fromEntries(columns.map((name) => [name, ownOf(row.cells, name) ?? ''])),
      names: (known.size === 0 ? naming.slice(0, 1) : naming).map(({ text }) => text),
      ...(slug !== undefined && { given: { slug, position: row.at(slugColumn) } }),
      position: row.at(columns[0] ?? slugColumn),
    };
  });
}
