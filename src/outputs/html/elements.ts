import type { Element, ElementData } from 'hast';

/** The element with what whoever reads the tree of elements is to know of it; no output prints that. */
export function withData(element: Element, data: ElementData): Element {
  const { type, tagName, properties, children, position } = element;
  const all = { ...element.data, ...data };
  // Property by property: to V8 each copy by `...` that gets one more is of a class of its own, which takes more than the element.
  return position === undefined
    ? { type, tagName, properties, children, data: all }
    : { type, tagName, properties, children, data: all, position };
}

/** What only a screen shows, and why. Nothing else of a report may be on the page and not on paper. */
const screenParts = {
  folded: 'it is folded, and paper cannot be unfolded',
  spoken: 'it is heard in place of a mark that paper prints',
  wayBack: 'it leads back to the contents, or from a note to the text',
  downloads: 'paper has nothing to hand out',
  languages: 'paper leads nowhere',
  otherWidth: 'it is drawn for windows of another width, and paper has one',
  band: 'it is along a chapter, and on paper along the edge of each of its pages',
  facts: 'the imprint of the print says it',
  asking: 'paper answers no questions',
  markNote: 'it says what a mark means, which paper says at the foot of each page',
  unfolding: 'it unfolds an annex, which paper shows open',
} as const;

/** What only paper shows, and why. Nothing else of a report may be on paper and not on the page. */
const paperParts = {
  pageNumber: 'a screen has no pages',
  pageBreak: 'a screen has no pages',
  room: 'a screen has no pages on which a heading could be alone',
  published: 'a screen has it among the facts at its top',
  contents: 'on a screen the contents are beside the text',
} as const;

/** A part of the text that one form of a report shows and the other does not. Who makes its element says so. */
export type FormPart = keyof typeof screenParts | keyof typeof paperParts;

/** True for what only a screen shows. */
export const isOfScreen = (part: FormPart | undefined): boolean =>
  part !== undefined && Object.hasOwn(screenParts, part);

/** True for what only paper shows. */
export const isOfPaper = (part: FormPart | undefined): boolean =>
  part !== undefined && Object.hasOwn(paperParts, part);

/**
 * The children, each as `change` makes it, without those of which it makes nothing. Where all stay as they are it is
 * the same list, so that the forms of a report share what they have in common. Each copy of a thousand pages takes more
 * than a hundred megabytes.
 */
export function withEach<T>(children: T[], change: (child: T, index: number) => T | undefined): T[] {
  const changed = children.map(change);
  if (changed.every((child, index) => child === children[index])) return children;
  return changed.includes(undefined) ? changed.filter((child) => child !== undefined) : (changed as T[]);
}
