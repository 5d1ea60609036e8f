import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import { namedOnPage } from './drawing-names.js';
import { isOfPaper, isOfScreen, withData, withEach } from './elements.js';

/** What names the tables of a part of the page: the caption of their figure, else the heading above them. */
type Name = string | undefined;

/**
 * The body in which every table is named by the words above it, and so is the area that a table of words scrolls in. A table in
 * Markdown without a caption goes by the heading of its section, which is what a reader who looks through the tables of a
 * page is told.
 */
function withTableNames(root: Root): Root {
  return { ...root, children: named(root.children, undefined) };
}

function named<T extends RootContent | ElementContent>(list: T[], around: Name): T[] {
  let name = around;
  return withEach(list, (child) => {
    if (child.type !== 'element') return child;
    if (/^h[1-6]$/.test(child.tagName)) name = idOf(child) ?? name;
    const inside = child.tagName === 'figure' ? (captionOf(child) ?? name) : name;
    const [properties, children] = [withName(child, inside), named(child.children, inside)];
    const isSame = properties === child.properties && children === child.children;
    return isSame ? child : { ...child, properties, children };
  });
}

/** A table with a caption of its own, which a chart has, is named already. */
function withName({ tagName, properties, children }: Element, name: Name): Element['properties'] {
  if (name === undefined) return properties;
  const hasCaption = children.some((child) => child.type === 'element' && child.tagName === 'caption');
  if (tagName === 'table' && !hasCaption) return { ...properties, ariaLabelledBy: [name] };
  const isPlain = Array.isArray(properties.className) && properties.className.includes('plain-table');
  return isPlain ? { ...properties, role: 'group', ariaLabelledBy: [name] } : properties;
}

const captionOf = ({ properties }: Element): Name =>
  Array.isArray(properties.ariaLabelledBy) ? `${properties.ariaLabelledBy[0]}` : undefined;

const idOf = ({ properties }: Element): Name =>
  typeof properties.id === 'string' ? properties.id : undefined;

/** What a sentence that ends in a colon can hand over to; a list has its own rule in the theme. */
const shown: ReadonlySet<string> = new Set(['figure', 'table', 'blockquote', 'pre', 'div']);

/**
 * The children, with each paragraph marked that ends in a colon and stands before a figure, a table or a quotation. So
 * is one before a table without a caption, whose words it is. Paper keeps it with what it announces. Other paragraphs
 * are free, since text should flow past a figure that does not fit.
 */
function withLeadIns<T extends RootContent | ElementContent>(children: T[]): T[] {
  return withEach(children, (child, index) => {
    if (child.type !== 'element' || child.tagName !== 'p') return child;
    const next = children.slice(index + 1).find(({ type }) => type === 'element');
    if (next?.type !== 'element' || !shown.has(next.tagName)) return child;
    if (!isPlainTable(next) && !textOf(child).trimEnd().endsWith(':')) return child;
    return { ...child, properties: { ...child.properties, dataLeads: true } };
  });
}

const isPlainTable = ({ properties: { className } }: Element): boolean =>
  Array.isArray(className) && className.includes('plain-table');

/** About as many characters as three lines of print hold where the lines are longest, which is in the annexes. */
const threeLines = 360;

const blocks: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'dl', 'blockquote', 'figure', 'table']);

/**
 * True for a paragraph of a few lines, which paper keeps whole. Three lines cannot be parted so that two stay together
 * on both sides, and Chromium then leaves the last one alone on the next page, whatever `widows` asks for.
 */
function isShortParagraph(element: Element): boolean {
  const holdsLines =
    element.tagName === 'p' ||
    (element.tagName === 'li' &&
      !element.children.some((node) => 'tagName' in node && blocks.has(node.tagName)));
  return holdsLines && lengthOf(element) <= threeLines;
}

function lengthOf(node: Nodes): number {
  if (node.type === 'text') return node.value.length;
  return 'children' in node ? node.children.reduce((sum, child) => sum + lengthOf(child), 0) : 0;
}

/** True for a part that only one form of a report shows. */
export const isOfOneForm = ({ data }: Element): boolean => isOfScreen(data?.only) || isOfPaper(data?.only);

/** Attributes that only a screen can use; on paper they would be weight, and odd tags in the PDF. */
const screenOnly = ['tabIndex', 'dataHigh', 'dataHead', 'role', 'ariaLabel', 'ariaHidden'] as const;

const figureName = ['ariaLabel'] as const;

