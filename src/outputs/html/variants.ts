import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import { isShortParagraph } from './short-paragraphs.js';

/** A part of the text that one form of a report shows and the other does not, by its element. */
interface PartOfOneForm {
  readonly isIt: (element: Element) => boolean;
  readonly why: string;
}

/** What only a screen shows. Nothing else of a report may be on the page and not on paper. */
const screenParts: readonly PartOfOneForm[] = [
  { isIt: ({ tagName }) => tagName === 'details', why: 'it is folded, and paper cannot be unfolded' },
  { isIt: (element) => hasClass(element, 'spoken'), why: 'it is heard in place of a mark that paper prints' },
  { isIt: (element) => hasClass(element, 'to-contents'), why: 'it leads back to the contents' },
];

/** What only paper shows. Nothing else of a report may be on paper and not on the page. */
const paperParts: readonly PartOfOneForm[] = [
  { isIt: ({ properties }) => properties.dataPageOf !== undefined, why: 'a screen has no pages' },
  { isIt: isContentsChapter, why: 'on a screen the contents stand beside the text' },
];

const isOneOf = (parts: readonly PartOfOneForm[], element: Element): boolean =>
  parts.some(({ isIt }) => isIt(element));

/** True for a part that only one form of a report shows. */
export const isOfOneForm = (element: Element): boolean =>
  isOneOf(screenParts, element) || isOneOf(paperParts, element);

/** Attributes that only a screen can use; on paper they would be weight, and odd tags in the PDF. */
const screenOnly = ['tabIndex', 'dataFrom', 'dataHigh', 'role', 'ariaLabel', 'ariaHidden'] as const;

/** Elements that say on paper too what they are. */
const keepsRole: readonly string[] = ['figure', 'a', 'svg'];

/** The body for paper: no hidden descriptions, no attributes that only a screen can use, short paragraphs marked. */
export function forPrint(body: Root): Root {
  return mapElements(body, (element) => {
    if (isOneOf(screenParts, element)) return undefined;
    const properties = { ...element.properties };
    // A picture keeps what says whether it is one: a figure its name, a drawing that it is decoration.
    if (!keepsRole.includes(element.tagName)) {
      for (const name of screenOnly) delete properties[name];
    }
    if (isShortParagraph(element)) properties.dataShort = true;
    // On paper a paragraph's number has nowhere to lead.
    if (!hasClass(element, 'paragraph-number')) return { ...element, properties };
    return {
      ...element,
      tagName: 'span',
      properties: { className: ['paragraph-number'], dataN: 'enumerator' },
    };
  });
}

/**
 * The body for screens: no cells for page numbers, no contents chapter (the contents stand beside the text), and
 * lists of figures and tables last, since a reader on a screen comes for the text.
 */
export function forScreen(body: Root, contentsId: string, language: Language): Root {
  const [last, text] = [
    body.children.filter(isListChapter),
    body.children.filter((node) => !isListChapter(node)),
  ];
  const children = [...text, ...last];
  return mapElements({ ...body, children }, (element) => {
    if (isOneOf(paperParts, element)) return undefined;
    if (hasClass(element, 'chapter')) return withWayBack(element, contentsId, language);
    return /^h[2-4]$/.test(element.tagName) ? withAnchor(element, language) : element;
  });
}

/** A link to the heading itself, for those who want to share the place. The contents serve the keyboard. */
function withAnchor(heading: Element, language: Language): Element {
  const { id } = heading.properties;
  if (typeof id !== 'string') return heading;
  const label = language.message('html.anchor');
  const anchor = h('a.anchor', { href: `#${encodeURI(id)}`, ariaLabel: label, tabIndex: -1 });
  return { ...heading, children: [...heading.children, anchor] };
}

/** On narrow screens the contents are far above: the end of a chapter leads back to them. */
function withWayBack(chapter: Element, contentsId: string, language: Language): Element {
  const link = h('a', { href: `#${contentsId}` }, language.message('html.to-contents'));
  return { ...chapter, children: [...chapter.children, h('p.to-contents', [link])] };
}

/** The id of the chapter that holds nothing but the contents, where a report has one. */
export function contentsChapterId(body: Root): string | undefined {
  return body.children.filter(isContentsChapter).map(idOf)[0];
}

/** The ids of the chapters that hold nothing but lists. */
export function listChapterIds(body: Root): ReadonlySet<string | undefined> {
  return new Set(body.children.filter(isListChapter).map(idOf));
}

function idOf(chapter: RootContent): string | undefined {
  const id = chapter.type === 'element' ? chapter.properties.ariaLabelledBy : undefined;
  return Array.isArray(id) ? `${id[0]}` : undefined;
}

function isContentsChapter(node: RootContent): boolean {
  return (
    isListChapter(node) && elementsOf(node).length === 2 && hasClass(elementsOf(node)[1], 'listing-contents')
  );
}

function isListChapter(node: RootContent): boolean {
  const [heading, ...rest] = elementsOf(node);
  if (node.type !== 'element' || node.tagName !== 'section' || heading === undefined) return false;
  return rest.length > 0 && rest.every((part) => hasClass(part, 'listing') || isListChapter(part));
}

function elementsOf(node: RootContent): Element[] {
  return node.type === 'element' ? node.children.filter((child) => child.type === 'element') : [];
}

/** True when the element bears the class. */
export function hasClass(element: Element | undefined, name: string): boolean {
  const className = element?.properties.className;
  return Array.isArray(className) && className.includes(name);
}

/** A copy of the tree in which each element is what `change` makes of it; undefined removes it. */
function mapElements(root: Root, change: (element: Element) => Element | undefined): Root {
  const mapChildren = <T extends RootContent | ElementContent>(children: readonly T[]): T[] =>
    children.flatMap((child): T[] => {
      if (child.type !== 'element') return [child];
      const changed = change(child);
      return changed === undefined ? [] : [{ ...child, ...changed, children: mapChildren(changed.children) }];
    });
  return { ...root, children: mapChildren(root.children) };
}
