import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from './write-csv.js';

/**
 * A change of the data, as a list says it. Of a cell: "victims-by-nationality 2012 kosovar victims = 30", which is a
 * file, words that stand in one row alone, a column, the new text. Of rows: "victims-supported + 2014,47".
 */
export type DataChange = string;

type Row = Record<string, string>;

/** The texts of the data files of a project, by path, after cells were changed and the totals over them with them. */
export function changedFiles(root: string, changes: readonly DataChange[]): Record<string, string> {
  const tables = new Map<string, { before: Row[]; after: Row[] }>();
  for (const change of changes) {
    const [name = ''] = change.split(' ');
    const read = (): Row[] => parse(readFileSync(join(root, `data/${name}.csv`)), { columns: true });
    const table = tables.get(name) ?? { before: read(), after: read() };
    tables.set(name, table);
    apply(change.slice(name.length + 1), table.after);
  }
  return Object.fromEntries(
    [...tables].map(([name, { before, after }]) => {
      keepTotals(before, after);
      return [`data/${name}.csv`, stringify(after)];
    }),
  );
}

function apply(change: string, rows: Row[]): void {
  if (change.startsWith('+ ')) {
    const names = Object.keys(rows[0] ?? {});
    const [cells = []]: string[][] = parse(change.slice(2));
    rows.push(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
    return;
  }
  const [, place = '', value = ''] = /^(.*?)\s*=\s*(.*)$/.exec(change) ?? [];
  const words = place.split(/\s+/);
  const column = words.pop() ?? '';
  const found = rows.filter((row) => words.every((word) => Object.values(row).includes(word)));
  const [row] = found;
  if (row === undefined || found.length > 1) throw new Error(`${found.length} rows, expected one: ${change}`);
  if (row[column] === undefined) throw new Error(`no column ${column}: ${change}`);
  row[column] = value;
}

/** What added up to a total before adds up to it afterwards. */
function keepTotals(before: readonly Row[], after: Row[]): void {
  const [first = {}] = before;
  const dimensions = Object.keys(first).filter((name) => before.some((row) => row[name] === 'total'));
  const numbers = Object.keys(first).filter((name) =>
    before.every((row) => /^(?:\d+|\[[^\]]*\])$/.test(row[name] ?? '')),
  );
  const measures = numbers.filter((name) => !dimensions.includes(name) && name !== 'year');
  // The first dimension first, so that a total of totals is added up of new ones.
  for (const dimension of dimensions) {
    for (const [index, total] of after.entries()) {
      if (total[dimension] !== 'total') continue;
      const keys = Object.keys(first).filter((name) => name !== dimension && isKey(name, before, measures));
      const parts = (rows: readonly Row[]): readonly Row[] =>
        rows.filter((row) => row[dimension] !== 'total' && keys.every((key) => row[key] === total[key]));
      for (const measure of measures) {
        const added = sum(parts(before), measure);
        const old = before[index]?.[measure] ?? '';
        if (parts(before).length > 0 && number(old) === added && total[measure] === old)
          total[measure] = `${sum(parts(after), measure)}`;
      }
    }
  }
}

const number = (text: string): number => (text.startsWith('[') ? 0 : Number(text));
const sum = (rows: readonly Row[], measure: string): number =>
  rows.reduce((total, row) => total + number(row[measure] ?? ''), 0);
/** Notes and measures do not say which row it is. */
const isKey = (name: string, rows: readonly Row[], measures: readonly string[]): boolean =>
  name !== 'note' && !measures.includes(name) && rows.every((row) => row[name] !== '');