/** Words that are heard in place of a mark: the PDF says them of the mark itself. */
const isSpoken = (node: ElementContent): boolean => node.type === 'element' && node.data?.only === 'spoken';

/** Elements that say on paper too what they are. */
const keepsRole: readonly string[] = ['figure', 'a', 'svg'];

/**
 * The body for paper: no hidden descriptions, no attributes that only a screen can use, short paragraphs and those that lead
 * to a figure marked.
 */
export function forPrint(body: Root): Root {
  return mapElements({ ...body, children: withLeadIns(body.children) }, (parent) => {
    if (isOfScreen(parent.data?.only)) return undefined;
    const children = withLeadIns(parent.children);
    const properties = paperProperties(parent);
    const isSame = children === parent.children && properties === parent.properties;
    const element = isSame ? parent : { ...parent, children, properties };
    // On paper a paragraph's number has nowhere to lead.
    if (element.tagName === 'dl') return listOfTerms(element);
    if (element.data?.leadsOnScreen !== true) return element;
    return {
      ...element,
      tagName: 'span',
      properties: { className: ['paragraph-number'], dataN: 'enumerator' },
    };
  });
}

/** The attributes of an element as paper has them; the same object where that makes no difference. */
function paperProperties(element: Element): Element['properties'] {
  const { tagName, children } = element;
  // A picture keeps what says whether it is one: a figure its name, a drawing that it is decoration. But a name would make the
  // PDF tag what is said and tested as a picture.
  const left = keepsRole.includes(tagName) ? (tagName === 'figure' ? figureName : []) : screenOnly;
  const spoken = children.find(isSpoken);
  const isShort = isShortParagraph(element);
  if (!isShort && spoken === undefined && !left.some((name) => Object.hasOwn(element.properties, name)))
    return element.properties;
  const properties = { ...element.properties };
  for (const name of left) delete properties[name];
  if (isShort) properties.dataShort = true;
  if (spoken !== undefined) properties.dataSpoken = textOf(spoken).trim();
  return properties;
}

/** A list of terms as a list of items: Chromium makes no tags of `<dl>`, and a PDF would have paragraphs alone. */
function listOfTerms(list: Element): Element {
  const items: Element[] = [];
  let last: string | undefined;
  for (const part of list.children) {
    if (part.type !== 'element') continue;
    const isTerm = part.tagName === 'dt';
    if (items.length === 0 || (isTerm && last !== 'dt')) items.push(h('li'));
    const className = [isTerm ? 'term' : 'meaning'];
    const properties = { ...part.properties, className };
    items.at(-1)?.children.push({ ...part, tagName: isTerm ? 'p' : 'div', properties });
    last = part.tagName;
  }
  return {
    ...list,
    tagName: 'ul',
    properties: { ...list.properties, className: ['terms'] },
    children: items,
  };
}

/**
 * The body for screens, whose reader comes for the text. It has no cells for page numbers and no contents chapter (the
 * contents stand beside the text); lists of figures and tables come last.
 * @param isFirst Whether the first chapter of the report is in it.
 */
export function forScreen(body: Root, contentsId: string, language: Language, isFirst = true): Root {
  const [last, text] = [
    body.children.filter(isListChapter),
    body.children.filter((node) => !isListChapter(node)),
  ];
  const ordered = [...text, ...last];
  const children = isFirst ? withAsking(ordered, language) : ordered;
  let [chapter, findings] = ['', 0];
  return mapElements(withTableNames({ ...body, children }), (element) => {
    if (isOfPaper(element.data?.only)) return undefined;
    if (element.data?.chapter !== undefined) {
      [chapter, findings] = [element.data.chapter.id, 0];
      return withWayBack(isAnnex(element) ? foldedAnnex(element, language) : element, contentsId, language);
    }
    if (element.tagName === 'figure') return withoutRole(element);
    if (isSummary(element)) return withEachFinding(element, () => `_${chapter}-${++findings}`);
    if (isDrawing(element)) return withShortName(element);
    return /^h[2-4]$/.test(element.tagName) ? withAnchor(element) : element;
  });
}

/** Below the head of the first chapter a line says that every number can be asked; the script shows it, with one to try. */
function withAsking(children: RootContent[], language: Language): RootContent[] {
  const first = children.find(isTextChapter);
  return withEach(children, (child) => {
    if (child !== first || child.type !== 'element') return child;
    const at = child.children.findIndex((node) => node.type === 'element' && node.tagName === 'h2') + 1;
    const line = withData(h('p.ask-me', language.message('html.hint')), { only: 'asking' });
    return { ...child, children: child.children.toSpliced(at, 0, line) };
  });
}

