import type { Element, ElementContent } from 'hast';
import type { MovedFigure } from '../../model/tree/moved-figure.js';
import { namedOnPaper } from '../html/drawing-names.js';
import { withData } from '../html/elements.js';
import { type NodeLook, reorder, roleOfElement } from '../moves/reorder.js';
import {
  findElement,
  hasClass,
  isText,
  type MarkupElement,
  type MarkupNode,
  textIn,
} from '../snapshot/read-markup.js';
import { lettersOf } from './letters.js';

/** A finished page as it was printed, as far as a page on screens tells. */
export interface PageAsPaper {
  /** What the paper shows between its running heads, for `shownWords`. */
  readonly content: readonly Element[];
  /** In the order of the paper. */
  readonly chapters: readonly { readonly enumerator: string; readonly title: string }[];
  /** The heads of groups of rows, each once: they stand above what a page goes on with. */
  readonly groups: readonly string[];
  /** Every address and place that its links lead to. */
  readonly targets: ReadonlySet<string>;
  /** The words of its headings on paper, in order. */
  readonly headings: readonly string[];
  /** What is heard in place of each picture, in reading order. */
  readonly alternatives: readonly string[];
  /** The moves that the page does not allow: no such figure, said twice, or something else than text behind it. */
  readonly impossible: readonly MovedFigure[];
}

/**
 * Makes of a finished page what was printed of it: its cover, its contents with places for page numbers, chapters of lists
 * where they stand on paper, and figures behind the text that they were moved past. What only a screen shows is left out
 * (`html/elements.ts`).
 *
 * @param bookmarks Those of the PDF, which alone say where its chapters of contents and lists stand.
 */
export function pageAsPaper(
  html: string,
  nodes: readonly MarkupNode[],
  bookmarks: readonly string[],
  moves: readonly MovedFigure[] = [],
): PageAsPaper {
  const printer = new PagePrinter(html, moves);
  const find = (isMeant: (element: MarkupElement) => boolean) => findElement(nodes, isMeant);
  const main = find(({ name }) => name === 'main');
  const masthead = find((element) => hasClass(element, 'masthead'));
  const imprint = find((element) => hasClass(element, 'imprint-lines'));
  const contents = find((element) => element.name === 'nav' && hasClass(element, 'contents'));
  const parts = inPaperOrder((main?.children ?? []).filter(isElement), { contents, imprint, bookmarks });
  const content = [
    ...(masthead === undefined ? [] : [printer.element(asCover(masthead))]),
    ...inOrderOfImprint(imprint, parts).map((part) => printer.element(part)),
  ];
  const chapters = parts.filter(isChapter).flatMap((part) => headingOf(part) ?? []);
  return {
    content,
    chapters: chapters.map((heading) => ({
      enumerator: wordsOfClass(heading, 'enumerator'),
      title: wordsOfClass(heading, 'words') || plain(textIn(heading.children)),
    })),
    groups: [...new Set(groupsIn(main?.children ?? []))],
    targets: printer.targets,
    headings: printer.headings,
    alternatives: printer.alternatives,
    impossible: moves.filter(
      (move, index) => !printer.moved.has(move.id) || moves.findIndex(({ id }) => id === move.id) !== index,
    ),
  };
}

/** The imprint is the back of the cover. That of one chapter has no heading, and stands behind the text. */
function inOrderOfImprint(
  imprint: MarkupElement | undefined,
  parts: readonly MarkupElement[],
): readonly MarkupElement[] {
  if (imprint === undefined) return parts;
  return [...headingsIn(imprint)].length > 0 ? [imprint, ...parts] : [...parts, imprint];
}

const groupsIn = (nodes: readonly MarkupNode[]): readonly string[] =>
  nodes
    .filter(isElement)
    .flatMap((each) =>
      each.name === 'tr' && hasClass(each, 'group')
        ? [plain(textIn(each.children))]
        : groupsIn(each.children),
    );

const isElement = (node: MarkupNode): node is MarkupElement => !isText(node);
const isChapter = (element: MarkupElement): boolean => hasClass(element, 'chapter');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const headingOf = (chapter: MarkupElement): MarkupElement | undefined =>
  chapter.children.filter(isElement).find(({ name }) => name === 'h2');

