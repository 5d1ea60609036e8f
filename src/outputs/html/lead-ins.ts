import type { Element, ElementContent, RootContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { withEach } from './with-each.js';

/** What a sentence that ends in a colon can hand over to; a list has its own rule in the theme. */
const shown: ReadonlySet<string> = new Set(['figure', 'table', 'blockquote', 'pre', 'div']);

/**
 * The children, with each paragraph marked that ends in a colon and stands before a figure, a table or a quotation. So
 * is one before a table without a caption, whose words it is. Paper keeps it with what it announces. Other paragraphs
 * are free, since text should flow past a figure that does not fit.
 */
export function withLeadIns<T extends RootContent | ElementContent>(children: T[]): T[] {
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
