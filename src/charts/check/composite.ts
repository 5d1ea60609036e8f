import { listNames } from '../../diagnostics.js';
import { isComposite } from '../composite/expand.js';
import { childViews, type JsonObject, markType, point, toObject } from '../spec.js';
import { type CheckContext, isAllowed, report } from './context.js';

const extents: Readonly<Record<string, readonly string[]>> = {
  boxplot: ['min-max'],
  errorbar: ['stderr', 'stdev', 'iqr', 'ci'],
  errorband: ['stderr', 'stdev', 'iqr', 'ci'],
};

/**
 * Checks the marks that stand for a statistic: how far they reach is something that can be worked out again. Vega draws lots for a
 * confidence interval; it is worked out by Student's t here, and takes the rows of a table for a random sample, which its author
 * must say they are.
 */
export function checkComposites(view: JsonObject, pointer: string, context: CheckContext): void {
  for (const child of childViews(view, pointer)) checkComposites(child.view, child.pointer, context);
  if (!isComposite(view)) return;
  const type = markType(view);
  const { extent } = toObject(view.mark);
  const known = extents[type] ?? [];
  const isFactor = type === 'boxplot' && typeof extent === 'number' && extent >= 0;
  const at = point(pointer, 'mark', 'extent');
  if (extent === 'ci' && known.includes('ci') && !isAllowed(context, 'sample')) {
    const message = `Unexpected \`extent: ci\` of \`${type}\`, expected the reason why its rows are a random sample`;
    report(context, 'chart/calculated', at, message, {
      hint: 'give it: `allow: {sample: ...}`, which is printed with the method; or publish both ends of the interval as measures, and encode them as `y` and `y2`',
    });
    return;
  }
  if (extent === undefined || isFactor || known.includes(String(extent))) return;
  const or = type === 'boxplot' ? ['a number', ...known] : known;
  const message = `Unexpected \`extent: ${String(extent)}\` of \`${type}\`, expected ${listNames(or)}`;
  report(context, 'chart/calculated', at, message);
}
