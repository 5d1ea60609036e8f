/** What tables, drawings and quoted claims hold: labels, rows and cells, legends, notes and sources, each a node. */
import type { Node, Parent } from 'mdast';
import { greatest } from '../chart/extremes.js';
import type { LabelNode, ValueNode } from './phrasing-nodes.js';
import type {
  Judgement,
  LegendEntry,
  LetteredNote,
  Source,
  Span,
  TableCell,
  TableColumn,
  TableRow,
  TallyEntry,
  Tile,
  Way,
} from './table-parts.js';

/** The heads of a table: that of the first column, then the others. */
export interface DataHeadNode extends Parent {
  type: 'dataHead';
  children: [LabelNode, ...DataColumnNode[]];
}

/** The head of a column: the heads that it shares with others, its label, and its unit where columns differ in unit. */
export interface DataColumnNode extends Parent {
  type: 'dataColumn';
  children: LabelNode[];
  total: boolean;
  align: TableColumn['align'];
  tone?: Judgement;
  /** The labels of a scale, evenly along the column. */
  scale?: readonly string[];
  /** Words below the head, of what is drawn in the column. */
  key?: string;
  /** Set by report: its head says that all its numbers rest on illustrative data. */
  illustrative?: true;
}

/** The rows of a table. */
export interface DataBodyNode extends Parent {
  type: 'dataBody';
  children: DataRowNode[];
}

/** A row of a table. */
export interface DataRowNode extends Parent {
  type: 'dataRow';
  children: [DataRowHeadNode, ...DataCellNode[]];
  total: boolean;
  /** How many rows above it are wholes of which it is part: so far it is set in. */
  indent?: number;
  /** Rows below it are parts of it. */
  subtotal?: true;
  /** What links lead to. */
  id?: string;
  /** Set by report: its head says that all its numbers rest on illustrative data. */
  illustrative?: true;
}

/** The label of a row, with its code, its detail, and the group that it is of. */
export interface DataRowHeadNode extends Parent {
  type: 'dataRowHead';
  children: LabelNode[];
}

/** A cell: a number or symbol, or words, or the counts of its tiles; a detail may be set small below. */
export interface DataCellNode extends Parent {
  type: 'dataCell';
  children: (ValueNode | LabelNode | TallyEntryNode)[];
  way?: Way;
  tiles?: readonly Tile[];
  span?: Span;
}

/** How many there are of each kind. May be empty. */
export interface TallyNode extends Parent {
  type: 'tally';
  children: TallyEntryNode[];
}

/** How many there are of one kind: "Late 3". */
export interface TallyEntryNode extends Parent {
  type: 'tallyEntry';
  children: [LabelNode, ValueNode];
  tone: Judgement;
}

/** What symbols and marks mean. May be empty where it stands in a block. */
export interface LegendNode extends Parent {
  type: 'legend';
  children: LegendEntryNode[];
}

/** A symbol and what it means; the mark of a judgement stands in place of the symbol. */
export interface LegendEntryNode extends Parent {
  type: 'legendEntry';
  children: [LabelNode, LabelNode];
  tone?: Judgement;
}

/** What is to be kept in mind of a table. May be empty. */
export interface NotesNode extends Parent {
  type: 'notes';
  children: LabelNode[];
}

/** Where the numbers come from. May be empty. */
export interface SourcesNode extends Parent {
  type: 'sources';
  children: SourceNode[];
}

/** A source by its title. */
export interface SourceNode extends Node {
  type: 'source';
  value: string;
  path?: string;
}

/** The nodes of tables, by the name of their type. */
export interface TableNodes {
  dataHead: DataHeadNode;
  dataColumn: DataColumnNode;
  dataBody: DataBodyNode;
  dataRow: DataRowNode;
  dataRowHead: DataRowHeadNode;
  dataCell: DataCellNode;
  tally: TallyNode;
  tallyEntry: TallyEntryNode;
  legendEntry: LegendEntryNode;
  notes: NotesNode;
  sources: SourcesNode;
  source: SourceNode;
}

/** Words of the data or of the tool. */
export const labelNode = (value: string, as?: LabelNode['as']): LabelNode => ({
  type: 'label',
  value,
  ...(as === undefined ? {} : { as }),
});

const optional = (value: string | undefined, as: LabelNode['as']): LabelNode[] =>
  value === undefined ? [] : [labelNode(value, as)];

