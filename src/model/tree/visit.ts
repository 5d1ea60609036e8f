/**
 * `visit` and `visitParents` of unist-util-visit for the walks of a compile, typed as those are. They go through the
 * tree of a report some forty times. The function of the package gives every node a function of its own, with a name
 * for stack traces, which takes two thirds of the time.
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

/**
 * Visits a node and those below it, in reading order; returns what its visitor says, `EXIT` where one below ended the walk. `around` is one
 * list for the whole walk: most nodes are of another type than what is looked for, and none that keeps it is called.
 */
function walk(
  node: Node,
  type: string | undefined,
  visitor: Visitor,
  around: Parent[],
  index?: number,
): Answer {
  const answer = type === undefined || node.type === type ? visitor(node, around, index) : CONTINUE;
  if (answer === EXIT || answer === SKIP) return answer;
  // Most nodes are words, and have none; to ask whether there are any takes twice as long as to ask for them.
  const parent = node as Partial<Parent>;
  if (parent.children === undefined) return answer;
  around.push(node as Parent);
  // A visitor may put children in and take them out, and others in their place.
  for (let at = 0; at < parent.children.length; ) {
    const child: Node | undefined = parent.children[at];
    const next = child && walk(child, type, visitor, around, at);
    if (next === EXIT) return EXIT;
    at = typeof next === 'number' ? next : at + 1;
  }
  around.pop();
  return answer;
}

/** Calls a visitor for every node, or those of a type, with the nodes around it, the outermost first. */
export const visitParents = ((tree: Node, first: string | Visitor, second?: Visitor): void => {
  const visitor = typeof first === 'string' ? second : first;
  if (visitor === undefined) return;
  // A visitor may keep what it is given.
  const withCopy: Visitor = (node, around, index) => visitor(node, [...around], index);
  walk(tree, typeof first === 'string' ? first : undefined, withCopy, []);
}) as typeof VisitParents;

type SiblingVisitor = (node: Node, index: number | undefined, parent: Parent | undefined) => Answer;

/** Calls a visitor for every node, or those of a type, with its place in the node around it. */
export const visit = ((tree: Node, first: string | SiblingVisitor, second?: SiblingVisitor): void => {
  const visitor = typeof first === 'string' ? second : first;
  if (visitor === undefined) return;
  const withParent: Visitor = (node, ancestors, index) => visitor(node, index, ancestors.at(-1));
  walk(tree, typeof first === 'string' ? first : undefined, withParent, []);
}) as typeof Visit;
