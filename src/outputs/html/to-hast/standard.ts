import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { DefinitionData, Heading, Image, Link, LinkData, LinkReference, Paragraph } from 'mdast';
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast';
import { withData } from '../element-data.js';
import type { HastContext } from './context.js';
import { markdownTable } from './handlers/markdown-table.js';

/** How Markdown's own nodes differ from what mdast-util-to-hast makes of them. */
export function standardHandlers(context: HastContext): Handlers {
  return { heading, image, link, linkReference, paragraph, table: markdownTable(context) };
}

/** The title of the report is the h1, so a chapter (`#`) is an h2. */
function heading(state: State, node: Heading): Element {
  const { id, enumerator } = node.data ?? {};
  const words = h('span.words', state.all(node));
  const number: ElementContent[] =
    enumerator === undefined
      ? []
      : [h('span.enumerator', { dataN: 'enumerator' }, enumerator), { type: 'text', value: ' ' }];
  const made = h(`h${Math.min(node.depth + 1, 6)}`, id === undefined ? {} : { id }, [...number, words]);
  return withData(made, { place: 'heading' });
}

function image(_state: State, node: Image): Element {
  const { source, width, height, altClasses } = node.data ?? {};
  const properties: Properties = { src: source ?? node.url, alt: node.alt ?? '' };
  if (altClasses !== undefined) properties.dataNAlt = altClasses;
  if (width !== undefined) properties.width = width;
  if (height !== undefined) properties.height = height;
  const img = h('img', properties);
  const alt = node.data?.spoken?.alt;
  return alt === undefined ? img : { ...img, data: { told: [alt] } };
}

function link(state: State, node: Link): Element {
  return withTitle(defaultHandlers.link(state, node), node.data);
}

function linkReference(state: State, node: LinkReference): ElementContent | ElementContent[] {
  const made = defaultHandlers.linkReference(state, node);
  const definition = state.definitionById.get(node.identifier.toUpperCase());
  return 'tagName' in made ? withTitle(made, definition?.data) : made;
}

/** The numerals of a title say what they are, like those of an alternative text. */
function withTitle(element: Element, of: LinkData | DefinitionData | undefined): Element {
  const { spokenTitle, titleClasses } = of ?? {};
  if (titleClasses !== undefined) element.properties.dataNAlt = titleClasses;
  return spokenTitle === undefined ? element : { ...element, data: { told: [spokenTitle] } };
}

/** A numbered paragraph begins with its number, a link to itself, so that its address can be copied. */
function textParagraph(state: State, node: Paragraph): Element {
  const { id, number } = node.data ?? {};
  if (id === undefined || number === undefined) return h('p', state.all(node));
  const mark = h('a', { className: ['paragraph-number'], href: `#${id}`, dataN: 'enumerator' }, `${number}`);
  const linked = withData(mark, { leadsOnScreen: true });
  return h('p', { className: ['numbered'], id }, [linked, ' ', ...state.all(node)]);
}

/** An image alone in its paragraph stands as a block, its title as the caption. */
function paragraph(state: State, node: Paragraph): Element {
  const [only, ...rest] = node.children;
  if (only?.type !== 'image' || rest.length > 0) return textParagraph(state, node);
  const { titleClasses } = only.data ?? {};
  const classes = titleClasses === undefined ? {} : { dataN: titleClasses };
  const caption = only.title ? [withData(h('p.caption', classes, only.title), { place: 'caption' })] : [];
  return h('div.image', [image(state, only), ...caption]);
}
