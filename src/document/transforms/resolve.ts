import type { Heading, Link, Nodes } from 'mdast';
import type { ChartNode, DataTableNode, ReferenceNode } from '../../content/nodes.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { TransformState } from '../transform-state.js';
import { plainText, visitTree } from '../tree.js';

/** A thing that a reference can point at. */
interface Anchor {
  readonly node: Heading | DataTableNode | ChartNode;
  readonly annex: boolean;
}

/**
 * Fills references with the words of their target ("Figure 3", "Section 3.2", or the title of an unnumbered
 * heading) and reports references and links inside the report that point at nothing.
 */
export function resolve(state: TransformState): void {
  const anchors = collectAnchors(state);
  visitTree(state.root, (node) => {
    if (node.type === 'reference') {
      const anchor = anchors.get(node.target);
      if (anchor !== undefined) node.children = [{ type: 'text', value: labelOf(anchor, state.language) }];
      else reportDead(state, node.target, node.at, anchors);
    } else if ((node.type === 'link' || node.type === 'definition') && node.url.startsWith('#')) {
      const target = decode(node.url.slice(1));
      if (!anchors.has(target)) reportDead(state, target, state.positionOf(node), anchors);
    }
  });
}

function collectAnchors(state: TransformState): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  visitTree(state.root, (node, _siblings, _index, ancestors) => {
    const id = idOf(node);
    if (id === undefined || anchors.has(id)) return;
    const annex = ancestors.some((ancestor) => ancestor.type === 'section' && ancestor.annex);
    anchors.set(id, { node: node as Anchor['node'], annex });
  });
  return anchors;
}

function idOf(node: Nodes): string | undefined {
  if (node.type === 'heading') return node.data?.id;
  return node.type === 'dataTable' || node.type === 'chart' ? node.id : undefined;
}

function labelOf({ node, annex }: Anchor, language: Language): string {
  if (node.type === 'dataTable') return language.message('document.table', { number: node.enumerator ?? '' });
  if (node.type === 'chart') return language.message('document.figure', { number: node.enumerator ?? '' });
  const enumerator = node.data?.enumerator;
  if (enumerator === undefined) return plainText(node.children);
  if (node.depth > 1) return language.message('document.section', { number: enumerator });
  return language.message(annex ? 'document.annex' : 'document.chapter', { number: enumerator });
}

function reportDead(
  state: TransformState,
  target: ReferenceNode['target'],
  position: Position,
  anchors: ReadonlyMap<string, Anchor>,
): void {
  const ids = [...anchors.keys()];
  const expected = ids.length === 0 ? 'an id of this report' : `one of ${listNames(ids)}`;
  state.report({
    severity: 'error',
    code: 'document/dead-reference',
    message: `Unexpected reference to \`${target}\`, expected ${expected}`,
    position,
    ...didYouMean(target, ids),
  });
}

function decode(url: Link['url']): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
