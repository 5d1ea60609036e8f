import type { SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { sha256 } from '../../sha256.js';
import { isOriginsBlock, originsId } from './origins-block.js';
import { partId } from './part-id.js';
import { isText, type MarkupElement, type MarkupNode } from './read-markup.js';

/** A piece of a finished page with the hash of its own markup: a part, or what holds them. */
export interface PagePiece extends SnapshotMarkup {
  /** Offset in the page. */
  readonly start: number;
}

interface OpenPiece {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** The pieces inside it. */
  readonly inner: { readonly start: number; readonly end: number }[];
}

/**
 * The pieces of a finished page in reading order. Together they are the whole page, byte by byte: whatever of it
 * changes, one of the hashes does, and says where.
 */
export function piecesOf(html: string, nodes: readonly MarkupNode[]): PagePiece[] {
  const page: OpenPiece = { id: '_page', start: 0, end: html.length, inner: [] };
  const found = [page];
  const visit = (within: readonly MarkupNode[], around: OpenPiece): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const id = pieceId(node);
      const piece = id === undefined ? around : { id, start: node.start, end: node.end, inner: [] };
      if (piece !== around) {
        around.inner.push(piece);
        found.push(piece);
      }
      visit(node.children, piece);
    }
  };
  visit(nodes, page);
  return found.map(({ id, start, end, inner }) => {
    const stops = [start, ...inner.flatMap((piece) => [piece.start, piece.end]), end];
    const own = stops.flatMap((from, index) => (index % 2 === 0 ? [html.slice(from, stops[index + 1])] : []));
    return { id, start, sha256: sha256(own.join('\0')) };
  });
}

function pieceId(element: MarkupElement): string | undefined {
  const { name, attributes } = element;
  if (name === 'meta' && attributes.get('http-equiv') === 'Content-Security-Policy') return '_policy';
  if (isOriginsBlock(element)) return originsId;
  return others[name] ?? partId(element);
}

const others: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  head: '_window',
  style: '_style',
  script: '_script',
});
