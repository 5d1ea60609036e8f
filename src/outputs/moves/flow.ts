import type { Element } from 'hast';
import { type Block, everyBlock, hasClass, linesOf, nextOf, paintOf } from '../layout/blocks.js';
import type { Layout } from '../layout/layout.js';
import { type Role, roleOf } from './reorder.js';

/** What no page break goes through: a line, a row, a picture. All measures are points. */
export interface Piece {
  /** What it is part of, for the room around it: `p`, `figure`, `h3`. */
  readonly kind: string;
  readonly page: number;
  /** From the top of the area between the margins to its head and its foot, as they were printed. */
  readonly head: number;
  readonly foot: number;
  /** True where what follows must stand on the same page. */
  readonly isBound: boolean;
}

/** A block that stands in a section by itself. */
export interface Item {
  readonly block: Block;
  readonly role: Role;
  /** The id of a figure that may move. */
  readonly figure: string | undefined;
  readonly pieces: readonly Piece[];
}

/** What follows one another on the pages of a chapter, and of those that run on behind it. */
export interface Flow {
  readonly items: readonly Item[];
  /** The height between the margins. */
  readonly height: number;
}

/** The flows of finished pages; what stands on wide pages is in none, and ends one, as a break of the author does. */
export function flowsOf(layout: Layout): readonly Flow[] {
  const flows: { items: Item[]; height: number }[] = [];
  let open: { items: Item[]; height: number } | undefined;
  for (const chapter of chaptersIn(layout.blocks)) {
    if (chapter.element.properties.dataRunsOn === undefined) open = undefined;
    for (const block of blocksIn(chapter)) {
      if (hasClass(block, 'landscape', 'page-break')) {
        open = undefined;
        continue;
      }
      const item = itemOf(block, layout);
      const page = item.pieces[0]?.page;
      if (page === undefined) continue;
      if (open === undefined) {
        const frame = layout.frames[page - 1];
        open = { items: [], height: frame === undefined ? 0 : frame.top - frame.bottom };
        flows.push(open);
      }
      open.items.push(item);
    }
  }
  return flows;
}

const chaptersIn = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => (block.element.tagName === 'main' ? block.blocks : []));

/** The blocks of a chapter, through its sections. */
const blocksIn = (block: Block): readonly Block[] =>
  block.blocks.flatMap((inner) => (inner.element.tagName === 'section' ? blocksIn(inner) : [inner]));

function itemOf(block: Block, layout: Layout): Item {
  const role = roleOf(block.element);
  const { id } = block.element.properties;
  const mayMove =
    role === 'figure' &&
    hasClass(block, 'chart', 'table') &&
    block.element.data?.stays !== true &&
    !holdsNoteMark(block.element);
  return {
    block,
    role,
    figure: mayMove && typeof id === 'string' ? id : undefined,
    pieces: piecesOf(block, layout, leadsOn(block)),
  };
}

/** The notes of a chapter are numbered in the order of the page: what has one does not change its place. */
function holdsNoteMark({ properties: { className }, children }: Element): boolean {
  if (Array.isArray(className) && className.includes('note-mark')) return true;
  return children.some((child) => child.type === 'element' && holdsNoteMark(child));
}

/** True where the theme keeps what follows on the same page. */
function leadsOn(block: Block): boolean {
  const { element } = block;
  if (/^h[2-6]$/.test(element.tagName)) return true;
  if (element.properties.dataLeads !== undefined) return true;
  const next = nextOf(block)?.element.tagName;
  return element.tagName === 'p' && (next === 'ul' || next === 'ol');
}

/** Where a block may be broken. `isBound`: its last piece must stand with what follows. */
function piecesOf(block: Block, layout: Layout, isBound: boolean): readonly Piece[] {
  const { tagName, properties } = block.element;
  if (tagName === 'figure') return bindLast(figurePieces(block, layout), isBound);
  if (['ul', 'ol'].includes(tagName) && block.blocks.length > 0) {
    const items = block.blocks;
    return items.flatMap((item, index) =>
      // The last of more than two items does not stand alone.
      piecesOf(
        item,
        layout,
        index === items.length - 1 ? isBound : items.length > 2 && index === items.length - 2,
      ),
    );
  }
  const whole = pieceOf(block.element.tagName, paintOf(block), layout, isBound);
  const isText = block.blocks.length === 0 && ['p', 'li', 'dd', 'blockquote'].includes(tagName);
  if (isText && properties.dataShort === undefined) return linePieces(block, layout, isBound);
  if (whole !== undefined) return [whole];
  return block.blocks.flatMap((inner, index) =>
    piecesOf(inner, layout, index === block.blocks.length - 1 ? isBound : leadsOn(inner)),
  );
}

/** Lines, of which two stand together at the foot and at the head of a page. */
function linePieces(block: Block, layout: Layout, isBound: boolean): Piece[] {
  const lines = linesOf(block.texts);
  return lines.flatMap((line, index) => {
    const isEdge = index === 0 || index === lines.length - 2;
    const isLast = index === lines.length - 1;
    return pieceOf('line', line.texts, layout, isLast ? isBound : isEdge) ?? [];
  });
}

/** A picture or a small table is one piece with its caption; a large table goes on with its rows. */
function figurePieces(figure: Block, layout: Layout): Piece[] {
  const rows = [...everyBlock(figure.blocks)].filter(isRow);
  const feet = figure.blocks.filter((part) => hasClass(part, 'foot', 'source', 'legend', 'notes'));
  const whole = pieceOf('figure', paintOf(figure), layout, false);
  if (rows.length === 0 || (!hasClass(figure, 'long') && whole !== undefined)) return whole ? [whole] : [];
  const pieces: Piece[] = [];
  for (const [index, row] of rows.entries()) {
    const [place, count] = [row.place, row.parent?.blocks.length ?? 0];
    const isBound = place < 2 ? place < count - 1 : place >= count - 3;
    const piece = pieceOf('row', paintOf(row), layout, isBound || index === rows.length - 1);
    if (piece !== undefined) pieces.push(piece);
  }
  const [first] = pieces;
  const above = paintOf(figure).filter(
    (text) => text.page === first?.page && text.order < (rows[0]?.texts[0]?.order ?? 0),
  );
  const head = pieceOf('figure', above, layout, true);
  const foot = feet.flatMap((part) => pieceOf('foot', paintOf(part), layout, false) ?? []);
  return [...(head === undefined ? [] : [head]), ...pieces, ...foot];
}

const isRow = ({ element, parent }: Block): boolean =>
  element.tagName === 'tr' && parent?.element.tagName === 'tbody';

const bindLast = (pieces: readonly Piece[], isBound: boolean): readonly Piece[] =>
  pieces.map((piece, index) => (index === pieces.length - 1 ? { ...piece, isBound } : piece));

/** What these texts take of their page; undefined where they stand on several, or nowhere. */
function pieceOf(
  kind: string,
  texts: ReturnType<typeof paintOf>,
  { frames }: Layout,
  isBound: boolean,
): Piece | undefined {
  const page = texts[0]?.page;
  const frame = page === undefined ? undefined : frames[page - 1];
  if (page === undefined || frame === undefined || texts.some((text) => text.page !== page)) return undefined;
  const top = texts.reduce((high, { box }) => Math.max(high, box.top), Number.NEGATIVE_INFINITY);
  const bottom = texts.reduce((low, { box }) => Math.min(low, box.bottom), Number.POSITIVE_INFINITY);
  return { kind, page, head: frame.top - top, foot: frame.top - bottom, isBound };
}
