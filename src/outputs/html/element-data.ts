import type { Element, ElementData } from 'hast';

/** The element with what whoever reads the tree of elements is to know of it; no output prints that. */
export function withData(element: Element, data: ElementData): Element {
  return { ...element, data: { ...element.data, ...data } };
}
