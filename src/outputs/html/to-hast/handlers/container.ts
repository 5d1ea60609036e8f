import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { List, ListItem } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { ContainerName, ContainerNode } from '../../../../model/nodes.js';
import { withData } from '../../element-data.js';
import type { HastContext, NodeHandler } from '../context.js';

type ContainerHandler = (node: ContainerNode, context: HastContext, state: State) => Element;

const box =
  (className: string): ContainerHandler =>
  (node, _context, state) =>
    h(`div.${className}`, state.all(node));

/** One way to print each declared container. */
const containers: Readonly<Record<ContainerName, ContainerHandler>> = {
  cards,
  note: (node, { language }, state) =>
    h('div.note', [h('p.note-label', language.message('document.note')), ...state.all(node)]),
  summary: box('summary'),
  landscape: box('landscape'),
  'side-by-side': box('side-by-side'),
  // Chapters leave the annex when it is sectionized; what remains is text of its own.
  annex: box('annex'),
};

/** Characters from which a key figure is set smaller, to stay on one line. */
const longNumber = 7;

/** A declared container. */
export const container: NodeHandler<'container'> = (node, context, state) =>
  containers[node.name](node, context, state);

/** Key figures: each list item a card, its first strong text the number. */
function cards(node: ContainerNode, { language }: HastContext, state: State): Element {
  const items = node.children.filter((child): child is List => child.type === 'list');
  const list = h(
    'ul',
    items.flatMap((item) => item.children).map((item) => card(item, state)),
  );
  const badge =
    node.badge === undefined ? [] : [h('p.illustrative', language.message('document.illustrative'))];
  return withData(h('div.cards', [...badge, list]), { place: 'card' });
}

function card(item: ListItem, state: State): Element {
  const content = item.children.flatMap((child) =>
    child.type === 'paragraph' ? state.all(child) : state.one(child, item),
  );
  const parts = content.flat().filter((part): part is ElementContent => part !== undefined);
  const at = parts.findIndex((part) => part.type === 'element' && part.tagName === 'strong');
  const figure = parts[at];
  if (figure?.type !== 'element') return h('li.card', parts);
  const label = trimStart([...parts.slice(0, at), ...parts.slice(at + 1)]);
  // The number is named by the label after it, so it needs no emphasis of its own.
  const long = plainLength(figure) > longNumber ? ['long'] : [];
  return h('li.card', [
    h('p', { className: ['card-number', ...long] }, figure.children),
    h('p.card-label', label),
  ]);
}

function plainLength(node: ElementContent): number {
  if (node.type === 'text') return node.value.length;
  return 'children' in node ? node.children.reduce((sum, child) => sum + plainLength(child), 0) : 0;
}

function trimStart(parts: ElementContent[]): ElementContent[] {
  const [first, ...rest] = parts;
  if (first?.type !== 'text') return parts;
  return [{ ...first, value: first.value.replace(/^[\s:,\u2013\u2014-]+/, '') }, ...rest];
}
