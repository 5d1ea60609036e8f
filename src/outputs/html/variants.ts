import type { Element, ElementContent, Root, RootContent } from 'hast';

/** Attributes that only a screen can use; on paper they would be weight, and odd tags in the PDF. */
const screenOnly = ['tabIndex', 'dataFrom', 'dataHigh', 'role', 'ariaLabel'] as const;

/** The body for paper: no hidden descriptions, no attributes that only a screen can use. */
export function forPrint(body: Root): Root {
  return mapElements(body, (element) => {
    if (element.tagName === 'details') return undefined;
    const properties = { ...element.properties };
    if (element.tagName !== 'figure' && element.tagName !== 'a') {
      for (const name of screenOnly) delete properties[name];
    }
    return { ...element, properties };
  });
}

/**
 * The body for screens: no cells for page numbers, no contents chapter (the contents stand beside the text), and
 * lists of figures and tables last, since a reader on a screen comes for the text.
 */
export function forScreen(body: Root): Root {
  const kept = body.children.filter((node) => !isContentsChapter(node));
  const children = [...kept.filter((node) => !isListChapter(node)), ...kept.filter(isListChapter)];
  return mapElements({ ...body, children }, (element) =>
    element.properties.dataPageOf === undefined ? element : undefined,
  );
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