/** The words among some labels that are the label itself, or what is asked for; undefined where there are none. */
export function labelIn(nodes: readonly (Node | LabelNode)[], as?: LabelNode['as']): string | undefined {
  const found = nodes.find(
    (node): node is LabelNode => node.type === 'label' && (node as LabelNode).as === as,
  );
  return found?.value;
}

/** The heads above that of a column, outermost first. */
export const groupsOf = ({ children }: DataColumnNode): readonly string[] =>
  children.flatMap(({ as, value }) => (as === 'group' ? [value] : []));

/** How many lines of heads a table has. */
export const headLevels = ({ children: [, ...columns] }: DataHeadNode): number =>
  greatest([0, ...columns.map((column) => groupsOf(column).length)]) + 1;

/** The heads of a table. */
export function headNode(stub: string, columns: readonly TableColumn[]): DataHeadNode {
  const heads = columns.map(
    ({ label, groups = [], letters, unit, total, align, tone, scale, key }): DataColumnNode => ({
      type: 'dataColumn',
      total,
      align,
      ...(tone === undefined ? {} : { tone }),
      ...(scale === undefined ? {} : { scale }),
      ...(key && { key }),
      children: [
        ...groups.map((group) => labelNode(group, 'group')),
        labelNode(label),
        ...optional(letters?.join(' '), 'letters'),
        ...optional(unit, 'unit'),
      ],
    }),
  );
  return { type: 'dataHead', children: [labelNode(stub), ...heads] };
}

/** The rows of a table. */
export function bodyNode(rows: readonly TableRow[]): DataBodyNode {
  return { type: 'dataBody', children: rows.map(rowNode) };
}

function rowNode(row: TableRow): DataRowNode {
  const { label, letters, id, code, detail, group, total, indent, subtotal, cells } = row;
  const head: DataRowHeadNode = {
    type: 'dataRowHead',
    children: [
      ...optional(group, 'group'),
      ...optional(code, 'code'),
      labelNode(label),
      ...optional(letters?.join(' '), 'letters'),
      ...optional(detail, 'detail'),
    ],
  };
  return {
    type: 'dataRow',
    total,
    ...(id === undefined ? {} : { id }),
    ...(indent === undefined ? {} : { indent }),
    ...(subtotal === undefined ? {} : { subtotal }),
    children: [head, ...cells.map(cellNode)],
  };
}

function cellNode(cell: TableCell): DataCellNode {
  switch (cell.kind) {
    case 'value': {
      const { entry, letters, detail, way } = cell;
      const children = [
        { type: 'value' as const, entry },
        ...optional(letters?.join(' '), 'letters'),
        ...optional(detail, 'detail'),
      ];
      return { type: 'dataCell', children, ...(way && { way }) };
    }
    case 'text': {
      const { text, tone, detail, span } = cell;
      const words = { ...labelNode(text), ...(tone === undefined ? {} : { tone }) };
      const children = [words, ...optional(detail, 'detail')];
      return { type: 'dataCell', children, ...(span && { span }) };
    }
    case 'tiles':
      return { type: 'dataCell', children: cell.tally.map(tallyEntryNode), tiles: cell.tiles };
  }
}

/** How many there are of each kind. */
export const tallyNode = (tally: readonly TallyEntry[]): TallyNode => ({
  type: 'tally',
  children: tally.map(tallyEntryNode),
});

const tallyEntryNode = ({ word, tone, entry }: TallyEntry): TallyEntryNode => ({
  type: 'tallyEntry',
  tone,
  children: [labelNode(word), { type: 'value', entry }],
});

/** What symbols and marks mean. */
export const legendNode = (legend: readonly LegendEntry[]): LegendNode => ({
  type: 'legend',
  children: legend.map(({ symbol, meaning, tone }) => ({
    type: 'legendEntry',
    children: [labelNode(symbol, 'symbol'), labelNode(meaning)],
    ...(tone === undefined ? {} : { tone }),
  })),
});

/** What is to be kept in mind of a table, and of some of its cells. */
export const notesNode = (notes: readonly string[], lettered: readonly LetteredNote[] = []): NotesNode => ({
  type: 'notes',
  children: [
    ...notes.map((note) => labelNode(note)),
    ...lettered.map(({ letter, words }) => ({ ...labelNode(words), letter })),
  ],
});

/** Where the numbers come from. */
export const sourcesNode = (sources: readonly Source[]): SourcesNode => ({
  type: 'sources',
  children: sources.map(({ title, path }) => ({
    type: 'source',
    value: title,
    ...(path === undefined ? {} : { path }),
  })),
});
