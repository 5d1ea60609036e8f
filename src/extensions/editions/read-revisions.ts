import { type Diagnostic, didYouMean, listNames, type Outcome, type Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { csvRow } from '../../model/csv-row.js';
import type { OpenTable, SourceProblem, SourceRow } from '../../model/dataset/source-table.js';
import { isDay } from '../../model/day.js';
import { isReason } from '../../model/reason.js';
import type { TextChange } from '../../model/snapshot/editions.js';
import { textKinds } from '../../model/snapshot/snapshot.js';
import { phrase } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';

/**
 * `revisions.csv`, which a data officer fills in beside the data package when figures changed since the last edition:
 *
 *     dataset,keys,measure,reason,date
 *     cases-by-offence,year=2013;offence=trafficking|total,cases,Two cases were counted twice.,2015-03-31
 *
 * A sixth column, `what`, says of a line that it is about words: a unit, a label, a definition, the meaning of a symbol.
 */

/** The columns of `revisions.csv`, in any order. */
const revisionColumns = ['dataset', 'keys', 'measure', 'what', 'reason', 'date'] as const;
export type RevisionColumn = (typeof revisionColumns)[number];

/** The column that a file needs only where words changed. */
const optionalColumn = 'what';

/** Why figures differ from those of the edition before, and from those that this edition published itself before. */
export type ReasonsFile = 'revisions.csv' | 'corrections.csv';

/** Such a file, which lies beside the data package. */
export const reasonsPath = (dataPackage: string, name: ReasonsFile): string =>
  [...dataPackage.split('/').slice(0, -1), name].join('/');

/** Reads the lines of a `revisions.csv`; one that is not there has none. Faulty lines are reported and left out. */
export async function readRevisions(file: string, host: Host, open: OpenTable): Promise<Outcome<Revisions>> {
  const diagnostics: Diagnostic[] = [];
  const report = (position: Position, message: string, hint?: string): void => {
    diagnostics.push({ severity: 'error', code: 'data/revision', message, position, ...(hint && { hint }) });
  };
  const bytes = await readBytes(file, host, report);
  const value =
    bytes === undefined
      ? { lines: [] }
      : await readLines({ file, bytes }, { open, limits: host.limits }, report);
  return { value, diagnostics };
}

type Report = (position: Position, message: string, hint?: string) => void;

async function readBytes(file: string, host: Host, report: Report): Promise<Uint8Array | undefined> {
  try {
    return await host.project.read(file, host.limits.dataBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason === 'missing') return undefined;
    report({ file, line: 1, column: 1 }, notRead(error));
    return undefined;
  }
}

function notRead({ reason, found }: FileProblem): string {
  if (reason === 'outside') return phrase('editions/read-revisions.link');
  return reason === 'not-a-file'
    ? phrase('editions/read-revisions.found', { found })
    : phrase('editions/read-revisions.csv');
}

async function readLines(
  read: { readonly file: string; readonly bytes: Uint8Array },
  { open, limits }: { readonly open: OpenTable; readonly limits: ResourceLimits },
  report: Report,
): Promise<Revisions> {
  const wrong = ({ code, position, message, hint }: SourceProblem): void =>
    report(
      position,
      code === 'data/empty' ? phrase('editions/read-revisions.empty', { columns }) : message,
      hint,
    );
  const source = await open({ ...read, format: 'csv', dialect: {}, columns: revisionColumns.length }, limits);
  if ('code' in source) {
    wrong(source);
    return { lines: [] };
  }
  const rows: SourceRow[] = [];
  const problem = source.read((row) => void rows.push(row));
  if (problem !== undefined) wrong(problem);
  const { header } = source;
  if (!isHeader(header, report)) return { lines: [] };
  const lines = rows.flatMap((row) => {
    if (row.texts.length === 1 && row.texts[0]?.trim() === '') return [];
    return readLine(row, header, report) ?? [];
  });
  return { lines, columns: header.texts.filter(isColumn) };
}

const columns = revisionColumns.join(',');

function isHeader(header: SourceRow, report: Report): boolean {
  const wrong = header.texts.findIndex(
    (name, index) => !isColumn(name) || header.texts.indexOf(name) < index,
  );
  if (wrong >= 0) {
    const name = header.texts[wrong] ?? '';
    report(
      header.at(wrong),
      phrase('editions/read-revisions.column', { name, columns }),
      didYouMean(name, revisionColumns).hint,
    );
    return false;
  }
  const absent = revisionColumns.find((name) => name !== optionalColumn && !header.texts.includes(name));
  if (absent !== undefined)
    report(header.at(0), phrase('editions/read-revisions.header', { absent, columns }));
  return absent === undefined;
}

const isColumn = (name: string): name is RevisionColumn => revisionColumns.some((column) => column === name);

function readLine(row: SourceRow, header: SourceRow, report: Report): RevisionLine | undefined {
  const [actual, expected] = [row.texts.length, header.texts.length];
  if (actual !== expected) {
    report(
      row.at(Math.min(actual, expected)),
      phrase('editions/read-revisions.line', {
        cells: actual === 1 ? '1 cell' : `${actual} cells`,
        expected,
      }),
      actual > expected ? phrase('editions/read-revisions.cell') : undefined,
    );
    return undefined;
  }
  const index = (column: RevisionColumn): number => header.texts.indexOf(column);
  const text = (column: RevisionColumn): string => (row.texts[index(column)] ?? '').trim();
  const place = (column: RevisionColumn): Position => row.at(Math.max(0, index(column)));
  let isWhole = true;
  const wrong = (column: RevisionColumn, message: string, hint?: string): void => {
    isWhole = false;
    report(place(column), message, hint);
  };
  if (text('dataset') === '') wrong('dataset', phrase('editions/read-revisions.dataset'));
  if (!isReason(text('reason'))) {
    wrong(
      'reason',
      text('reason') === ''
        ? phrase('editions/read-revisions.blank')
        : phrase('editions/read-revisions.actual', { reason: text('reason') }),
      phrase('editions/read-revisions.printed'),
    );
  }
  if (!isDay(text('date'))) {
    wrong('date', phrase('editions/read-revisions.date', { text: text('date') }));
  }
  const what = textKinds.find((kind) => kind === text('what'));
  if (what === undefined && text('what') !== '') {
    wrong(
      'what',
      phrase('editions/read-revisions.number', { text: text('what'), textKinds: listNames(textKinds) }),
      didYouMean(text('what'), textKinds).hint,
    );
  }
  const keys = readKeys(text('keys'), what !== undefined, (message, hint) => wrong('keys', message, hint));
  if (!isWhole) return undefined;
  return {
    dataset: text('dataset'),
    keys,
    measure: text('measure') === '' ? undefined : text('measure'),
    what,
    reason: text('reason'),
    date: text('date'),
    at: Object.fromEntries(revisionColumns.map((column) => [column, place(column)])) as RevisionLine['at'],
  };
}

/**
 * `year=2013;offence=trafficking|total;reader=*`. An empty text names no dimension. Of words, `offence` alone is the
 * dimension itself, and `[z]` a symbol.
 */
function readKeys(
  text: string,
  ofWords: boolean,
  wrong: (message: string, hint?: string) => void,
): ReadonlyMap<string, Categories> {
  const keys = new Map<string, Categories>();
  for (const pair of text.split(';').map((part) => part.trim())) {
    if (pair === '') continue;
    if (ofWords && !pair.includes('=')) {
      keys.set(pair, []);
      continue;
    }
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(pair)?.map((part) => part.trim()) ?? [];
    const values = value.split('|').map((part) => part.trim());
    if (name === '' || values.includes('')) {
      wrong(phrase('editions/read-revisions.pairs', { pair }));
    } else if (keys.has(name)) {
      wrong(
        phrase('editions/read-revisions.once', { name }),
        phrase('editions/read-revisions.several', { name }),
      );
    } else keys.set(name, value === '*' ? 'all' : values);
  }
  return keys;
}

/** Which categories of a dimension a line is about: those named, or all. None: the dimension itself. */
type Categories = readonly string[] | 'all';

/** One line of `revisions.csv`: why cells or words differ from the edition before. */
export interface RevisionLine {
  readonly dataset: string;
  /** By the name of the dimension; of cells, one that is left out stands at its total. A symbol stands by itself. */
  readonly keys: ReadonlyMap<string, Categories>;
  /** Undefined where the line leaves it to the dataset, which has one measure. */
  readonly measure: string | undefined;
  /** The words that it is about; undefined for numbers. */
  readonly what: TextChange['what'] | undefined;
  readonly reason: string;
  /** When the cells were revised: `2015-03-31`. */
  readonly date: string;
  /** Where each column of the line stands; a column that the file lacks stands where the line does. */
  readonly at: Readonly<Record<RevisionColumn, Position>>;
}

/** `revisions.csv` as it was read: its lines, and its columns in their order. */
export interface Revisions {
  readonly lines: readonly RevisionLine[];
  /** Undefined where there is no file that can be read. */
  readonly columns?: readonly RevisionColumn[];
}

/**
 * A line to add to `revisions.csv`, with `REASON` and `DATE` to fill in, in the columns that the file has. Where it lacks
 * the one that says which words changed, the header with that column comes first.
 */
export function lineToAdd(
  cells: Readonly<Partial<Record<RevisionColumn, string>>>,
  columns: readonly RevisionColumn[] | undefined,
): string {
  const needsWhat = cells.what !== undefined;
  const known: readonly RevisionColumn[] =
    columns ?? revisionColumns.filter((name) => needsWhat || name !== optionalColumn);
  const all: readonly RevisionColumn[] =
    needsWhat && !known.includes(optionalColumn) ? [...known, optionalColumn] : known;
  const filled: Readonly<Partial<Record<RevisionColumn, string>>> = {
    reason: 'REASON',
    date: 'DATE',
    ...cells,
  };
  const line = csvRow(all.map((name) => filled[name] ?? ''));
  return needsWhat ? `\`${line}\`, under the header \`${all.join(',')}\`` : `\`${line}\``;
}
