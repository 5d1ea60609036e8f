import type { PhrasingContent } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { DataTableNode, TableLayout } from './nodes.js';
import { captionOf } from './part-nodes.js';
import {
  bodyNode,
  headNode,
  labelNode,
  legendNode,
  notesNode,
  sourcesNode,
  tallyNode,
} from './table-nodes.js';
import type { LegendEntry, LetteredNote, Source, TableColumn, TableRow, TallyEntry } from './table-parts.js';

/** A table as a helper states it. */
export interface StatedTable {
  readonly id: string;
  readonly caption: string | readonly PhrasingContent[];
  /** What the numbers count. */
  readonly subtitle?: string;
  /** Head of the first column. */
  readonly stub: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** How many rows there are of each kind, below the table. */
  readonly tally?: readonly TallyEntry[];
  readonly legend: readonly LegendEntry[];
  readonly notes: readonly string[];
  /** What is to be kept in mind of some cells, which bear the letter. */
  readonly lettered?: readonly LetteredNote[];
  readonly sources: readonly Source[];
  readonly layout?: TableLayout;
  /** Its letters are not set smaller in an annex. */
  readonly keepsSize?: true;
  /** On a narrow screen each row stands as a record, its cells below each other with their heads. */
  readonly records?: true;
  /** It stands on paper where its author put it, though it leave a page empty. */
  readonly stays?: boolean;
  /** How wide each column is, in per cent. */
  readonly widths?: readonly number[] | undefined;
  readonly illustrative: boolean;
  readonly at: Position;
}

/** A table made from a dataset, as a node whose words and numbers are its children. */
export function dataTableNode({ id, layout, illustrative, at, ...stated }: StatedTable): DataTableNode {
  const { caption, subtitle, stub, columns, rows, tally = [], legend, notes, lettered, sources } = stated;
  const { keepsSize, records, stays = false, widths } = stated;
  return {
    type: 'dataTable',
    id,
    children: [
      captionOf(caption),
      { type: 'subtitle', children: subtitle === undefined ? [] : [labelNode(subtitle)] },
      headNode(stub, columns),
      bodyNode(rows),
      tallyNode(tally),
      legendNode(legend),
      notesNode(notes, lettered),
      sourcesNode(sources),
    ],
    ...(layout === undefined ? {} : { layout }),
    ...(keepsSize && { keepsSize }),
    ...(records && { records }),
    ...(stays && { stays }),
    ...(widths && { widths }),
    illustrative,
    at,
  };
}

/** Widths that an author writes, "40 20 20 20", as shares of the whole in per cent; undefined where they are not one number for each column. */
export function columnWidths(written: string, count: number): readonly number[] | undefined {
  const widths = written.trim().split(/\s+/).map(Number);
  if (widths.length !== count || !widths.every((width) => Number.isFinite(width) && width > 0))
    return undefined;
  const sum = widths.reduce((total, width) => total + width, 0);
  return widths.map((width) => (100 * width) / sum);
}
