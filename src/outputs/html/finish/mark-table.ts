import type { Element } from 'hast';
import type { Language } from '../../../language/language.js';
import { elementsOf, findElements, hasClass } from './elements.js';
import { illustrativeBadge, illustrativeMark, partBadge } from './illustrative-mark.js';
import { bodyCells, headCells, type PlacedCell } from './table-cells.js';

interface NumberCell extends PlacedCell {
  readonly number: Element;
  readonly illustrative: boolean;
}

/**
 * Puts the mark of a table's illustrative numbers where it is read once: at the caption when all numbers are
 * illustrative, else at the heads of the columns and rows that are. Returns the numbers that such a head covers;
 * those that are left need a mark in their cell. `figure` is the unit around the table, where it has one.
 */
export function coverTable(table: Element, figure: Element | undefined, language: Language): Element[] {
  const numbers = numberCells(table);
  const some = numbers.filter(({ illustrative }) => illustrative);
  if (some.length === 0) return [];
  const label = figure === undefined ? undefined : labelOf(figure);
  if (label !== undefined) {
    const whole = some.length === numbers.length;
    setBadge(label, whole ? illustrativeBadge(language) : partBadge(language));
    if (whole) return [];
  }
  const heads = headCells(table);
  const columns = wholeGroups(numbers, ({ column }) => column, 1);
  const rows = wholeGroups(
    numbers.filter(({ column }) => !columns.has(column) || !heads.has(column)),
    ({ row }) => row,
    2,
  );
  for (const column of columns) {
    const head = heads.get(column);
    if (head !== undefined) markHead(head, illustrativeMark(language));
  }
  const covered = some.filter(({ column }) => columns.has(column) && heads.has(column));
  for (const row of rows) {
    const head = elementsOf(row).find((cell) => cell.tagName === 'th');
    if (head === undefined) continue;
    head.children.push(illustrativeMark(language));
    for (const each of some.filter((cell) => cell.row === row)) covered.push(each);
  }
  return covered.map(({ number }) => number);
}

/** After the words of a head, before the unit that stands on a line of its own. */
function markHead(head: Element, mark: Element): void {
  const unit = head.children.findIndex((child) => child.type === 'element' && hasClass(child, 'unit'));
  head.children.splice(unit < 0 ? head.children.length : unit, 0, mark);
}

function numberCells(table: Element): NumberCell[] {
  return bodyCells(table).flatMap((placed) =>
    findElements(placed.cell, (element) => element.tagName === 'data').map((number) => ({
      ...placed,
      number,
      illustrative: number.properties.dataIllustrative !== undefined,
    })),
  );
}

/** The columns or rows with at least `least` numbers, all of them illustrative. */
function wholeGroups<T>(
  numbers: readonly NumberCell[],
  groupOf: (cell: NumberCell) => T,
  least: number,
): Set<T> {
  const groups = new Map<T, NumberCell[]>();
  for (const cell of numbers) groups.set(groupOf(cell), [...(groups.get(groupOf(cell)) ?? []), cell]);
  const whole = [...groups].filter(
    ([, cells]) => cells.length >= least && cells.every(({ illustrative }) => illustrative),
  );
  return new Set(whole.map(([group]) => group));
}

/** The line "Table 3" of a figure's head. */
function labelOf(figure: Element): Element | undefined {
  const caption = elementsOf(figure).find((child) => child.tagName === 'figcaption');
  return caption === undefined ? undefined : elementsOf(caption).find((child) => hasClass(child, 'label'));
}

function setBadge(label: Element, badge: Element): void {
  const kept = label.children.filter((child) => child.type !== 'element' || !hasClass(child, 'illustrative'));
  label.children = [...kept, badge, { type: 'text', value: ' ' }];
}
