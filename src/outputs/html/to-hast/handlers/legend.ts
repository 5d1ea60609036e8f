import type { Element } from 'hast';
import { h } from 'hastscript';
import type { LegendNode } from '../../../../model/tree/table-nodes.js';
import type { NodeHandler } from '../context.js';

/** What the symbols in the text of a chapter mean. */
export const legend: NodeHandler<'legend'> = (node) => legendLine(node);

/** The symbols of missing values and what they mean, as one line under a table or figure; none without symbols. */
export function legendLine({ children }: LegendNode): Element[] {
  if (children.length === 0) return [];
  const lines = children.flatMap(({ children: [symbol, meaning] }, index) => [
    index === 0 ? '' : ' ',
    h('span.legend-entry', [h('span.symbol', symbol.value), ` ${meaning.value}`]),
  ]);
  return [h('p.legend', { dataN: 'label' }, lines)];
}

/** What the mark of illustrative numbers means, or the band of the chapter, at its start. */
export const illustrativeNote: NodeHandler<'illustrativeNote'> = ({ about }, { language }) => {
  if (about === 'band') return h('p.illustrative-note', language.message('document.band-note'));
  return h('p.illustrative-note', [
    h('span.legend-mark', language.message('document.illustrative-mark')),
    ` ${language.message('document.illustrative-note')}`,
  ]);
};
