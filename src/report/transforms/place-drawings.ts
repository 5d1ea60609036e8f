import type { ChartTable, RenderedChart } from '../../model/chart/chart.js';
import { defined } from '../../model/defined.js';
import { ownOf } from '../../model/own.js';
import type { ClassedPart } from '../../model/tree/classed-text.js';
import type {
  DrawingNode,
  DrawnLabelsNode,
  DrawnTableNode,
  ToldLineNode,
} from '../../model/tree/part-nodes.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import {
  bodyNode,
  headNode,
  labelNode,
  legendNode,
  notesNode,
  sourcesNode,
} from '../../model/tree/table-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import type { TransformState } from '../tree.js';

/**
 * Puts each drawing where its chart stands, in place of the author's description, which is part of what it says of
 * itself. A chart that could not be drawn has been reported, and stays without one.
 */
export function placeDrawings(state: TransformState): void {
  visitParents(state.root, (node) => {
    if (node.type !== 'chart') return;
    const drawn = ownOf(state.charts, node.id);
    if (drawn === undefined) return;
    const [title, subtitle] = node.children;
    node.children = [title, subtitle, drawingNode(drawn)];
  });
}

function drawingNode(drawn: RenderedChart): DrawingNode {
  const { svg, width, others, illustrative, flow, table, furtherTables = [] } = drawn;
  const numbers = drawn.entries.filter(({ place }) => place === 'chart');
  const printed = new Set(numbers.map(({ text }) => text));
  const words = drawn.labels.filter(({ role, text }) => role === 'label' && !printed.has(text));
  const labels: DrawnLabelsNode = {
    type: 'drawnLabels',
    children: [
      ...numbers.map((entry): ValueNode => ({ type: 'value', entry })),
      ...words.map(({ text }) => labelNode(text)),
    ],
  };
  return defined({
    type: 'drawing',
    svg,
    width,
    others,
    illustrative,
    flow,
    children: [
      labels,
      { type: 'telling', children: drawn.told.map(toldLine) },
      legendNode(drawn.legend),
      notesNode(drawn.remarks),
      sourcesNode(drawn.sources),
      ...[table ?? [], furtherTables].flat().map(drawnTable),
    ],
  });
}

const drawnTable = ({ title, stub, columns, rows, legend }: ChartTable): DrawnTableNode => ({
  type: 'drawnTable',
  children: [
    headNode(stub, columns),
    bodyNode(rows),
    legendNode(legend),
    ...(title === undefined ? [] : [labelNode(title)]),
  ],
});

const toldLine = (parts: readonly ClassedPart[]): ToldLineNode => ({
  type: 'toldLine',
  children: parts.map(({ text, class: name, entry }) => {
    if (entry !== undefined) return { type: 'value', entry };
    return name === undefined ? { type: 'text', value: text } : { type: 'numeral', class: name, value: text };
  }),
});
