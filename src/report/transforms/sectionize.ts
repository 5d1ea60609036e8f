import type { Nodes, Root, RootContent } from 'mdast';
import type { SectionNode } from '../../model/tree/nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import type { TransformState } from '../tree.js';

type Block = SectionNode['children'][number];

/**
 * Nests what follows a heading into a section, so that chapters (depth 1) are the children of the root. The
 * container `annex` dissolves; its chapters are marked. Reports a chapter heading inside any other container,
 * where no chapter can begin.
 */
export function sectionize(state: TransformState): void {
  const { root } = state;
  let sections: RootContent[] = [];
  let run: RootContent[] = [];
  for (const node of root.children) {
    if (node.type === 'container' && node.name === 'annex') {
      sections = [...sections, ...nest(run, false), ...nest(node.children, true)];
      run = [];
    } else {
      run.push(node);
    }
  }
  root.children = [...sections, ...nest(run, false)] as Root['children'];
  reportStrayChapters(state);
}

/** The nodes of one run, every heading followed by its own content inside a section. */
function nest(nodes: readonly RootContent[], annex: boolean): RootContent[] {
  const top: RootContent[] = [];
  const open: SectionNode[] = [];
  for (const node of nodes) {
    if (node.type === 'heading') {
      while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      const section: SectionNode = {
        type: 'section',
        depth: node.depth,
        id: '',
        enumerator: '',
        annex,
        children: [node],
        ...(node.data?.brief === true && { brief: true }),
      };
      append(section);
      open.push(section);
    } else {
      if (node.type === 'container' && node.name === 'landscape') {
        // A wide page may begin a section: it then stands where that section would.
        const depth = node.children.find((child) => child.type === 'heading')?.depth ?? 7;
        while ((open.at(-1)?.depth ?? 0) >= Math.max(depth, 2)) open.pop();
        node.children = nest(node.children, annex) as typeof node.children;
      }
      append(node);
    }
  }
  return top;

  function append(node: RootContent): void {
    const parent = open.at(-1);
    if (parent === undefined) top.push(node);
    else parent.children.push(node as Block);
  }
}

function reportStrayChapters(state: TransformState): void {
  visitParents(state.root, (node, ancestors) => {
    if (node.type !== 'heading' || node.depth !== 1) return;
    const around: Nodes | undefined = ancestors.findLast((ancestor) => ancestor.type !== 'section');
    if (around === undefined || around.type === 'root') return;
    const name = around.type === 'container' ? `\`:::${around.name}\`` : 'another block';
    state.report(problem('content/heading-depth', state.positionOf(node), { name }));
  });
}