const wordsOfClass = (element: MarkupElement, name: string): string => {
  const found = findElement(element.children, (each) => hasClass(each, name));
  return found === undefined ? '' : plain(textIn(found.children));
};

const made = (
  name: string,
  children: readonly MarkupNode[],
  attributes: Record<string, string> = {},
): MarkupElement => ({
  name,
  attributes: new Map(Object.entries(attributes)),
  children,
  start: children[0]?.start ?? 0,
  end: 0,
});

/** The picture of the cover, then its lines; the edition and the day of publication stand at its foot. */
function asCover(masthead: MarkupElement): MarkupElement {
  const lines = masthead.children
    .filter(isElement)
    .flatMap((part) => (part.name === 'img' ? [part] : part.children.filter(isElement)));
  const isEdition = (line: MarkupElement): boolean => hasClass(line, 'edition');
  const published = findElement(masthead.children, (each) => hasClass(each, 'published'));
  return made('div', [
    ...lines.filter((line) => !isEdition(line)),
    ...lines.filter(isEdition),
    ...(published === undefined ? [] : [made('p', published.children)]),
  ]);
}

/** Screens have the contents beside the text and lists last; paper has both where the template has them. */
function inPaperOrder(
  parts: readonly MarkupElement[],
  {
    contents,
    imprint,
    bookmarks,
  }: Readonly<Record<'contents' | 'imprint', MarkupElement | undefined>> & {
    readonly bookmarks: readonly string[];
  },
): readonly MarkupElement[] {
  const lists = parts.filter((part) => isChapter(part) && holdsLists(part));
  const text = parts.filter((part) => !lists.includes(part));
  const places = new Map(
    bookmarks.map((title, index) => [lettersOf(title), index]).reverse() as [string, number][],
  );
  const placeOf = (part: MarkupElement): number | undefined => {
    const heading = headingOf(part);
    return heading && places.get(lettersOf(textIn(heading.children)));
  };
  const known = new Set(
    [...parts, ...(imprint === undefined ? [] : [imprint])].flatMap((part) =>
      [...headingsIn(part)].map(lettersOf),
    ),
  );
  // The title of the report is the first bookmark; the contents are the only other heading that no screen shows.
  const own = bookmarks.findIndex((title, index) => index > 0 && !known.has(lettersOf(title)));
  const moved: [place: number, part: MarkupElement][] = lists.flatMap((part) => {
    const place = placeOf(part);
    return place === undefined ? [] : [[place, part]];
  });
  if (own > 0 && contents !== undefined) moved.push([own, asContents(contents, bookmarks[own] ?? '', lists)]);
  const ordered = [...text];
  for (const [place, part] of moved.sort((a, b) => a[0] - b[0])) {
    const next = ordered.findIndex((each) => (placeOf(each) ?? -1) > place);
    ordered.splice(next < 0 ? ordered.length : next, 0, part);
  }
  return ordered;
}

/** True for a chapter that is nothing but lists. */
const holdsLists = (chapter: MarkupElement): boolean =>
  chapter.children
    .filter(isElement)
    .every(
      (child) =>
        /^h[1-6]$/.test(child.name) ||
        hasClass(child, 'listing') ||
        hasClass(child, 'to-contents') ||
        (child.name === 'section' && holdsLists(child)),
    );

function* headingsIn(element: MarkupElement): Generator<string> {
  if (/^h[1-6]$/.test(element.name)) yield textIn(element.children);
  for (const child of element.children) if (isElement(child)) yield* headingsIn(child);
}

/**
 * The chapter of the contents: the list beside the text under the heading that paper gives it, without the lists, which follow
 * on paper at once.
 */
function asContents(contents: MarkupElement, title: string, lists: readonly MarkupElement[]): MarkupElement {
  const list = findElement(contents.children, ({ name }) => name === 'ol');
  const left = new Set(lists.flatMap((chapter) => idOf(headingOf(chapter))));
  const items = (list?.children ?? []).filter((item) => !isElement(item) || !left.has(leadsTo(item)));
  const heading = made('h2', [made('span', [{ text: title, start: contents.start }], { class: 'words' })]);
  return made('section', [heading, made('ol', items, { class: 'listing' })], { class: 'chapter' });
}

const idOf = (element: MarkupElement | undefined): string[] => {
  const id = element?.attributes.get('id');
  return id === undefined ? [] : [id];
};

