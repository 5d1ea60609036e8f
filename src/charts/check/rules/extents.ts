import { listNames } from '../../../diagnostics.js';
import { faultOf } from '../../../problems/problem.js';
import { isComposite } from '../../composite/expand.js';
import { markType, point, toObject } from '../../spec.js';
import type { SpecRule } from '../rule.js';

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr'],
  errorband: ['stderr', 'stdev', 'iqr'],
};

/** How far a mark that stands for a statistic reaches can be worked out again, and is not drawn by lot (`ci`). */
export const extentOfStatistics: SpecRule = {
  on: 'view',
  *check({ view, pointer }) {
    const type = markType(view);
    const { extent } = toObject(view.mark);
    if (!isComposite(view) || extent === undefined) return;
    const known = extents[type] ?? [];
    const at = point(pointer, 'mark', 'extent');
    const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
    if (isFactor || known.includes(String(extent))) return;
    const expected = listNames(type === 'boxplot' ? ['a number', ...known] : known);
    yield { at, ...faultOf('chart/calculated.extent', { extent: String(extent), type, expected }) };
  },
};
