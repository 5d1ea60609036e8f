import type { Heading, Nodes, Root } from 'mdast';
import type { Position } from '../../diagnostics.js';
import { visit } from '../../model/tree/visit.js';
import type { Resolution } from './resolution.js';

/** Deepest heading that reports number and list. */
const deepest = 4;

/** Nobody writes this deep; each level takes from the stack of everything that walks the tree. */
const deepestNesting = 100;

/** True when the tree can be walked; reports what stands in itself too deep. Goes level by level, not by recursion. */
export function checkNesting(root: Root, resolution: Resolution): boolean {
  let level: Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const [first] = level;
    if (depth > deepestNesting && first !== undefined) {
      resolution.refuse(first, 'content/nesting.nesting', { deepestNesting });
      return false;
    }
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return true;
}

/** Reports a template that comes to nothing: a cover without a report is a mistake, not a publication. */
export function checkNotEmpty(root: Root, at: Position, resolution: Resolution): void {
  if (root.children.length > 0 || resolution.diagnostics.length > 0) return;
  resolution.refuse(at, 'content/empty');
}

/** Reports headings that skip a level or go too deep: readers and screen readers move by them. */
export function checkHeadings(root: Root, resolution: Resolution): void {
  let previous = 0;
  visit(root, 'heading', (heading: Heading) => {
    if (heading.depth > deepest) {
      resolution.refuse(heading, 'content/heading-depth.most', { depth: heading.depth, deepest });
    } else if (heading.depth > 1 && previous === 0) {
      resolution.refuse(heading, 'content/heading-depth.heading-first', { depth: heading.depth });
    } else if (heading.depth > previous + 1) {
      const levels = { depth: heading.depth, previous, next: previous + 1 };
      resolution.refuse(heading, 'content/heading-depth.heading', levels);
    }
    previous = heading.depth;
  });
}
