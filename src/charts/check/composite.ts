import { listNames } from '../../diagnostics.js';
import { isComposite } from '../composite/expand.js';
import { childViews, type JsonObject, markType, point, toObject } from '../spec.js';
import { type CheckContext, report } from './context.js';

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr'],
  errorband: ['stderr', 'stdev', 'iqr'],
};

/**
 * Checks the marks that stand for a statistic: how far they reach is something that can be worked out again. Vega draws lots
 * for a confidence interval, and takes the rows of a table for a random sample, which they are not.
 */
export function checkComposites(view: JsonObject, pointer: string, context: CheckContext): void {
  for (const child of childViews(view, pointer)) checkComposites(child.view, child.pointer, context);
  if (!isComposite(view)) return;
  const type = markType(view);
  const { extent } = toObject(view.mark);
  const known = extents[type] ?? [];
  const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
  if (extent === undefined || isFactor || known.includes(String(extent))) return;
  const at = point(pointer, 'mark', 'extent');
  const or = type === 'boxplot' ? ['a number', ...known] : known;
  const message = `Unexpected \`extent: ${String(extent)}\` of \`${type}\`, expected ${listNames(or)}`;
  report(context, 'chart/calculated', at, message, {
    ...(extent === 'ci' && {
      hint: 'vega draws lots for it, and the rows of a table are no random sample: publish both ends of the interval as measures, and encode them as `y` and `y2`',
    }),
  });
}
