import type { Nodes, Parents, PhrasingContent, RootContent, TextData } from 'mdast';
import type { ForeignNode } from '../../model/tree/phrasing-nodes.js';
import type { Resolution } from './resolution.js';

type Edge = NonNullable<TextData['edge']>;

/**
 * Makes nodes of words in another language, in place: of what stands between two edges in one line, and of the lines of whole
 * paragraphs between edges that stand alone. What begins in one block and ends in another is reported.
 */
export function joinPassages(parent: Nodes, resolution: Resolution): void {
  if (!('children' in parent)) return;
  for (const child of parent.children as RootContent[])
    if (edgeOf(child) === undefined) joinPassages(child, resolution);
  const nodes = parent.children as RootContent[];
  if (!nodes.some((node) => edgeOf(node) !== undefined)) return;
  parent.children = joined(nodes, resolution) as Parents['children'] as never;
}

/** An edge in a line, or one that is all of its paragraph. */
function edgeOf(node: RootContent): Edge | undefined {
  if (node.type === 'text') return node.data?.edge;
  const [only, ...others] = node.type === 'paragraph' ? node.children : [];
  return only?.type === 'text' && others.length === 0 ? only.data?.edge : undefined;
}

function joined(nodes: readonly RootContent[], resolution: Resolution): RootContent[] {
  const found: RootContent[] = [];
  const open: { readonly edge: Edge; readonly inside: RootContent[] }[] = [];
  const lost = ({ at }: Edge): void => resolution.refuse(at, 'content/language');
  const isUnpaired = new Set<Edge>();
  for (const node of nodes) {
    const edge = edgeOf(node);
    const around = (): RootContent[] => open.at(-1)?.inside ?? found;
    if (edge === undefined) around().push(node);
    else if (edge.opens) open.push({ edge, inside: [] });
    else {
      const last = open.pop();
      if (last === undefined) isUnpaired.add(edge);
      else for (const each of inLanguage(last.inside, edge.tag)) around().push(each);
    }
  }
  for (const { edge, inside } of open) {
    isUnpaired.add(edge);
    for (const each of inside) found.push(each);
  }
  for (const edge of isUnpaired) lost(edge);
  return found;
}

const phrasing: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell', 'definitionTerm']);

/** Words in a line become one node; of blocks all words of each line. */
function inLanguage(nodes: readonly RootContent[], lang: string): RootContent[] {
  const isLine = nodes.every(({ type }) => !isBlock(type));
  if (isLine) return nodes.length === 0 ? [] : [foreign(nodes as readonly PhrasingContent[], lang)];
  for (const node of nodes) markLines(node, lang);
  return [...nodes];
}

const isBlock = (type: string): boolean =>
  phrasing.has(type) ||
  ['blockquote', 'list', 'definitionList', 'table', 'container', 'code', 'thematicBreak'].includes(type);

const foreign = (children: readonly PhrasingContent[], lang: string): ForeignNode => ({
  type: 'foreign',
  lang,
  children: [...children],
});

/** A picture alone in its paragraph stays so. */
function markLines(node: Nodes, lang: string): void {
  if (!('children' in node)) return;
  if (
    node.type === 'paragraph' ||
    node.type === 'heading' ||
    node.type === 'tableCell' ||
    node.type === 'definitionTerm'
  ) {
    const isPicture = node.children.length === 1 && node.children[0]?.type === 'image';
    if (!isPicture && node.children.length > 0) node.children = [foreign(node.children, lang)];
    return;
  }
  for (const child of node.children) markLines(child, lang);
}
