import { groupBy } from '../../model/group-by.js';
import { rowField } from '../rows.js';
import { datumOf, type PlacedItem, placedItems, type Scene } from './scene.js';

/** What tells rows from a description by vega, on its way through the SVG. */
const prefix = 'tallybook-rows:';

/** Marks that are one path through many rows; vega keeps what is said of them at the first. */
const paths: ReadonlySet<string> = new Set(['line', 'area', 'trail']);

/** Says of every mark of a scene which rows it shows, where vega keeps descriptions; {@link withMarkCells} makes an attribute of it. */
export function tellMarkRows(scene: Scene): void {
  for (const [{ marktype, role }, placed] of groupBy(placedItems(scene), ({ mark }) => mark)) {
    if (role !== 'mark' || marktype === 'text') continue;
    const drawn = placed.filter(({ item }) => item.defined !== false);
    if (drawn.some((each) => rowAt(each) === undefined)) continue;
    const parts = paths.has(marktype) ? [drawn] : drawn.map((each) => [each]);
    for (const part of parts) {
      const first = paths.has(marktype) ? placed[0] : part[0];
      if (first === undefined) continue;
      first.item.aria = true;
      first.item.description = `${prefix}${part.map(rowAt).join(' ')}`;
    }
  }
}

const rowAt = ({ item }: PlacedItem): unknown => datumOf(item)?.[rowField];

/** The places of the numbers of a row among those of the tables of its chart. */
export type CellsOfRow = (row: number) => readonly number[];

/**
 * The SVG in which each mark says what it shows, so that a page can say it too. `data-of` has, for each of its rows, the places of its
 * numbers among those of the tables of the chart.
 */
export function withMarkCells(svg: string, cellsOf: CellsOfRow): string {
  const mark = new RegExp(` aria-label="${prefix}([\\d ]+)"([^>]*?)(/?>)`, 'g');
  return svg.replace(mark, (_, rows: string, others: string, end: string) => {
    const cells = rows.split(' ').map((row) => cellsOf(Number(row)).join());
    return `${others}${cells.includes('') ? '' : ` data-of="${cells.join(' ')}"`}${end}`;
  });
}
