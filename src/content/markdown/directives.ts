import type { Paragraph, Parents, RootContent, RootContentMap } from 'mdast';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import {
  type ContainerName,
  type ContainerNode,
  containerNames,
  type ListingName,
  listingNames,
} from '../../model/tree/nodes.js';
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
    nodes: new Map<string, MakeNode>(containerNames.map((name) => [name, container(name)])),
    hint: (name) => phrase('content/directives.close', { name }),
  },
  leaf: {
    colons: '::',
    nodes: new Map<string, MakeNode>([
      ...listingNames.map((name) => [name, listing(name)] as const),
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
