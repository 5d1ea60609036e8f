import type { Element, ElementContent, Root, RootContent } from 'hast';
import { withEach } from './with-each.js';

/** What names the tables of a part of the page: the caption of their figure, else the heading above them. */
type Name = string | undefined;

/**
 * The body in which every table is named by the words above it, and so is the area that a table of words scrolls in. A table in
 * Markdown without a caption goes by the heading of its section, which is what a reader who looks through the tables of a
 * page is told.
 */
export function withTableNames(root: Root): Root {
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
