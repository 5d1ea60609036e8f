import type { Element } from 'hast';
import { h } from 'hastscript';
import type { LegendEntry } from '../../../../model/table-parts.js';

/** The symbols of missing values and what they mean, as one line under a table or figure; none without symbols. */
export function legendLine(legend: readonly LegendEntry[]): Element[] {
  if (legend.length === 0) return [];
  const lines = legend.flatMap(({ symbol, meaning }, index) => [
    index === 0 ? '' : ' ',
    h('span.legend-entry', [h('span.symbol', symbol), ` ${meaning}`]),
  ]);
  return [h('p.legend', { dataN: 'label' }, lines)];
}
