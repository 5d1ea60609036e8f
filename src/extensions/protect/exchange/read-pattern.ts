import { CsvError, parse } from 'csv-parse/sync';
import { type Diagnostic, didYouMean, listNames } from '../../../diagnostics.js';
import type { Dataset, Field, Row } from '../../../model/dataset/dataset.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';
import { type FaultCall, type ProblemId, problem } from '../../../problems/problem.js';
import { countIn, countsOf } from '../counted-cells.js';
import { many, see } from '../named-cells.js';
import { countColumns, noCount, readMetadata, type StatusColumn, statusColumns } from './formats.js';

/** A file of another tool. */
export interface PatternFile {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
  /** Of a `.tab`, the text of the `.rda` beside it. */
  readonly metadata?: string;
}

/** What a file says of one count of a dataset: the rows in which it is hidden. */
export interface ReadPattern {
  readonly dataset: Dataset;
  readonly measure: Field;
  readonly hidden: ReadonlySet<Row>;
}

/** The faults of a file, each at its line. */
export class PatternFaults extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super('A pattern does not fit');
    this.name = 'PatternFaults';
  }
}

export const patternFault = <Id extends ProblemId>(
  file: string,
  line: number,
  ...[id, ...given]: FaultCall<Id>
): Diagnostic => problem(id, { file, line, column: 1 }, ...given);

