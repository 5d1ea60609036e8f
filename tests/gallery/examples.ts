import { parse } from 'csv-parse/sync';

/** A specification as its authors published it. */
export type Spec = Readonly<Record<string, unknown>>;

/** A row of a data file, with the values that it has in the file. */
export type DataRow = Readonly<Record<string, unknown>>;

/** Why an example is none of a chart that stands still over one table. */
export type Elsewhere = 'reacts' | 'several tables' | 'geometry' | 'no data' | 'made data' | 'nested data';

/** Where the rows of an example stand: in a file, or in the example itself. */
export interface Source {
  readonly url?: string;
  readonly values?: unknown;
}

export const isRecord = (value: unknown): value is Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value under a key, however deep; rows are not searched. */
function under(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => under(key, each));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(name === key ? [part] : []),
    ...(name === 'values' ? [] : under(key, part)),
  ]);
}

/** The one table of an example, or why it has none. */
export function sourceOf(spec: Spec): Source | Elsewhere {
  const params = under('params', spec).flatMap((each) => (Array.isArray(each) ? each : []));
  if (params.some((each) => isRecord(each) && ('select' in each || 'bind' in each))) return 'reacts';
  const found = new Map(
    under('data', spec)
      .filter(isRecord)
      .map((each) => [JSON.stringify(each), each]),
  );
  const named = isRecord(spec.datasets) ? Object.values(spec.datasets) : [];
  if (under('lookup', spec).length > 0 || found.size > 1 || named.length > 1) return 'several tables';
  const [only] = found.values();
  if (only === undefined) return 'no data';
  const format = isRecord(only.format) ? only.format : {};
  if (format.type === 'topojson' || under('projection', spec).length > 0) return 'geometry';
  if (format.property !== undefined) return 'nested data';
  if (typeof only.url === 'string') return { url: only.url };
  if (only.values !== undefined) return { values: only.values };
  return named.length === 1 ? { values: named[0] } : 'made data';
}

/** The rows of a table; undefined where a cell of it is a list or a table of its own. */
export function rowsOf(source: Source, read: (file: string) => string): readonly DataRow[] | undefined {
  const rows = source.url === undefined ? inlineRows(source.values) : fileRows(source.url, read);
  const list = Array.isArray(rows) ? rows : [rows];
  const table = list.map((row): DataRow => (isRecord(row) ? row : { data: row }));
  const isFlat = table.every((row) =>
    Object.values(row).every((cell) => typeof cell !== 'object' || cell === null),
  );
  return isFlat ? table : undefined;
}

/** Rows may stand in an example as the text of a file. */
const inlineRows = (values: unknown): unknown =>
  typeof values === 'string'
    ? /^\s*[[{]/.test(values)
      ? (JSON.parse(values) as unknown)
      : csvRows(values, ',')
    : values;

function fileRows(url: string, read: (file: string) => string): unknown {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const text = read(name);
  if (name.endsWith('.json')) return JSON.parse(text) as unknown;
  return csvRows(text, name.endsWith('.tsv') ? '\t' : ',');
}

function csvRows(text: string, delimiter: string): unknown {
  const records: Record<string, string>[] = parse(text, { columns: true, delimiter, trim: true });
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([key, cell]) => [
        key,
        cell === '' ? null : /^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell,
      ]),
    ),
  );
}
