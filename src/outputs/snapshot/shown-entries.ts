import type { Element, Nodes } from 'hast';
import type { LedgerEntry } from '../../model/quantity.js';

/**
 * The quantities behind the numbers and missing values of a page, in the order in which `readPage` finds them;
 * undefined for one that no quantity stands behind.
 */
export function shownEntries(content: readonly Nodes[]): (LedgerEntry | undefined)[] {
  return content.flatMap((node) => {
    if (node.type === 'element' && isNumber(node)) return [node.data?.entry];
    return 'children' in node ? shownEntries(node.children) : [];
  });
}

function isNumber({ tagName, properties }: Element): boolean {
  const classes = Array.isArray(properties.className) ? properties.className : [];
  return tagName === 'data' ? classes.includes('value') : tagName === 'abbr' && classes.includes('missing');
}
