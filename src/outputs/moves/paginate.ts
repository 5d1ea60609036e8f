import type { Flow, Piece } from './flow.js';

/** Where a piece comes to stand. */
export interface Place {
  readonly page: number;
  /** From the top of the area between the margins. */
  readonly foot: number;
}

/** The room between pieces of two kinds, and above one that begins a page, as a report has them. */
export interface Spacing {
  between(above: Piece, below: Piece): number;
  above(piece: Piece): number;
}

/** Lines take a little more than their letters. */
const slack = 1.5;
/** Where nothing is known. */
const [usualRoom, usualHead] = [8, 2];

/** Measures the room around the pieces of finished pages: that between two kinds is the usual one in this report. */
export function measureSpacing(flows: readonly Flow[]): Spacing {
  const rooms = new Map<string, number[]>();
  const add = (key: string, room: number): void => {
    const known = rooms.get(key);
    if (known === undefined) rooms.set(key, [room]);
    else known.push(room);
  };
  const next = new Map<Piece, Piece>();
  for (const { items } of flows) {
    const pieces = items.flatMap((item) => item.pieces);
    for (const [index, piece] of pieces.entries()) {
      const before = pieces[index - 1];
      if (before === undefined) continue;
      if (before.page === piece.page) {
        next.set(before, piece);
        add(`${before.kind} ${piece.kind}`, piece.head - before.foot);
        add(`* ${piece.kind}`, piece.head - before.foot);
      } else add(piece.kind, piece.head);
    }
  }
  const usual = new Map([...rooms].map(([key, all]) => [key, median(all)]));
  return {
    between(above, below) {
      if (next.get(above) === below) return below.head - above.foot;
      return usual.get(`${above.kind} ${below.kind}`) ?? usual.get(`* ${below.kind}`) ?? usualRoom;
    },
    above: ({ kind }) => usual.get(kind) ?? usualHead,
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * Where pieces come to stand if they follow one another in this order: on the page of the one before while they fit there
 * together with those that they are bound to. The first so many stand where they were printed.
 */
export function paginate(
  pieces: readonly Piece[],
  printed: number,
  height: number,
  spacing: Spacing,
): readonly Place[] {
  const places: Place[] = pieces.slice(0, printed).map(({ page, foot }) => ({ page, foot }));
  for (let at = printed; at < pieces.length; ) {
    const end = endOfChain(pieces, at);
    const chain = pieces.slice(at, end);
    const [before, last] = [pieces[at - 1], places.at(-1)];
    const offsets = offsetsIn(chain, spacing);
    const need = offsets.at(-1)?.foot ?? 0;
    let [page, head] = [chain[0]?.page ?? 1, chain[0]?.head ?? 0];
    if (before !== undefined && last !== undefined && chain[0] !== undefined) {
      [page, head] = [last.page, last.foot + spacing.between(before, chain[0])];
      if (head + need > height - slack) [page, head] = [page + 1, spacing.above(chain[0])];
    }
    for (const offset of offsets) places.push({ page, foot: head + offset.foot });
    at = end;
  }
  return places;
}

/** The end of the pieces from this one on that must stand on one page. */
function endOfChain(pieces: readonly Piece[], start: number): number {
  let end = start;
  while (pieces[end]?.isBound === true && end < pieces.length - 1) end++;
  return end + 1;
}

/** How far the foot of each piece of a chain lies below the head of the first. */
function offsetsIn(chain: readonly Piece[], spacing: Spacing): readonly { readonly foot: number }[] {
  const offsets: { foot: number }[] = [];
  for (const [index, piece] of chain.entries()) {
    const before = chain[index - 1];
    const head = before === undefined ? 0 : (offsets[index - 1]?.foot ?? 0) + spacing.between(before, piece);
    offsets.push({ foot: head + piece.foot - piece.head });
  }
  return offsets;
}
