import type { ChartNode } from '../tree/nodes.js';

/** The names of the datasets that a chart draws or looks numbers up in, its own first, each once. */
export function datasetsOfChart({ dataset, others = [] }: Pick<ChartNode, 'dataset' | 'others'>): string[] {
  return [...new Set([dataset, ...others])];
}
