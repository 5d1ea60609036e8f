import { greatest } from '../../../model/chart/extremes.js';
import type { LetteredNote } from '../../../model/tree/table-parts.js';

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
