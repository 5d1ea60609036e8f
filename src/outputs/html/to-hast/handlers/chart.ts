import type { Element } from 'hast';
import { h } from 'hastscript';
import type { FinishedEntry } from '../../../../model/quantity.js';
import type { ClassedPart } from '../../../../model/tree/classed-text.js';
import { ledgerOf } from '../../../../model/tree/entries.js';
import type { DrawingNode, DrawnTableNode, ToldLineNode } from '../../../../model/tree/part-nodes.js';
import { withData } from '../../elements.js';
import { classedWords } from '../classed-words.js';
import type { HastContext, NodeHandler } from '../context.js';
import { figure, legendLine, sourceLine } from '../figure.js';
import { tableBodies } from './data-table.js';
import { tableHead } from './data-table-head.js';

/** A figure: label, finding, measure, drawing, source. */
export const chart: NodeHandler<'chart'> = (node, context, state) => {
  const [title, subtitle, drawn] = node.children;
  const label = context.language.message('document.figure', { number: node.enumerator ?? '' });
  const body = drawn?.type === 'drawing' ? drawing(drawn, label, context) : [];
  const head = { label, title: state.all(title), subtitle: state.all(subtitle), className: ['chart'] };
  return figure(node, head, body, context);
};

/** How far a drawing may grow beyond its own size to fill the column. */
const largestScale = 1.18;

/**
 * The drawing with the ids of its numbers, which were keys until the figure had its place in the report. A drawing for another
 * width repeats them.
 */
function withIds(svg: string, entries: readonly FinishedEntry[], attribute = 'data-id'): string {
  return svg.replace(/ data-key="([\d ]+)"/g, (_, keys: string) => {
    const ids = keys.split(' ').map((key) => entries[Number(key)]?.id ?? '');
    return ` ${attribute}="${ids.join(' ')}"`;
  });
}

function drawing(drawn: DrawingNode, label: string, context: HastContext): Element[] {
  const { language } = context;
  const [labels, telling, legend, notes, sources, ...tables] = drawn.children;
  const entries = [labels, telling].flatMap(ledgerOf);
  const told = telling.children.map(({ children }) => children.map(partOf));
  const { others } = drawn;
  const panel = drawingPanel(['drawing', ...others.map(({ frame }) => `not-${frame}`)], drawn);
  panel.children.push({ type: 'raw', value: withIds(drawn.svg, entries) });
  panel.data = { entries, told };
  return [
    panel,
    ...others.map((other) => {
      const own = drawingPanel(['drawing', `for-${other.frame}`], other);
      own.children.push({ type: 'raw', value: withIds(other.svg, entries, 'data-repeats') });
      return withData(own, { only: 'otherWidth' });
    }),
    ...legendLine(legend),
    ...sourceLine(sources, language, notes),
    withData(
      h('details.description', [
        h('summary', language.message('document.description')),
        // The drawing has said it already, to those who do not see it.
        ...told.map((line) => h('p', classedWords(line, { repeats: true }))),
      ]),
      { place: 'alternative', only: 'folded' },
    ),
    ...(tables.length === 0 ? [] : [chartTable(tables, label, context)]),
  ];
}

/** What holds a drawing of ours, made and cleaned by the charts stage: the only markup that is not built as nodes. */
const drawingPanel = (className: readonly string[], { width }: { readonly width: number }): Element =>
  h('div', {
    className: [...className],
    style: `max-width:${Math.round(width * largestScale)}px;--drawn:${Math.round(width)}px`,
  });

/** Words of a drawing as attributes take them. */
function partOf(node: ToldLineNode['children'][number]): ClassedPart {
  switch (node.type) {
    case 'text':
      return { text: node.value };
    case 'numeral':
      return { text: node.value, class: node.class };
    case 'value':
      return { text: node.entry.text, class: 'ledger', entry: node.entry };
  }
}

/**
 * What a chart draws as a table, one for each of its datasets where one cannot hold all: closed until a reader opens it. It
 * needs no script, moves nothing while the page loads, and is left out in print with the other `details`.
 */
function chartTable(tables: readonly DrawnTableNode[], label: string, context: HastContext): Element {
  const folded = h('details', { className: ['description', 'as-table'] }, [
    h('summary', context.language.message('document.as-table')),
    ...tables.flatMap((table) => shownTable(table, label, context)),
  ]);
  return withData(folded, { place: 'alternative', only: 'folded' });
}

function shownTable(
  { children: [head, body, legend, title] }: DrawnTableNode,
  label: string,
  context: HastContext,
): Element[] {
  const { language } = context;
  const name = language.message('document.figure-table', { label });
  const region = {
    tabIndex: 0,
    role: 'group',
    ariaLabel: language.message('document.scroll', { label: name }),
    dataNAlt: 'enumerator',
  };
  const own = title === undefined ? [] : [': ', h('span', { dataN: 'label' }, title.value)];
  const words = withData(h('caption', { dataN: 'enumerator' }, [name, ...own]), { place: 'caption' });
  const shown = h('table', { dataN: 'label' }, [
    words,
    tableHead(head, body, context),
    ...tableBodies(head, body, context),
  ]);
  return [h('div.scroll', region, [withData(shown, { place: 'table' })]), ...legendLine(legend)];
}
