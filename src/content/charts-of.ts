import type { Root } from 'mdast';
import type { ChartNode } from '../model/tree/nodes.js';
import { visit } from '../model/tree/visit.js';

/** The charts of a report in reading order, for the charts stage. */
export function chartsOf(body: Root): ChartNode[] {
  const charts: ChartNode[] = [];
  visit(body, 'chart', (chart: ChartNode) => {
    charts.push(chart);
  });
  return charts;
}
