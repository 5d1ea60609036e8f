import type { Nodes, Root } from 'hast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { limitProblem, type ResourceLimits, standardLimits } from '../../resource-limits.js';

/** What stands around the text of a report on its page. */
const frame = 10;

/**
 * The error of a report whose elements stand in each other deeper than a page may be; none where they do not. Whoever
 * checks the page later knows the standard limit alone, so that more is never made. Goes level by level, not by recursion.
 */
export function depthProblems(
  body: Root,
  limits: ResourceLimits,
  positionOf: (place: Nodes['position']) => Position,
): Diagnostic[] {
  const most = Math.min(limits.htmlDepth, standardLimits.htmlDepth);
  let level: readonly Nodes[] = [body];
  let place: Nodes['position'];
  for (let depth = frame; level.length > 0; depth++) {
    place = level.find(({ position }) => position !== undefined)?.position ?? place;
    if (depth > most) {
      const problem = limitProblem({
        name: 'htmlDepth',
        limits: { ...limits, htmlDepth: most },
        position: positionOf(place),
        found: 'deeper nesting',
      });
      return [{ ...problem, hint: 'take lists, quotations and boxes out of each other' }];
    }
    level = level.flatMap((node) => ('children' in node ? (node.children as readonly Nodes[]) : []));
  }
  return [];
}
