import type { Nodes, Root } from 'hast';
import type { Nodes as TreeNodes } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { phrase } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits, standardLimits } from '../../resource-limits.js';
import { type HtmlInput, htmlReport } from './html-report.js';

/** What stands around the text of a report on its page. */
const frame = 10;

/** Elements that a node of a report brings at most around the nodes in it, and those within what holds no more nodes. */
const aroundNodes = 3;
const withinLast = 20;

/** The most elements in each other that a page of this tree can have, without making them. */
export function mostNesting(tree: TreeNodes): number {
  let depth = 0;
  for (let level: readonly TreeNodes[] = [tree]; level.length > 0; depth++)
    level = level.flatMap((node) => ('children' in node ? (node.children as readonly TreeNodes[]) : []));
  return frame + depth * aroundNodes + withinLast;
}

/**
 * The error of a report whose page would be nested deeper than it may be. Its elements are made and counted only where
 * the tree is so deep that they could be too many.
 */
export function nestingProblems(
  report: HtmlInput,
  limits: ResourceLimits,
  positionOf: (node: TreeNodes) => Position,
): Diagnostic[] {
  if (mostNesting(report.document.tree) <= mostAllowed(limits)) return [];
  return depthProblems(htmlReport(report).body, limits, (position) =>
    positionOf({ type: 'root', children: [], ...(position && { position }) }),
  );
}

/** Whoever checks the page later knows the standard limit alone, so that more is never made. */
const mostAllowed = ({ htmlDepth }: ResourceLimits): number => Math.min(htmlDepth, standardLimits.htmlDepth);

/**
 * The error of a report whose elements stand in each other deeper than a page may be; none where they do not. Goes
 * level by level, not by recursion.
 */
export function depthProblems(
  body: Root,
  limits: ResourceLimits,
  positionOf: (place: Nodes['position']) => Position,
): Diagnostic[] {
  const most = mostAllowed(limits);
  let level: readonly Nodes[] = [body];
  let place: Nodes['position'];
  for (let depth = frame; level.length > 0; depth++) {
    place = level.find(({ position }) => position !== undefined)?.position ?? place;
    if (depth > most) {
      const problem = limitProblem({
        name: 'htmlDepth',
        limits: { ...limits, htmlDepth: most },
        position: positionOf(place),
      });
      return [{ ...problem, hint: phrase('outputs/check-depth.lists') }];
    }
    level = level.flatMap((node) => ('children' in node ? (node.children as readonly Nodes[]) : []));
  }
  return [];
}
