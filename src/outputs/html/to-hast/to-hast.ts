import type { ElementContent, Nodes, Root } from 'hast';
import type { Nodes as MdastNodes, Root as MdastRoot, PhrasingContent } from 'mdast';
import { toHast as mdastToHast } from 'mdast-util-to-hast';
import type { HastContext } from './context.js';
import { createHandlers } from './registry.js';
import { standardHandlers } from './standard.js';

/** Returns the report as hast, our own nodes through the registry, Markdown's through mdast-util-to-hast. */
export function toHast(root: MdastRoot, context: HastContext): Root {
  const hast = turn(root, context);
  return hast.type === 'root' ? hast : { type: 'root', children: hast.type === 'doctype' ? [] : [hast] };
}

/** Words that stand outside the text, such as the titles in the contents beside it, as hast. */
export function wordsToHast(words: readonly PhrasingContent[], context: HastContext): ElementContent[] {
  const paragraph = turn({ type: 'paragraph', children: [...words] }, context);
  return paragraph.type === 'element' ? paragraph.children : [];
}

function turn(tree: MdastNodes, context: HastContext): Nodes {
  return mdastToHast(tree, {
    handlers: { ...standardHandlers(context), ...createHandlers(context) },
    unknownHandler: (_state, node: { type: string }) => {
      throw new TypeError(`No handler for the node type "${node.type}"`);
    },
  });
}
