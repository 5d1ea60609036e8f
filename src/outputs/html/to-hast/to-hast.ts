import type { ElementContent, Nodes, Root } from 'hast';
import type { Nodes as MdastNodes, Root as MdastRoot, PhrasingContent } from 'mdast';
import { type Handler, type Handlers, toHast as mdastToHast } from 'mdast-util-to-hast';
import type { Position } from '../../../diagnostics.js';
import { withData } from '../elements.js';
import type { HastContext, NodeHandlers } from './context.js';
import { blocks } from './handlers/blocks.js';
import { chart } from './handlers/chart.js';
import { container } from './handlers/container.js';
import { dataTable } from './handlers/data-table.js';
import { lists } from './handlers/lists.js';
import { phrasing } from './handlers/phrasing.js';
import { picture } from './handlers/picture.js';
import { testedQuotation } from './handlers/tested-quotation.js';
import { value } from './handlers/value.js';
import { standardHandlers } from './standard.js';

/** Returns the report as hast, our own nodes through the registry, Markdown's through mdast-util-to-hast. */
export function toHast(root: MdastRoot, context: HastContext): Root {
  const hast = turn(root, context);
  fitLists(hast);
  return hast.type === 'root' ? hast : { type: 'root', children: hast.type === 'doctype' ? [] : [hast] };
}

/** Lists that were filled one by one have room for sixteen more, which is half of what the elements of a long report take. */
function fitLists(node: Nodes): void {
  if (!('children' in node)) return;
  // A copy has the room that it needs.
  (node as { children: Nodes[] }).children = [...node.children];
  if (node.type === 'element' && Array.isArray(node.properties.className))
    node.properties.className = [...node.properties.className];
  for (const child of node.children) fitLists(child);
}

/** Words that stand outside the text, such as the titles in the contents beside it, as hast. */
export function wordsToHast(words: readonly PhrasingContent[], context: HastContext): ElementContent[] {
  const paragraph = turn({ type: 'paragraph', children: [...words] }, context);
  return paragraph.type === 'element' ? paragraph.children : [];
}

function turn(tree: MdastNodes, context: HastContext): Nodes {
  return mdastToHast(tree, {
    handlers: positioned({ ...standardHandlers(context), ...createHandlers(context) }),
    unknownHandler: (_state, node: { type: string }) => {
      throw new TypeError(`No handler for the node type "${node.type}"`);
    },
  });
}

/** Handlers whose elements know where their node stands, so that what is said of a page can name its template. */
function positioned(handlers: Handlers): Handlers {
  const bound = Object.entries(handlers).map(([type, handler]): [string, Handler] => [
    type,
    (state, node, parent) => {
      const made = handler?.(state, node, parent);
      if (made === undefined || !('tagName' in made)) return made;
      if (made.position === undefined) state.patch(node, made);
      const { at } = node as { readonly at?: Position };
      return at === undefined ? made : withData(made, { at });
    },
  ]);
  return Object.fromEntries(bound);
}

/** The handler of each of our node types. A type without one does not compile. */
export const registry: NodeHandlers = {
  ...blocks,
  ...lists,
  ...phrasing,
  chart,
  picture,
  container,
  dataTable,
  testedQuotation,
  value,
};

/** The registry in the form that mdast-util-to-hast takes. */
function createHandlers(context: HastContext): Handlers {
  const bind =
    <T extends keyof NodeHandlers>(type: T): Handler =>
    (state, node) =>
      registry[type](node, context, state);
  // The keys of an object are strings to the compiler; those of the registry are its types.
  const types = Object.keys(registry) as (keyof NodeHandlers)[];
  return Object.fromEntries(types.map((type) => [type, bind(type)]));
}
