import type { Element } from 'hast';
import { h } from 'hastscript';
import type { RenderedChart } from '../../../../model/chart.js';
import { withData } from '../../element-data.js';
import { classedWords } from '../classed-words.js';
import type { NodeHandler } from '../context.js';
import { figureHead, titleId } from '../figure-head.js';
import { sourceLine } from '../source-line.js';
import { chartTable } from './chart-table.js';
import type { TableContext } from './data-table.js';
import { legendLine } from './legend-line.js';

/**
 * A figure: label, finding, measure, drawing, source. `role="group"` keeps the PDF from tagging it as a second
 * Figure around the one that the SVG is.
 */
export const chart: NodeHandler<'chart'> = (node, context, state) => {
  const { language } = context;
  const { drawn } = node;
  const [title, subtitle] = node.children;
  const label = language.message('document.figure', { number: node.enumerator ?? '' });
  const head = figureHead(
    {
      id: node.id,
      label,
      title: state.all(title),
      subtitle: state.all(subtitle),
      badge: node.badge,
    },
    context,
  );
  const body = drawn === undefined ? [] : drawing(drawn, label, { ...context, badge: node.badge });
  return h(
    'figure',
    { className: ['chart'], id: node.id, role: 'group', ariaLabelledBy: [titleId(node.id)] },
    [head, ...body],
  );
};

/** How far a drawing may grow beyond its own size to fill the column. */
const largestScale = 1.18;

/** The drawing with the ids of its numbers, which were keys until the figure had its place in the report. */
function withIds({ svg, entries }: RenderedChart): string {
  return svg.replace(/ data-key="([\d ]+)"/g, (_, keys: string) => {
    const ids = keys.split(' ').map((key) => entries[Number(key)]?.id ?? '');
    return ` data-id="${ids.join(' ')}"`;
  });
}

function drawing(drawn: RenderedChart, label: string, context: TableContext): Element[] {
  const { language } = context;
  const panel = h('div.drawing', {
    style: `max-width:${Math.round(drawn.width * largestScale)}px;--drawn:${Math.round(drawn.width)}px`,
  });
  // Our own drawing, made and cleaned by the charts stage: the only markup that is not built as nodes.
  panel.children.push({ type: 'raw', value: withIds(drawn) });
  panel.data = { entries: drawn.entries, told: drawn.told };
  return [
    panel,
    ...legendLine(drawn.legend),
    ...sourceLine(drawn.sources, language),
    withData(
      h('details.description', [
        h('summary', language.message('document.description')),
        // The drawing has said it already, to those who do not see it.
        ...drawn.told.map((line) => h('p', classedWords(line, { repeats: true }))),
      ]),
      { place: 'alternative', only: 'folded' },
    ),
    ...(drawn.table === undefined ? [] : [chartTable(drawn.table, label, context)]),
  ];
}
