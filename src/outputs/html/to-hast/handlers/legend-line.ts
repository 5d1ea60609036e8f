import type { Element } from 'hast';
import { h } from 'hastscript';
import type { LegendNode } from '../../../../model/tree/table-nodes.js';

/** The symbols of missing values and what they mean, as one line under a table or figure; none without symbols. */
export function legendLine({ children }: LegendNode): Element[] {
  if (children.length === 0) return [];
  const lines = children.flatMap(({ children: [symbol, meaning] }, index) => [
    index === 0 ? '' : ' ',
    h('span.legend-entry', [h('span.symbol', symbol.value), ` ${meaning.value}`]),
  ]);
  return [h('p.legend', { dataN: 'label' }, lines)];
}
