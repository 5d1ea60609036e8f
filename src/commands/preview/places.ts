import type { Element, ElementContent } from 'hast';
import type { Position } from '../../diagnostics.js';

/** The elements of `main` that are looked up; `shell/page.js` counts the same. */
const blocks: ReadonlySet<string> = new Set(
  'blockquote dd dt figure h1 h2 h3 h4 h5 h6 li p pre tr'.split(' '),
);

/**
 * Where each block of a page stands in the templates, in the order of the page. The page itself says nothing of it, since it is
 * what is published: a browser counts its blocks, and asks for the place of the twelfth.
 */
export function placesOf(
  content: readonly Element[],
  positionOf: (offset: number) => Position,
): readonly (Position | undefined)[] {
  const places: (Position | undefined)[] = [];
  const walk = (node: ElementContent, around: Position | undefined): void => {
    if (node.type !== 'element') return;
    const offset = node.position?.start.offset;
    const own = node.data?.at ?? (offset === undefined ? around : positionOf(offset));
    // What Tallybook adds is no author's: it stands behind what does.
    const place = own ?? places.at(-1);
    if (blocks.has(node.tagName)) places.push(place);
    for (const child of node.children) walk(child, place);
  };
  const main = content.map(mainIn).find((found) => found !== undefined);
  for (const child of main?.children ?? []) walk(child, undefined);
  return places;
}

function mainIn(element: Element): Element | undefined {
  if (element.tagName === 'main') return element;
  for (const child of element.children) {
    const found = child.type === 'element' ? mainIn(child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
