import { isText, type MarkupNode, readMarkup } from '../../../outputs/snapshot/read-markup.js';
import { sha256 } from '../../../sha256.js';
import { statementAttribute } from '../record.js';

/**
 * SHA-256 of a finished page without its statement on accessibility. The statement is made of a record that holds this hash: with
 * it a page could never be the one that was checked.
 */
export function pageHash(html: string): string {
  const kept: string[] = [];
  let from = 0;
  const visit = (within: readonly MarkupNode[]): void => {
    for (const node of within) {
      if (isText(node)) continue;
      if (node.attributes.has(statementAttribute)) {
        kept.push(html.slice(from, node.start));
        // The line that ends it goes with it, since a statement has lists only where there is something to list.
        from = html[node.end] === '\n' ? node.end + 1 : node.end;
      } else visit(node.children);
    }
  };
  visit(readMarkup(html));
  return sha256([...kept, html.slice(from)].join(''));
}
