import type { Language } from '../../../language/language.js';
import { aloneOf } from '../../../language/nouns.js';
import { greatest } from '../../../model/chart/extremes.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { bracketed, type Mark, marks } from '../../../model/dataset/missing.js';
import { isExact, type LedgerEntry } from '../../../model/quantity.js';
import type { LegendEntry, LetteredNote, TableRow } from '../../../model/tree/table-parts.js';
import { isCount } from '../../../model/unit.js';
import { timeOf } from '../../selection/fields.js';
import { shownOf, type TableArrangement } from './arrangement.js';

/** The notes on the cells of a row, by column; undefined where no row of the data stands behind the cell. */
export type NotedLine = readonly (readonly string[] | undefined)[];

/** The notes of a table: those on all of its cells, and those on some, with the letters that stand beside them. */
export interface CellNotes {
  readonly general: readonly string[];
  readonly lettered: readonly LetteredNote[];
  /** Letters at the heads of columns and rows, and at cells, by their places. */
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
  readonly cells: readonly (readonly (readonly string[])[])[];
}

/** Where a note stands: at a whole column, a whole row or a cell. */
interface Places {
  readonly note: string;
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly cells: readonly (readonly [row: number, column: number])[];
}

/**
 * Puts the notes of rows of the data where they belong in a table. One on every cell is said of the table, one on all
 * cells of a column or row stands at its head, any other at its cells. Letters, since a raised number reads as a power.
 */
export function cellNotes(lines: readonly NotedLine[]): CellNotes {
  const width = greatest([0, ...lines.map((line) => line.length)]);
  const all = lines.flatMap((line, row) =>
    line.flatMap((notes, column) => (notes === undefined ? [] : [{ row, column, notes }])),
  );
  const names = [...new Set(all.flatMap(({ notes }) => notes))];
  const general = names.filter((note) => all.every(({ notes }) => notes.includes(note)));
  const placed = names.filter((note) => !general.includes(note)).map((note) => placesOf(note, lines, width));
  // The heads of columns are read first.
  const ordered = [
    ...placed.filter(({ columns }) => columns.length > 0),
    ...placed.filter(({ columns }) => columns.length === 0),
  ].map((places, index) => ({ ...places, letter: letterOf(index) }));
  const lettersAt = (isThere: (places: Places) => boolean): readonly string[] =>
    ordered.filter(isThere).map(({ letter }) => letter);
  return {
    general,
    lettered: ordered.map(({ letter, note }) => ({ letter, words: note })),
    columns: Array.from({ length: width }, (_, column) =>
      lettersAt(({ columns }) => columns.includes(column)),
    ),
    rows: lines.map((_, row) => lettersAt(({ rows }) => rows.includes(row))),
    cells: lines.map((line, row) =>
      line.map((_, column) =>
        lettersAt(({ cells }) => cells.some(([itsRow, itsColumn]) => itsRow === row && itsColumn === column)),
      ),
    ),
  };
}

function placesOf(note: string, lines: readonly NotedLine[], width: number): Places {
  const has = (notes: readonly string[] | undefined): boolean => notes?.includes(note) === true;
  const isWhole = (cells: NotedLine): boolean => {
    const known = cells.filter((notes) => notes !== undefined);
    return known.length > 1 && known.every(has);
  };
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    isWhole(lines.map((line) => line[column])),
  );
  const rest = lines.map((line) =>
    line.map((notes, column) => (columns.includes(column) ? undefined : notes)),
  );
  const rows = rest.flatMap((line, row) => {
    const known = line.filter((notes) => notes !== undefined);
    // Beside the one number of a row, its head says as much.
    const isSingle = known.length === 1 && lines[row]?.filter((notes) => notes !== undefined).length === 1;
    return known.length > 0 && known.every(has) && (known.length > 1 || isSingle) ? [row] : [];
  });
  const cells = rest.flatMap((line, row) =>
    rows.includes(row)
      ? []
      : line.flatMap((notes, column): [number, number][] => (has(notes) ? [[row, column]] : [])),
  );
  return { note, columns, rows, cells };
}

const alphabet = 26;

/** a to z, then aa, ab, ... */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % alphabet));
  return index < alphabet ? last : letterOf(Math.floor(index / alphabet) - 1) + last;
}