/** A figure is one by its element. The role is for paper, which else tags a second figure around the picture. */
function withoutRole(figure: Element): Element {
  const { role: _, ...properties } = figure.properties;
  return { ...figure, properties };
}

const isDrawing = ({ properties: { className } }: Element): boolean =>
  Array.isArray(className) && className.includes('drawing');

function withShortName(drawing: Element): Element {
  const children = drawing.children.map((child) =>
    child.type === 'raw' ? { ...child, value: namedOnPage(child.value) } : child,
  );
  return { ...drawing, children };
}

/**
 * A link to the heading itself, for those who want to share the place. The contents serve the keyboard and whoever
 * listens: the heading is not to be called "Link to this part".
 */
function withAnchor(heading: Element): Element {
  const { id } = heading.properties;
  if (typeof id !== 'string') return heading;
  const anchor = h('a.anchor', { href: `#${encodeURI(id)}`, ariaHidden: 'true', tabIndex: -1 });
  return { ...heading, children: [...heading.children, anchor] };
}

const isSummary = ({ tagName, properties: { className } }: Element): boolean =>
  tagName === 'div' && Array.isArray(className) && className.includes('summary');

/** The summary in which each finding has an address of its own, which its reader can pass on. */
function withEachFinding(summary: Element, nextId: () => string): Element {
  const children = withEach(summary.children, (list) => {
    if (list.type !== 'element' || !['ul', 'ol'].includes(list.tagName)) return list;
    const items = withEach(list.children, (item) =>
      item.type === 'element' && item.tagName === 'li' && item.properties.id === undefined
        ? withAnchor({ ...item, properties: { ...item.properties, id: nextId() } })
        : item,
    );
    return { ...list, children: items };
  });
  return { ...summary, children };
}

/** On narrow screens the contents are far above: the end of a chapter leads back to them. */
function withWayBack(chapter: Element, contentsId: string, language: Language): Element {
  const link = h('a', { href: `#${contentsId}` }, language.message('html.to-contents'));
  const wayBack = withData(h('p.to-contents', [link]), { only: 'wayBack' });
  return { ...chapter, children: [...chapter.children, wayBack] };
}

const isAnnex = ({ properties: { className }, data }: Element): boolean =>
  Array.isArray(className) && className.includes('annex') && data?.chapter?.holds === 'text';

/**
 * An annex below its heading stands folded, since a reader on a phone would scroll past hundreds of its lines. A search in the
 * page and a link into it unfold it, without a script too.
 */
function foldedAnnex(annex: Element, language: Language): Element {
  const at = annex.children.findIndex((child) => child.type === 'element' && child.tagName === 'h2') + 1;
  const summary = withData(h('summary.unfold', language.message('html.unfold')), { only: 'unfolding' });
  const folded = h('details.fold', [summary, ...annex.children.slice(at)]);
  return { ...annex, children: [...annex.children.slice(0, at), folded] };
}

/** The id of the chapter that holds nothing but the contents, where a report has one. */
function contentsChapterId(body: Root): string | undefined {
  return body.children.map(chapterOf).find((chapter) => chapter?.holds === 'contents')?.id;
}

/** What links back to the contents lead to. */
export const contentsIdOf = (body: Root): string => contentsChapterId(body) ?? '_contents';

/** The ids of the chapters that hold nothing but lists. */
export function listChapterIds(body: Root): ReadonlySet<string> {
  return new Set(body.children.filter(isListChapter).flatMap((node) => chapterOf(node)?.id ?? []));
}

const chapterOf = (node: RootContent) => (node.type === 'element' ? node.data?.chapter : undefined);

export const isTextChapter = (node: RootContent): boolean => chapterOf(node)?.holds === 'text';

export const isListChapter = (node: RootContent): boolean => (chapterOf(node)?.holds ?? 'text') !== 'text';

/** The tree in which each element is what `change` makes of it; undefined removes it. What stays as it is, is shared. */
function mapElements(root: Root, change: (element: Element) => Element | undefined): Root {
  const mapChildren = <T extends RootContent | ElementContent>(list: T[]): T[] =>
    withEach(list, (child) => {
      if (child.type !== 'element') return child;
      const changed = change(child);
      if (changed === undefined) return undefined;
      const children = mapChildren(changed.children);
      return changed === child && children === child.children ? child : { ...child, ...changed, children };
    });
  return { ...root, children: mapChildren(root.children) };
}
