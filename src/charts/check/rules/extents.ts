import { listNames } from '../../../diagnostics.js';
import { isComposite } from '../../composite/expand.js';
import { markType, point, toObject } from '../../spec.js';
import type { SpecRule } from '../rule.js';

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr', 'ci'],
  errorband: ['stderr', 'stdev', 'iqr', 'ci'],
};

/**
 * How far a mark that stands for a statistic reaches can be worked out again. Vega draws lots for a
 * confidence interval; it is worked out by Student's t here, and takes the rows of a table for a random sample, which its author
 * must say they are.
 */
export const extentOfStatistics: SpecRule = {
  on: 'view',
  code: 'chart/calculated',
  *check({ view, pointer }) {
    const type = markType(view);
    const { extent } = toObject(view.mark);
    if (!isComposite(view) || extent === undefined) return;
    const known = extents[type] ?? [];
    const at = point(pointer, 'mark', 'extent');
    if (extent === 'ci' && known.includes('ci'))
      yield {
        at,
        message: `Unexpected \`extent: ci\` of \`${type}\`, expected the reason why its rows are a random sample`,
        hint: 'give it: `allow: {sample: ...}`, which is printed with the method; or publish both ends of the interval as measures, and encode them as `y` and `y2`',
        unless: 'sample',
      };
    const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
    if (isFactor || known.includes(String(extent))) return;
    const expected = listNames(type === 'boxplot' ? ['a number', ...known] : known);
    yield { at, message: `Unexpected \`extent: ${String(extent)}\` of \`${type}\`, expected ${expected}` };
  },
};