/** The id that the first link of an item leads to. */
const leadsTo = (item: MarkupElement): string =>
  idIn(findElement([item], ({ name }) => name === 'a')?.attributes.get('href') ?? '');

const look: NodeLook<MarkupNode> = {
  roleOf(node) {
    if (isText(node)) return node.text.trim() === '' ? 'blank' : 'other';
    const classes = node.attributes.get('class')?.split(/\s+/) ?? [];
    return roleOfElement(node.name, classes);
  },
  idOf: (node) => (isText(node) ? undefined : node.attributes.get('id')),
};

/** Turns what a page shows into what is printed of it, and takes down what is not painted. */
class PagePrinter {
  readonly targets = new Set<string>();
  readonly headings: string[] = [];
  readonly alternatives: string[] = [];
  readonly moved = new Set<string>();

  constructor(
    private readonly html: string,
    private readonly moves: readonly MovedFigure[],
  ) {}

  element(element: MarkupElement, isListing = false): Element {
    const { name, attributes } = element;
    const lists = isListing || hasClass(element, 'listing');
    this.takeDown(element);
    const ordered = reorder(element.children, this.moves, look);
    for (const id of ordered.moved) this.moved.add(id);
    const children = ordered.children.flatMap((child) => this.node(child, lists));
    const [href, start, alt = ''] = ['href', 'start', 'alt'].map((each) => attributes.get(each));
    if (name === 'a' && lists && href !== undefined) children.push(pageNumberOf(href));
    const properties = { ...(start !== undefined && { start }), ...(name === 'img' && { alt }) };
    const made: Element = { type: 'element', tagName: name, properties, children };
    const painted = paintedBy(element);
    return withData(made, {
      ...(hasClass(element, 'listing') && { place: 'contents' as const }),
      ...(painted === undefined ? {} : { painted }),
      ...(isChapter(element) && hasClass(element, 'banded') && { banded: true as const }),
    });
  }

  /** Its words as a heading, where it leads, and what is heard in place of it as a picture. */
  private takeDown({ name, attributes, children }: MarkupElement): void {
    if (/^h[1-6]$/.test(name)) this.headings.push(plain(textIn(children)));
    const [href, alt = ''] = [attributes.get('href'), attributes.get('alt')];
    if (href !== undefined) this.targets.add(href);
    if (name === 'img' && alt !== '') this.alternatives.push(alt);
  }

  private node(node: MarkupNode, isListing: boolean): ElementContent[] {
    if (isText(node)) {
      const point = { line: 1, column: 1, offset: node.start };
      return [{ type: 'text', value: node.text, position: { start: point, end: point } }];
    }
    if (isOfScreen(node)) return [];
    if (node.name !== 'svg') return [this.element(node, isListing)];
    if (node.attributes.get('role') !== 'img') return [];
    this.alternatives.push(nameOf(node));
    // A drawing is read as it is, by the one who reads those that are to be printed.
    return [{ type: 'raw', value: namedOnPaper(this.html.slice(node.start, node.end)) }];
  }
}

/** What only a screen shows, by its class: see `html/elements.ts`. */
const isOfScreen = (element: MarkupElement): boolean =>
  [
    'description',
    'spoken',
    'to-contents',
    'back',
    'anchor',
    'unfold',
    'mark-note',
    'downloads',
    'languages',
    'facts',
    'ask-me',
    'chapter-band',
    'for-desk',
    'for-phone',
  ].some((name) => hasClass(element, name));

/** What the theme paints beside the words of an element. */
function paintedBy(element: MarkupElement): string | undefined {
  if (hasClass(element, 'said')) return '\u2014';
  return element.attributes.get('data-code');
}

/** Where the number of a page stands behind a line that leads to it. */
const pageNumberOf = (href: string): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { dataPageOf: idIn(href) },
  children: [],
});

function idIn(href: string): string {
  try {
    return decodeURI(href.slice(1));
  } catch {
    return href.slice(1);
  }
}

/** The title and the description of a drawing, or its label. */
function nameOf({ attributes, children }: MarkupElement): string {
  const told = children.filter(
    (child) => isElement(child) && (child.name === 'title' || child.name === 'desc'),
  );
  return attributes.get('aria-label') ?? told.map((child) => textIn([child])).join(' ');
}
