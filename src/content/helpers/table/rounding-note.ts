import type { Language } from '../../../language/language.js';
import { add, compare, type Exact, hundred, roundScaled, zero } from '../../../model/exact.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { TableRow } from '../../../model/table-parts.js';
import type { TableArrangement } from './arrangement.js';
import type { FilledTable } from './fill.js';

/** What the table says of its shares where the printed ones do not add up to 100. */
export function roundingNote(
  arrangement: TableArrangement,
  { rows }: FilledTable,
  language: Language,
): string[] {
  const rounded = [...downColumns(arrangement, rows), ...alongRows(arrangement, rows)].some((quantities) => {
    if (quantities.some(({ fraction }) => fraction !== undefined)) return false;
    const shares = quantities.map(({ value }) => value).filter(isExact);
    return roundingShows(shares, quantities[0]?.digits ?? 0);
  });
  return rounded ? [language.message('content.shares-rounded')] : [];
}

/** The shares of each total of a column: the rows of each group. */
function downColumns({ columns }: TableArrangement, rows: readonly TableRow[]): readonly Quantity[][] {
  const parts = rows.filter(({ total, indent }) => !total && indent === undefined);
  const groups = [...new Set(parts.map(({ group }) => group))];
  return columns.flatMap(({ shows }, index) =>
    shows === 'share'
      ? groups.map((group) =>
          parts.filter((row) => row.group === group).flatMap((row) => quantityIn(row, index)),
        )
      : [],
  );
}

/** The shares of each total of a row. */
function alongRows({ columns }: TableArrangement, rows: readonly TableRow[]): readonly Quantity[][] {
  const wholes = columns.map(({ shows, of }) => (shows === 'share-of-row' ? JSON.stringify(of) : undefined));
  return [...new Set(wholes)]
    .filter((whole) => whole !== undefined)
    .flatMap((whole) =>
      rows.map((row) => wholes.flatMap((each, index) => (each === whole ? quantityIn(row, index) : []))),
    );
}

function quantityIn({ cells }: TableRow, index: number): readonly Quantity[] {
  const cell = cells[index];
  return cell?.kind === 'value' ? [cell.entry.quantity] : [];
}

/**
 * True when shares add up to 100 exactly and their printed figures do not, because each was rounded on its own. Shares
 * of a part of the whole do not claim to add up to 100, whatever they come to.
 *
 * @param shares In per cent, exact.
 * @param digits The decimals that they are printed with.
 */
export function roundingShows(shares: readonly Exact[], digits: number): boolean {
  if (compare(shares.reduce(add, zero), hundred) !== 0) return false;
  const printed = shares.reduce((total, share) => total + roundScaled(share, digits), 0n);
  return printed !== roundScaled(hundred, digits);
}
