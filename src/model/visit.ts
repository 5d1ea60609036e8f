/**
 * `visit` and `visitParents` of unist-util-visit for the walks of a compile, typed as those are. They go through the tree of
 * a report some forty times, and the package gives a function of its own, with a name for stack traces, to every node that it
 * comes to: two thirds of the time of the walks, and a seventh of that of a compile.
 */
import type { Node, Parent } from 'mdast';
import type { visit as Visit } from 'unist-util-visit';
import type { visitParents as VisitParents } from 'unist-util-visit-parents';

/** The walk goes on; what a visitor says that returns nothing. */
export const CONTINUE = true;
/** The walk ends. */
export const EXIT = false;
/** The children of this node are not visited. */
export const SKIP = 'skip';

/** A number is the place of the sibling to go on with. */
type Answer = typeof CONTINUE | typeof EXIT | typeof SKIP | number | undefined;
type Visitor = (node: Node, ancestors: Parent[], index: number | undefined) => Answer;

/** Visits a node and those below it, in reading order; returns what its visitor says, `EXIT` where one below ended the walk. */
function walk(
  node: Node,
  type: string | undefined,
  visitor: Visitor,
  ancestors: Parent[],
  index?: number,
): Answer {
  const answer = type === undefined || node.type === type ? visitor(node, ancestors, index) : CONTINUE;
  if (answer === EXIT || answer === SKIP || !('children' in node)) return answer;
  const parent = node as Parent;
  // A visitor may keep it.
  const below = [...ancestors, parent];
  // A visitor may put children in and take them out.
  for (let at = 0; at < parent.children.length; ) {
    const child: Node | undefined = parent.children[at];
    const next = child && walk(child, type, visitor, below, at);
    if (next === EXIT) return EXIT;
    at = typeof next === 'number' ? next : at + 1;
  }
  return answer;
}

const startWalk = (tree: Node, first: string | Visitor, second?: Visitor): void => {
  const [type, visitor] = typeof first === 'string' ? [first, second] : [undefined, first];
  if (visitor !== undefined) walk(tree, type, visitor, []);
};

/** Calls a visitor for every node, or those of a type, with the nodes around it, the outermost first. */
export const visitParents = startWalk as typeof VisitParents;

type SiblingVisitor = (node: Node, index: number | undefined, parent: Parent | undefined) => Answer;

/** Calls a visitor for every node, or those of a type, with its place in the node around it. */
export const visit = ((tree: Node, first: string | SiblingVisitor, second?: SiblingVisitor): void => {
  const visitor = typeof first === 'string' ? second : first;
  if (visitor === undefined) return;
  const withParent: Visitor = (node, ancestors, index) => visitor(node, index, ancestors.at(-1));
  walk(tree, typeof first === 'string' ? first : undefined, withParent, []);
}) as typeof Visit;
