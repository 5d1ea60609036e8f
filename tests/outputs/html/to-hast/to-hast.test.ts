import type { Node } from 'mdast';
import { expect, test } from 'vitest';
import type { ReportNodes } from '../../../../src/model/tree/nodes.js';
import type { NodeHandlers } from '../../../../src/outputs/html/to-hast/context.js';
import { registry } from '../../../../src/outputs/html/to-hast/to-hast.js';

/** A node that somebody adds to the tree. */
interface AsideNode extends Node {
  type: 'aside';
}

/** The registry without the handler of one node. */
const { chart, ...withoutChart } = registry;

// What is forgotten does not compile: `npm run check` looks at these lines.

// @ts-expect-error a node of the report without a handler
const forgotten: NodeHandlers = withoutChart;

// @ts-expect-error a new node in the map of nodes without a handler
const added: NodeHandlers<ReportNodes & { aside: AsideNode }> = registry;

// @ts-expect-error a handler of a node that no report has
const unknown: NodeHandlers = { ...registry, aside: () => [] };

test('what is forgotten shows when it is compiled, and only then', () => {
  const types: Record<keyof NodeHandlers, unknown> = registry;
  expect(types.chart).toBe(chart);
  const all = Object.keys(registry).length;
  expect([forgotten, added, unknown].map((each) => Object.keys(each).length - all)).toEqual([-1, 0, 1]);
});
