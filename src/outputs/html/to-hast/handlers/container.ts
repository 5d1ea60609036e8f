import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { List, ListItem } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { Callout, ContainerName, ContainerNode } from '../../../../model/tree/nodes.js';
import { withData } from '../../elements.js';
import { elements } from '../classed-words.js';
import type { HastContext, NodeHandler } from '../context.js';
import { isIllustrativeMark } from '../marks.js';

type ContainerHandler = (node: ContainerNode, context: HastContext, state: State) => Element;

const box =
  (className: string): ContainerHandler =>
  (node, _context, state) =>
    h(`div.${className}`, state.all(node));

/** A box with a word above it. */
function callout(name: Callout): ContainerHandler {
  return (node, { language }, state) =>
    h('div', { className: ['note', ...(name === 'note' ? [] : [name])] }, [
      h('p.note-label', language.message(`document.${name}`)),
      ...state.all(node),
    ]);
}

/** One way to print each declared container. */
const containers: Readonly<Record<ContainerName, ContainerHandler>> = {
  cards,
  note: callout('note'),
  tip: callout('tip'),
  warning: callout('warning'),
  summary: box('summary'),
  landscape: box('landscape'),
  'side-by-side': box('side-by-side'),
  // Chapters leave the annex when it is sectionized; what remains is text of its own.
  annex: box('annex'),
  keep: box('keep'),
  'page-break': () => withData(h('div.page-break'), { only: 'pageBreak' }),
};

/** Characters from which a key figure is set smaller, to stay on one line. */
const longNumber = 7;

/** A declared container. */
export const container: NodeHandler<'container'> = (node, context, state) =>
  containers[node.name](node, context, state);

/** Key figures: each list item a card, its first strong text the number. */
function cards(node: ContainerNode, { language }: HastContext, state: State): Element {
  const items = node.children.filter((child): child is List => child.type === 'list');
  const drawn = items.flatMap((item) => item.children).map((item) => cardParts(item, state));
  // The figures of a row are compared: one that is long makes all of them smaller.
  const isLong = drawn.some(({ figure }) => figure !== undefined && plainLength(figure) > longNumber);
  const list = h(
    'ul',
    drawn.map((parts) => card(parts, isLong)),
  );
  const badge =
    node.badge === undefined ? [] : [h('p.illustrative', language.message('document.illustrative'))];
  return withData(h('div.cards', [...badge, list]), { place: 'card' });
}

/** What a card holds: the number that it begins with, what it is, and paragraphs below, such as how it stands to a target. */
interface CardParts {
  readonly figure?: Element;
  readonly others: ElementContent[];
  readonly below: ElementContent[];
}

function cardParts(item: ListItem, state: State): CardParts {
  const [first, ...rest] = item.children;
  const below = rest.flatMap((child) =>
    child.type === 'paragraph' ? [h('p.card-note', state.all(child))] : elements(state.one(child, item)),
  );
  const parts = first?.type === 'paragraph' ? state.all(first) : elements(first && state.one(first, item));
  const at = parts.findIndex((part) => part.type === 'element' && part.tagName === 'strong');
  const figure = parts[at];
  if (figure?.type !== 'element') return { others: parts, below };
  return { figure, below, others: trimStart([...parts.slice(0, at), ...parts.slice(at + 1)]) };
}

function card({ figure, others, below }: CardParts, isLong: boolean): Element {
  if (figure === undefined) return h('li.card', [...others, ...below]);
  // The number is named by the label after it, so it needs no emphasis of its own.
  return h('li.card', [
    h('p', { className: ['card-number', ...(isLong ? ['long'] : [])] }, figure.children),
    h('p.card-label', others),
    ...below,
  ]);
}

/** The letters of a number as large as it is printed: the raised mark after it takes hardly any room. */
function plainLength(node: ElementContent): number {
  if (node.type === 'text') return node.value.length;
  if (isIllustrativeMark(node)) return 0;
  return 'children' in node ? node.children.reduce((sum, child) => sum + plainLength(child), 0) : 0;
}

function trimStart(parts: ElementContent[]): ElementContent[] {
  const [first, ...rest] = parts;
  if (first?.type !== 'text') return parts;
  return [{ ...first, value: first.value.replace(/^[\s:,\u2013\u2014-]+/, '') }, ...rest];
}