interface Record {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A file as its columns, its records, and what its statuses say. */
interface Table {
  readonly columns: readonly string[];
  readonly records: readonly Record[];
  readonly totals: ReadonlyMap<string, string>;
  readonly status: Pick<StatusColumn, 'column' | 'printed' | 'hidden'>;
}

const dimensionsOf = ({ fields }: Dataset): Field[] => fields.filter(({ role }) => role === 'dimension');

const stemOf = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');

/**
 * Reads which cells another tool hides, and holds each line against the data.
 * @param datasets Those that are protected, as they are to be published.
 * @throws {PatternFaults} where a line does not fit them.
 */
export function readPattern(file: PatternFile, datasets: readonly Dataset[]): ReadPattern {
  const measures = datasets.flatMap((dataset) => countsOf(dataset).map(({ name }) => name));
  const table = tableOf(file, datasets, measures);
  const refuse = <Id extends ProblemId>(...call: FaultCall<Id>): never => {
    throw new PatternFaults([patternFault(file.path, 1, ...call)]);
  };
  const has = (name: string): boolean => table.columns.includes(name);
  const named = datasets.filter(({ name }) => namesFor(name, datasets).includes(stemOf(file.path)));
  const fitting = datasets.filter((each) => dimensionsOf(each).every(({ name }) => has(name)));
  const [dataset, another] = named.length > 0 ? named : fitting;
  if (another !== undefined)
    refuse('protect/exchange.fits', { fitting: fitting.map(({ name }) => `\`${name}\``).join(', ') });
  if (dataset === undefined || !fitting.includes(dataset)) {
    const lacking = dimensionsOf(dataset ?? (datasets[0] as Dataset)).filter(({ name }) => !has(name));
    return refuse('protect/exchange.dimension', {
      lacking: lacking.map(({ name }) => `\`${name}\``).join(', '),
      aProtected: dataset === undefined ? 'a protected dataset' : `\`${dataset.name}\``,
    });
  }
  const counts = countsOf(dataset);
  const own = counts.filter(({ name }) => has(name));
  const called = table.columns.find((name) => countColumns.includes(name.toLowerCase()));
  const [measure, other] = own.length > 0 ? own : called === undefined ? [] : counts;
  if (measure === undefined || other !== undefined)
    return refuse('protect/exchange.counts', {
      noColumn: measure === undefined ? 'no column' : 'more than one column',
      name: dataset.name,
      counts: counts.map(({ name }) => `\`${name}\``).join(' or '),
    });
  return heldAgainst(
    { ...table, file: file.path, count: own.length > 0 ? measure.name : (called ?? '') },
    dataset,
    measure,
  );
}

/** What a file may be called that is of a dataset: as the dataset, or with one of its counts behind it. */
const namesFor = (name: string, datasets: readonly Dataset[]): string[] => [
  name,
  ...datasets
    .filter((each) => each.name === name)
    .flatMap((each) => countsOf(each).map((measure) => `${name}-${measure.name}`)),
];

function tableOf(
  { path, text, metadata }: PatternFile,
  datasets: readonly Dataset[],
  measures: readonly string[],
): Table {
  const rda = metadata === undefined ? undefined : readMetadata(metadata, measures);
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const separator = rda?.separator ?? [';', '\t'].find((each) => first.includes(each)) ?? ',';
  const records = recordsOf(text, separator, path);
  // The table for SBS has no names: codes, count, contributors, status, dominance.
  const sbs = path.endsWith('.sbs') ? datasets.find(({ name }) => name === stemOf(path)) : undefined;
  const columns =
    rda?.columns ??
    (sbs === undefined
      ? (records.shift()?.cells ?? [])
      : [...dimensionsOf(sbs).map(({ name }) => name), 'freq', 'contributors', 'Status', 'dominance']);
  const status = statusColumns.find(({ column }) => columns.includes(column));
  if (status === undefined)
    throw new PatternFaults([
      patternFault(path, 1, 'protect/exchange.column', {
        statusColumns: statusColumns.map(({ column, tool }) => `\`${column}\` (${tool})`).join(', '),
      }),
    ]);
  const short = records.find(({ cells }) => cells.length !== columns.length);
  if (short !== undefined)
    throw new PatternFaults([
      patternFault(path, short.line, 'protect/exchange.line', {
        count: short.cells.length,
        columnsCount: columns.length,
      }),
    ]);
  return {
    columns,
    records,
    totals: rda?.totals ?? new Map(),
    status: {
      column: status.column,
      // What the metadata say comes first.
      printed: [
        ...(rda?.printed ?? []),
        ...status.printed.filter((each) => rda?.hidden.includes(each) !== true),
      ],
      hidden: [
        ...(rda?.hidden ?? []),
        ...status.hidden.filter((each) => rda?.printed.includes(each) !== true),
      ],
    },
  };
}

function recordsOf(text: string, delimiter: string, path: string): Record[] {
  try {
    const read = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return read.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw new PatternFaults([patternFault(path, line, 'protect/exchange.quotation')]);
  }
}

interface HeldTable extends Table {
  readonly file: string;
  /** The column of counts. */
  readonly count: string;
}

/** Finds the row of each record, and refuses what the data do not have, say otherwise, or lack. */
function heldAgainst(
  { columns, records, totals, status, file, count }: HeldTable,
  dataset: Dataset,
  measure: Field,
): ReadPattern {
  const dimensions = dimensionsOf(dataset);
  const rows = new Map(
    dataset.rows.map((row) => [JSON.stringify(dimensions.map(({ name }) => row.keys[name])), row]),
  );
  const seen = new Map<Row, number>();
  const hidden = new Set<Row>();
  const faults: Diagnostic[] = [];
  for (const { cells, line } of records) {
    const at: CellAt = (column) => cells[columns.indexOf(column)] ?? '';
    const report: ReportLine = (...call) => void faults.push(patternFault(file, line, ...call));
    const isHidden = isHiddenBy(at(status.column), status, report);
    if (isHidden === undefined) continue;
    const keys = publishedKeys(at, dataset, totals, report);
    if (keys === undefined) continue;
    const row = rows.get(JSON.stringify(keys));
    const own = row === undefined ? undefined : countIn(row, measure.name);
    const shown = noCount.includes(at(count).toUpperCase()) ? undefined : Number(at(count));
    const place = dimensions.map(({ name }) => `${name} \`${at(name)}\``).join(', ');
    if (row === undefined || own === undefined) {
      const words = { name: dataset.name, measureName: measure.name, place };
      // Other tools write a zero where no row is.
      if (isHidden || (shown ?? 0) !== 0) report('protect/exchange.count', words);
      continue;
    }
    const before = seen.get(row);
    if (before !== undefined) report('protect/exchange.twice', { place, before });
    seen.set(row, line);
    if (shown === undefined ? !isHidden : shown !== own)
      report('protect/exchange.other', { place, name: dataset.name });
    if (isHidden) hidden.add(row);
  }
  if (faults.length === 0) for (const fault of silentOf(file, dataset, measure, seen)) faults.push(fault);
  if (faults.length > 0) throw new PatternFaults(faults);
  return { dataset, measure, hidden };
}

/** The cell of a line in a column. */
type CellAt = (column: string) => string;
type ReportLine = <Id extends ProblemId>(...call: FaultCall<Id>) => void;

/** Whether a line hides its count; undefined where its status is none, which is reported. */
function isHiddenBy(said: string, status: Table['status'], report: ReportLine): boolean | undefined {
  const { column, printed, hidden } = status;
  const isHidden = hidden.includes(said.toUpperCase());
  if (isHidden || printed.includes(said.toUpperCase())) return isHidden;
  report('protect/exchange.status', { column, known: listNames([...printed, ...hidden], 30) });
  return undefined;
}

/** The categories of a line; undefined of a margin that is not published, and of one that names no category, which is reported. */
function publishedKeys(
  at: CellAt,
  dataset: Dataset,
  totals: Table['totals'],
  report: ReportLine,
): readonly string[] | undefined {
  const dimensions = dimensionsOf(dataset);
  const keys = dimensions.map((field) => categoryOf(at(field.name), field, totals));
  const field = dimensions[keys.indexOf('unknown')];
  if (field !== undefined) {
    const values = field.categories.map(({ value }) => value);
    // Where columns are out of order this is a count: it is not quoted.
    const more = didYouMean(at(field.name), values);
    report('protect/exchange.category', { name: dataset.name, fieldName: field.name }, more);
  }
  const known = keys.flatMap((key) => (typeof key === 'object' ? key.category : []));
  return known.length === keys.length ? known : undefined;
}

/** One error for all counts that no line of a pattern speaks of. */
function silentOf(
  file: string,
  dataset: Dataset,
  measure: Field,
  seen: ReadonlyMap<Row, number>,
): Diagnostic[] {
  const lacking = dataset.rows
    .filter((row) => !seen.has(row) && (countIn(row, measure.name) ?? 0) > 0)
    .map((row) => ({ dataset, row, measure }));
  if (lacking.length === 0) return [];
  const words = { many: many(lacking), name: dataset.name };
  return [patternFault(file, 1, 'protect/exchange.lacks', words, { see: see(lacking) })];
}

/** The category of a code; a margin is a total that the dataset does not have. */
function categoryOf(
  code: string,
  { name, categories, total }: Field,
  totals: ReadonlyMap<string, string>,
): { readonly category: string } | 'margin' | 'unknown' {
  if (categories.some(({ value }) => value === code)) return { category: code };
  if (code !== totals.get(name) && !isCalledTotal(code) && !/^tot$/i.test(code)) return 'unknown';
  return total === undefined ? 'margin' : { category: total };
}
