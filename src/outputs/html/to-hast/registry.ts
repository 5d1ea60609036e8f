import type { Handler, Handlers } from 'mdast-util-to-hast';
import type { HastContext, NodeHandlers } from './context.js';
import { blocks } from './handlers/blocks.js';
import { chart } from './handlers/chart.js';
import { container } from './handlers/container.js';
import { dataTable } from './handlers/data-table.js';
import { lists } from './handlers/lists.js';
import { phrasing } from './handlers/phrasing.js';
import { testedQuotation } from './handlers/tested-quotation.js';
import { value } from './handlers/value.js';

/** The handler of each of our node types. A type without one does not compile. */
export const registry: NodeHandlers = {
  ...blocks,
  ...lists,
  ...phrasing,
  chart,
  container,
  dataTable,
  testedQuotation,
  value,
};

/** The registry in the form that mdast-util-to-hast takes. */
export function createHandlers(context: HastContext): Handlers {
  const bind =
    <T extends keyof NodeHandlers>(type: T): Handler =>
    (state, node) =>
      registry[type](node, context, state);
  // The keys of an object are strings to the compiler; those of the registry are its types.
  const types = Object.keys(registry) as (keyof NodeHandlers)[];
  return Object.fromEntries(types.map((type) => [type, bind(type)]));
}
