import type { Nodes } from 'mdast';
import { isIllustrativeNumber } from '../model/quantity.js';
import { CONTINUE, EXIT, SKIP, visitParents } from '../model/tree/visit.js';

/**
 * True when a part of a marked report holds an illustrative number, or a table or figure made from such. `listed`: also
 * where it only repeats one, as lists repeat titles.
 */
export function holdsIllustrative(part: Nodes, { listed }: { readonly listed: boolean }): boolean {
  let found = false;
  visitParents(part, (node) => {
    if (node.type === 'listing' && !listed) return SKIP;
    found ||= isMarkedPart(node);
    return found ? EXIT : CONTINUE;
  });
  return found;
}

function isMarkedPart(node: Nodes): boolean {
  if (node.type === 'section' && node.banded === true) return true;
  if ('badge' in node && node.badge !== undefined) return true;
  if (node.type === 'quotedClaim' && node.illustrative) return true;
  if (node.type === 'numeral') return node.marked === true;
  return node.type === 'value' && isIllustrativeNumber(node.entry);
}
