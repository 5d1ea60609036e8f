import type { DataTableNode } from '../../src/model/tree/nodes.js';
import type { LabelNode } from '../../src/model/tree/phrasing-nodes.js';
import {
  type DataBodyNode,
  type DataCellNode,
  type DataHeadNode,
  groupsOf,
  type LegendNode,
  labelIn,
  type TallyEntryNode,
} from '../../src/model/tree/table-nodes.js';
import type {
  LegendEntry,
  TableCell,
  TableColumn,
  TableRow,
  TallyEntry,
} from '../../src/model/tree/table-parts.js';
import { plainText } from '../../src/report/tree.js';

/** What a test wants to know of a table: its words and cells as a helper states them, and what report set. */
export function statedTable(node: DataTableNode) {
  const [caption, subtitle, head, body, tally, legend, notes, sources] = node.children;
  const [stub] = head.children;
  return {
    type: node.type,
    id: node.id,
    caption: plainText(caption.children),
    ...(subtitle.children.length === 0 ? {} : { subtitle: plainText(subtitle.children) }),
    stub: stub.value,
    columns: columnsOf(head),
    rows: rowsOf(body),
    notes: notes.children.map(({ value }) => value),
    legend: legendOf(legend),
    ...(tally.children.length === 0 ? {} : { tally: tally.children.map(tallyOf) }),
    sources: sources.children.map(({ value, path }) => ({ title: value, ...(path && { path }) })),
    illustrative: node.illustrative,
    ...(node.layout === undefined ? {} : { layout: node.layout }),
    ...(node.badge === undefined ? {} : { badge: node.badge }),
  };
}

type Marked = { readonly illustrative?: true };

const given = (nodes: readonly LabelNode[], as: NonNullable<LabelNode['as']>): object => {
  const value = labelIn(nodes, as);
  return value === undefined ? {} : { [as]: value };
};

const columnsOf = ({ children: [, ...columns] }: DataHeadNode): readonly (TableColumn & Marked)[] =>
  columns.map((column) => ({
    label: labelIn(column.children) ?? '',
    ...(groupsOf(column).length > 0 && { groups: groupsOf(column) }),
    ...given(column.children, 'letters'),
    ...given(column.children, 'unit'),
    total: column.total,
    align: column.align,
    ...(column.tone && { tone: column.tone }),
    ...(column.scale && { scale: column.scale }),
    ...(column.key && { key: column.key }),
    ...(column.illustrative && { illustrative: column.illustrative }),
  }));

const rowsOf = ({ children: rows }: DataBodyNode): readonly (TableRow & Marked)[] =>
  rows.map(({ children: [head, ...cells], total, illustrative }) => ({
    label: labelIn(head.children) ?? '',
    ...given(head.children, 'letters'),
    ...given(head.children, 'code'),
    ...given(head.children, 'detail'),
    ...given(head.children, 'group'),
    total,
    cells: cells.map(cellOf),
    ...(illustrative && { illustrative }),
  }));

function cellOf({ children, way, tiles, span }: DataCellNode): TableCell {
  const detail = labelIn(children, 'detail');
  const more = {
    ...given(
      children.filter((part) => part.type === 'label'),
      'letters',
    ),
    ...(detail === undefined ? {} : { detail }),
    ...(way === undefined ? {} : { way }),
  };
  const [first] = children;
  if (tiles !== undefined) {
    const tally = children.flatMap((part) => (part.type === 'tallyEntry' ? [tallyOf(part)] : []));
    return {
      kind: 'tiles',
      text: tally.map(({ word, entry }) => `${word} ${entry.text}`).join(', '),
      tiles,
      tally,
    };
  }
  if (first?.type === 'value') return { kind: 'value', entry: first.entry, ...more };
  if (first?.type !== 'label') throw new Error('a cell holds a number, words or tiles');
  const { value: text, tone } = first;
  return { kind: 'text', text, ...(tone && { tone }), ...(span && { span }), ...more };
}

const tallyOf = ({ tone, children: [word, { entry }] }: TallyEntryNode): TallyEntry => ({
  word: word.value,
  tone,
  entry,
});

const legendOf = ({ children }: LegendNode): readonly LegendEntry[] =>
  children.map(({ tone, children: [symbol, meaning] }) => ({
    symbol: symbol.value,
    meaning: meaning.value,
    ...(tone && { tone }),
  }));
