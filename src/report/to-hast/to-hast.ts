import type { Root } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import { toHast as mdastToHast } from 'mdast-util-to-hast';
import type { HastContext } from './context.js';
import { createHandlers } from './registry.js';
import { standardHandlers } from './standard.js';

/** Returns the report as hast, our own nodes through the registry, Markdown's through mdast-util-to-hast. */
export function toHast(root: MdastRoot, context: HastContext): Root {
  const hast = mdastToHast(root, {
    handlers: { ...standardHandlers, ...createHandlers(context) },
    unknownHandler: (_state, node: { type: string }) => {
      throw new TypeError(`No handler for the node type "${node.type}"`);
    },
  });
  return hast.type === 'root' ? hast : { type: 'root', children: hast.type === 'doctype' ? [] : [hast] };
}
