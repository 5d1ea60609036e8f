import { type JsonObject, toObject } from '../spec.js';
import { type AxisTitles, axisTitles } from '../titles.js';
import { encodedField, plotsOf, type Unit, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

const legendChannels = ['color', 'fill', 'stroke', 'opacity', 'size', 'shape', 'strokeDash', 'strokeWidth'];

/**
 * Checks that whatever shows calculated numbers has a title by the author: the dataset has none for them, and vega
 * would make one up in English.
 */
export function checkTitles(spec: JsonObject, context: CheckContext): void {
  const units = unitsOf(spec);
  for (const { units: plot, inFacet } of plotsOf(spec, units)) {
    const titles = axisTitles(plot, context.dataset, inFacet);
    for (const unit of plot) {
      checkAxes(unit, titles, context);
      checkLegends(unit, context);
    }
  }
}

function checkAxes({ channels }: Unit, titles: AxisTitles, context: CheckContext): void {
  for (const axis of ['x', 'y'] as const) {
    const channel = channels[axis];
    if (channel === undefined || titles[axis] !== undefined) continue;
    const { axis: style } = channel.definition;
    if (style !== null && style !== false && isCalculated(channel.definition, context)) {
      reportTitle('axis', channel.definition, channel.pointer, context);
    }
  }
}

function checkLegends({ channels }: Unit, context: CheckContext): void {
  for (const name of legendChannels) {
    const channel = channels[name];
    if (channel === undefined) continue;
    const { legend, title, type, aggregate } = channel.definition;
    const titled = title !== undefined || toObject(legend).title !== undefined || legend === null;
    const counts = type === 'quantitative' || aggregate !== undefined;
    if (!titled && counts && isCalculated(channel.definition, context)) {
      reportTitle('legend', channel.definition, channel.pointer, context);
    }
  }
}

function isCalculated({ field, aggregate, type }: JsonObject, { dataset }: CheckContext): boolean {
  if (aggregate !== undefined && aggregate !== 'sum') return true;
  const isName = type === 'nominal' || type === 'ordinal';
  return typeof field === 'string' && !isName && encodedField({ field }, dataset.fields) === undefined;
}

function reportTitle(where: string, definition: JsonObject, pointer: string, context: CheckContext): void {
  const { field, aggregate } = definition;
  const name = [aggregate, field].filter((part) => typeof part === 'string').join(' of ');
  const message = `Unexpected ${where} of calculated numbers (\`${name}\`) without a title, expected one`;
  report(context, 'chart/axis-title', pointer, message, {
    hint: 'add `title: ...` that says what is counted',
  });
}
