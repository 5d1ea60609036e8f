import type {
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  RootContent,
  RootContentMap,
  TextData,
} from 'mdast';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import {
  type ContainerName,
  type ContainerNode,
  containerNames,
  type ListingName,
  listingNames,
} from '../../model/tree/nodes.js';
import type { ForeignNode } from '../../model/tree/phrasing-nodes.js';
import { phrase } from '../../problems/problem.js';
import type { Resolution } from './resolution.js';

type ContainerDirective = RootContentMap['containerDirective'];
type Directive = ContainerDirective | RootContentMap['leafDirective' | 'textDirective'];

/** A container or leaf directive as our node. One that is not declared is refused; its content is still resolved. */
export function resolveDirective(
  node: Directive,
  resolution: Resolution,
  resolveChildren: (parent: Parents) => void,
): RootContent[] {
  const at = resolution.at(node);
  const position = node.position === undefined ? {} : { position: node.position };
  const isBox = node.type === 'containerDirective';
  refuseUnknown(node, resolution);
  if (isBox) checkClosed(node, resolution);
  if (isBox && node.name === 'cards') checkCards(node, resolution);
  resolveChildren(node);
  const children = node.children as ContainerNode['children'];
  const { nodes } = isBox ? directives.container : directives.leaf;
  const make = nodes.get(node.name) ?? (isBox ? container('note') : undefined);
  return make === undefined ? [] : [{ ...make(at, children), ...position }];
}

/** What a directive becomes, made of where it stands and what is in it. */
type MakeNode = (at: Position, children: ContainerNode['children']) => RootContent;

const container =
  (name: ContainerName): MakeNode =>
  (at, children) => ({ type: 'container', name, children, at });

const listing =
  (name: ListingName): MakeNode =>
  (at) => ({ type: 'listing', name, children: [], at });

/** What is written with which colons, what it becomes, and how somebody is told who used the other ones. */
const directives: Readonly<Record<'container' | 'leaf', DirectiveForm>> = {
  container: {
    colons: ':::',
    nodes: new Map<string, MakeNode>(
      containerNames.filter((name) => name !== 'page-break').map((name) => [name, container(name)]),
    ),
    hint: (name) => phrase('content/directives.close', { name }),
  },
  leaf: {
    colons: '::',
    nodes: new Map<string, MakeNode>([
      ...listingNames.map((name) => [name, listing(name)] as const),
      ['page-break', container('page-break')],
      ['references', (at) => ({ type: 'bibliography', children: [], at })],
    ]),
    hint: (name) => phrase('content/directives.alone', { name }),
  },
};

interface DirectiveForm {
  readonly colons: string;
  readonly nodes: ReadonlyMap<string, MakeNode>;
  hint(name: string): string;
}

/** Cards are made of list items: anything else would be left out of the report without a word. */
function checkCards({ children }: ContainerDirective, resolution: Resolution): void {
  for (const child of children.filter(({ type }) => type !== 'list')) {
    resolution.refuse(child, 'content/cards');
  }
}

/** Colons that open or close no box would be printed: `::: note` has a space too many, a lone `:::` closes nothing. */
export function refuseStrayColons(paragraph: Paragraph, resolution: Resolution): void {
  for (const child of paragraph.children) {
    const stray = child.type === 'text' ? /^[ \t]*(:{3,})/m.exec(child.value)?.[1] : undefined;
    if (stray === undefined) continue;
    resolution.refuse(child, 'content/unknown-directive.paragraph', { stray });
    return;
  }
}

/** The parser takes a box that is never closed to reach as far as it can, over the chapters that follow. */
function checkClosed({ name, position }: ContainerDirective, resolution: Resolution): void {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (position === undefined || start === undefined || end === undefined) return;
  const source = resolution.placed.text.slice(start, end);
  const colons = /^:+/.exec(source)?.[0] ?? '';
  const last = source.trimEnd().split('\n').slice(1).at(-1) ?? '';
  const closing = /:*$/.exec(last)?.[0] ?? '';
  if (closing.length >= colons.length) return;
  resolution.refuse({ position }, 'content/unclosed-block.text', { colons, name });
}

/** A name that no directive has, or one of the other kind, and attributes. */
function refuseUnknown(node: Directive, resolution: Resolution): void {
  const { name, attributes } = node;
  const isBox = node.type === 'containerDirective';
  const [own, other] = isBox
    ? [directives.container, directives.leaf]
    : [directives.leaf, directives.container];
  const written = own.colons + name;
  if (!own.nodes.has(name)) {
    const names = [...own.nodes.keys()];
    const expected = listNames(names.map((each) => own.colons + each));
    resolution.refuse(
      node,
      'content/unknown-directive.written',
      { written, expected },
      other.nodes.has(name) ? { hint: other.hint(name) } : didYouMean(name, names),
    );
  }
  if (Object.keys(attributes ?? {}).length > 0) {
    resolution.refuse(node, 'content/unknown-directive.attributes', { written });
  }
}

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
