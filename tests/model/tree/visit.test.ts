/** The walk of trees, held against the package whose types it has. */
import fc from 'fast-check';
import type { Node, Parent, Root } from 'mdast';
import * as library from 'unist-util-visit-parents';
import { expect, test } from 'vitest';
import { EXIT, SKIP, visit, visitParents } from '../../../src/model/tree/visit.js';
import { runs } from '../../support/runs.js';

interface Made extends Node {
  readonly name: number;
  readonly children?: Made[];
}

const { tree } = fc.letrec<{ tree: Made }>((tie) => ({
  tree: fc.record(
    {
      type: fc.constantFrom('paragraph', 'strong', 'text'),
      name: fc.nat(1000),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'name'] },
  ),
}));

/** What visitors answer, by the name of the node: mostly nothing; a few take out the sibling behind it, or leap over it. */
function answer(node: Made, ancestors: readonly Parent[], index: number | undefined) {
  if (node.name % 41 === 0) return EXIT;
  if (node.name % 7 === 0) return SKIP;
  if (index === undefined) return undefined;
  if (node.name % 5 === 0) ancestors.at(-1)?.children.splice(index + 1, 1);
  return node.name % 11 === 0 ? index + 2 : undefined;
}

/** The nodes that a walk comes to, each with its place and the nodes around it. */
function visits(walk: typeof visitParents, made: Made, type?: string): string[] {
  const found: string[] = [];
  const visitor = (node: Node, ancestors: Parent[]) => {
    const parent = ancestors.at(-1);
    const index = parent?.children.indexOf(node as Root['children'][number]);
    const names = [...ancestors, node].map((each) => (each as unknown as Made).name);
    found.push(`${names.join(' ')} at ${index}`);
    return answer(node as Made, ancestors, index);
  };
  const copy = structuredClone(made) as Node as Root;
  if (type === undefined) walk(copy, visitor);
  else walk(copy, type, visitor);
  return found;
}

test('comes to the same nodes as that of the package, whatever its visitors answer and change', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 'strong', 'text'), (made, type) => {
      expect(visits(visitParents, made, type)).toEqual(visits(library.visitParents, made, type));
    }),
    runs(200, 5_000),
  );
});

test('tells the node around and the place in it', () => {
  const text = { type: 'text' as const, value: 'a' };
  const paragraph = { type: 'paragraph' as const, children: [text] };
  const root: Root = { type: 'root', children: [paragraph] };
  const found: unknown[] = [];
  visit(root, 'text', (node, index, parent) => void found.push([node, index, parent]));
  visit(root, (node) => void found.push(node.type));
  expect(found).toEqual([[text, 0, paragraph], 'root', 'paragraph', 'text']);
});
