import { limits } from '../limits.js';
import { countMembers } from '../provenance/members.js';
import { calculatedChannels, passesOver } from '../provenance/numbers.js';
import { type CheckContext, report } from './context.js';
import { calculated, said, seen, stacked } from './drawn-rules.js';
import { type Drawing, drawnParts, hold, stacksIn } from './rule.js';

/**
 * Checks what only drawing can tell: that what is there is seen, that no mark covers another of the same categories,
 * and that the colours can be told apart. A layer alone may be empty: one that says "none recorded" is, once the data
 * are complete.
 */
export function checkDrawing(drawing: Drawing, context: CheckContext): void {
  const { units, drawn } = drawing;
  const parts = drawnParts(drawing, context);
  hold(seen, parts, context);
  const behind = countMembers(units.flatMap(({ name }) => drawn[name] ?? []));
  if (behind > limits.parts) {
    report(context, '', 'chart/limit.behind', { behind, parts: limits.parts });
    return;
  }
  hold(stacked, stacksIn(drawing, context.dataset), context);
  const { chart, dataset, precision, parseExpression: parse } = context;
  const tools = { dataset, at: chart.at, parse, precision, passesOver: passesOver(chart) };
  const channels = calculatedChannels(chart.spec, units, drawn, tools);
  hold(calculated, { calculated: channels }, context);
  hold(said, parts, context);
}
