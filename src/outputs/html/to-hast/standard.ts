import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type {
  Code,
  DefinitionData,
  Heading,
  Image,
  InlineCode,
  Link,
  LinkData,
  LinkReference,
  Paragraph,
} from 'mdast';
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast';
import type { ClassedPart } from '../../../model/classed-text.js';
import { finished } from '../../../model/quantity.js';
import { withData } from '../element-data.js';
import { classedWords, numberInWords } from './classed-words.js';
import type { HastContext } from './context.js';
import { markdownTable } from './handlers/markdown-table.js';

/** How Markdown's own nodes differ from what mdast-util-to-hast makes of them. */
export function standardHandlers(context: HastContext): Handlers {
  return {
    code,
    heading,
    image,
    inlineCode,
    link,
    linkReference,
    paragraph,
    table: markdownTable(context),
  };
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
  const alt = node.data?.spoken?.alt ?? [];
  const ids = idsOf(alt);
  if (ids !== undefined) properties.dataIdAlt = ids;
  const img = h('img', properties);
  return alt.length === 0 ? img : { ...img, data: { told: [alt] } };
}

/** The ids of the numbers in words that stand in an attribute, in their order. */
function idsOf(parts: readonly ClassedPart[]): string | undefined {
  const ids = parts.flatMap(({ entry }) => (entry === undefined ? [] : finished(entry).id));
  return ids.length === 0 ? undefined : ids.join(' ');
}

function inlineCode(state: State, node: InlineCode): ElementContent {
  const made = defaultHandlers.inlineCode(state, node);
  return withPrinted(made, node.data?.printed);
}

function code(state: State, node: Code): ElementContent {
  const made = defaultHandlers.code(state, node);
  const [inner] = made.children;
  if (inner?.type === 'element') withPrinted(inner, node.data?.printed, '\n');
  return made;
}

/** Samples in which helpers print numbers: each is an element of its own. */
function withPrinted(element: Element, printed: readonly ClassedPart[] | undefined, end = ''): Element {
  if (printed === undefined) return element;
  element.children = printed.map(({ text, entry }) =>
    entry === undefined ? { type: 'text', value: text } : numberInWords(text, entry),
  );
  if (end !== '') element.children.push({ type: 'text', value: end });
  return element;
}

function link(state: State, node: Link): Element {
  return withTitle(defaultHandlers.link(state, node), node.data);
}

function linkReference(state: State, node: LinkReference): ElementContent | ElementContent[] {
  const made = defaultHandlers.linkReference(state, node);
  const definition = state.definitionById.get(node.identifier.toUpperCase());
  return 'tagName' in made ? withTitle(made, node.data ?? definition?.data) : made;
}

/** The numerals of a title say what they are, like those of an alternative text. */
function withTitle(element: Element, of: LinkData | DefinitionData | undefined): Element {
  const { spokenTitle = [], titleClasses } = of ?? {};
  if (titleClasses !== undefined) element.properties.dataNAlt = titleClasses;
  const ids = idsOf(spokenTitle);
  if (ids !== undefined) element.properties.dataIdAlt = ids;
  return spokenTitle.length === 0 ? element : { ...element, data: { told: [spokenTitle] } };
}

/** A numbered paragraph begins with its number, a link to itself, so that its address can be copied. */
function textParagraph(state: State, node: Paragraph): Element {
  const { id, number, hProperties: own = {} } = node.data ?? {};
  if (id === undefined || number === undefined) return h('p', own, state.all(node));
  const mark = h('a', { className: ['paragraph-number'], href: `#${id}`, dataN: 'enumerator' }, `${number}`);
  const linked = withData(mark, { leadsOnScreen: true });
  return h('p', { ...own, className: ['numbered'], id }, [linked, ' ', ...state.all(node)]);
}

/** An image alone in its paragraph stands as a block, its title as the caption. */
function paragraph(state: State, node: Paragraph): Element {
  const [only, ...rest] = node.children;
  if (only?.type !== 'image' || rest.length > 0) return textParagraph(state, node);
  const { titleClasses, spoken } = only.data ?? {};
  const classes = titleClasses === undefined ? {} : { dataN: titleClasses };
  const words = spoken?.title.some(({ entry }) => entry !== undefined)
    ? classedWords(spoken.title)
    : only.title;
  const caption = only.title ? [withData(h('p.caption', classes, words), { place: 'caption' })] : [];
  return h('div.image', [image(state, only), ...caption]);
}