/** "Number of cases, 2009–2014": what the numbers of a table count, and of when. */
export function subtitleOf(arrangement: TableArrangement, language: Language): { subtitle?: string } {
  const counts = countsIn(arrangement);
  const unit = unitOf(arrangement);
  const areCounts = counts.length > 0 && counts.every((column) => isCount(column.measure));
  const parts = [unitText(unit, areCounts, language), periodText(arrangement, language)].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? {} : { subtitle: language.labels(parts) };
}

/** A share column beside its counts names itself; shares alone are the unit of the whole table. */
const countsIn = ({ columns }: TableArrangement): TableArrangement['columns'] =>
  columns.filter((column) => column.shows === 'value');

/** The unit that stands above a table, where its numbers have one. */
export function unitOf(arrangement: TableArrangement): string | undefined {
  const counts = countsIn(arrangement);
  const units = new Set(counts.length > 0 ? counts.map((column) => column.measure.unit) : ['%']);
  return units.size === 1 ? [...units][0] : undefined;
}

/** What stands above numbers of one unit: "Number of cases", "Euro". */
export function unitText(unit: string | undefined, areCounts: boolean, language: Language): string {
  if (unit === undefined || unit === '') return '';
  if (unit === '%') return language.message('content.unit-percent');
  // A rate or an amount is no number of anything: its unit says it all.
  return areCounts ? language.message('content.unit-count', { unit }) : capital(aloneOf(unit, language));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function periodText(arrangement: TableArrangement, language: Language): string {
  const { dataset, fixed } = arrangement;
  const time = timeOf(dataset);
  const shown = time === undefined ? [] : (shownOf(arrangement, time) ?? [fixed[time.name] ?? '']);
  const times =
    shown.includes(time?.total ?? '') && shown.length === 1
      ? (time?.categories.map(({ value }) => value) ?? [])
      : shown;
  return spanText(dataset, time, times, language);
}

/** "2009–2014", "Jan 2023 to Dec 2024": from the first to the last of some times, else the period that the dataset declares. */
export function spanText(
  { period }: PublishedDataset,
  time: Field | undefined,
  times: readonly string[],
  language: Language,
): string {
  const known = times.filter((value) => value !== time?.total).toSorted();
  const [first, last] = [known[0], known.at(-1)];
  const wordsIn = (value: string): string => (time === undefined ? value : labelOf(time, value));
  // Years are names, not quantities: they are passed as text so that no number format touches them.
  const from = first === undefined ? period && String(period.from) : wordsIn(first);
  const to = last === undefined ? period && String(period.to) : wordsIn(last);
  if (from === undefined || to === undefined) return '';
  // A dash between words of their own would join "2024–Dec".
  const id = /\s/u.test(`${from}${to}`) ? 'chart.dimension.run' : 'content.period';
  return from === to ? from : language.message(id, { from, to });
}

/**
 * The description of the dataset, then the notes on all cells that the table shows and the reasons of the findings
 * about them that were accepted, each once.
 */
export function notesOf(dataset: PublishedDataset, used: readonly Row[], notes: readonly string[]): string[] {
  const description = dataset.description === undefined ? [] : [dataset.description];
  return [...new Set([...description, ...notes, ...acceptedReasons(dataset, used)])];
}

/** Why findings about these rows, or about the dataset as a whole, were accepted. Why small counts are printed stands in the methods. */
export function acceptedReasons({ accepted = [] }: PublishedDataset, used: readonly Row[]): string[] {
  return accepted
    .filter(
      ({ code, where }) =>
        code !== 'protect/small' &&
        used.some(({ keys }) => Object.entries(where).every(([name, category]) => keys[name] === category)),
    )
    .map(({ reason }) => reason);
}

/** The symbols that stand in the cells, in order of appearance, then the marks beside numbers. */
export function legendOf(rows: readonly TableRow[], language: Language): LegendEntry[] {
  const legend = new Map<string, LegendEntry>();
  for (const cell of rows.flatMap((row) => row.cells)) {
    if (cell.kind !== 'value') continue;
    const { value } = cell.entry.quantity;
    if (isExact(value)) continue;
    const { symbol, meaning } = value;
    // Two measures may give one symbol two meanings; a reader must see both.
    legend.set(JSON.stringify([symbol, meaning]), { symbol, meaning });
  }
  const used = new Set(
    rows.flatMap((row) => row.cells).flatMap((cell) => (cell.kind === 'value' ? marksIn(cell.entry) : [])),
  );
  const marked = marks.filter((mark) => used.has(mark));
  return [
    ...legend.values(),
    ...marked.map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) })),
  ];
}

const marksIn = ({ quantity }: LedgerEntry): readonly Mark[] => quantity.marks ?? [];
