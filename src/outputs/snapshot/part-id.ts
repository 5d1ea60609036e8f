import { isText, type MarkupElement } from './read-markup.js';

/** What surrounds the report: the title, the contents beside the text, the imprint. */
const surroundings: Readonly<Record<string, string>> = { header: '_head', nav: '_contents', footer: '_foot' };

/** The id of the part that an element begins: a section, figure or what surrounds the report; undefined for others. */
export function partId(element: MarkupElement): string | undefined {
  const { name, attributes } = element;
  if (name === 'figure') return attributes.get('id');
  if (name === 'section') return sectionId(element);
  return Object.hasOwn(surroundings, name) ? surroundings[name] : undefined;
}

/** The id of a chapter or section, which is that of its heading; undefined for all other elements. */
export function sectionId({ name, children }: MarkupElement): string | undefined {
  return name === 'section' ? headingIn(children)?.attributes.get('id') : undefined;
}

/** The heading of a section: the first among its own children. */
export const headingIn = (children: MarkupElement['children']): MarkupElement | undefined =>
  children.find((child): child is MarkupElement => !isText(child) && isHeading(child));

/** True for `h1` to `h6`. */
export const isHeading = ({ name }: MarkupElement): boolean => /^h[1-6]$/.test(name);
