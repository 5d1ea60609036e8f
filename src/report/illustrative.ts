import type { Nodes } from 'mdast';
import { isIllustrativeNumber } from '../model/quantity.js';
import { ownNumbers } from './own-numbers.js';
import { visitTree } from './tree.js';

/**
 * True when a part of a marked report holds an illustrative number, or a table or figure made from such. `listed`: also
 * where it only repeats one, as lists repeat titles.
 */
export function holdsIllustrative(part: Nodes, { listed }: { readonly listed: boolean }): boolean {
  let found = isMarkedPart(part, listed);
  visitTree(part, (node) => {
    found ||= isMarkedPart(node, listed);
  });
  return found;
}

function isMarkedPart(node: Nodes, listed: boolean): boolean {
  if ('badge' in node && node.badge !== undefined) return true;
  if (node.type === 'quotedClaim' && node.illustrative) return true;
  if (node.type === 'listing' && listed)
    return (node.entries ?? []).some(({ children }) =>
      children.some((child) => holdsMark(child) || holdsIllustrative(child, { listed })),
    );
  return holdsMark(node) || ownNumbers(node).some(isIllustrativeNumber);
}

const holdsMark = (node: Nodes): boolean => node.type === 'numeral' && node.marked === true;
