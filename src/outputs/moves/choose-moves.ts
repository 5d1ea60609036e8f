import { listAt } from '../../model/group-by.js';
import type { MovedFigure } from '../../model/tree/moved-figure.js';
import type { Layout } from '../layout/layout.js';
import { type Flow, flowsOf, type Item, type Piece } from './flow.js';

/** Where a piece comes to stand. */
interface Place {
  readonly page: number;
  /** From the top of the area between the margins. */
  readonly foot: number;
}

/** The room between pieces of two kinds, and above one that begins a page, as a report has them. */
interface Spacing {
  between(above: Piece, below: Piece): number;
  above(piece: Piece): number;
}

/** Lines take a little more than their letters. */
const slack = 1.5;
/** Where nothing is known. */
const [usualRoom, usualHead] = [8, 2];

/** Measures the room around the pieces of finished pages: that between two kinds is the usual one in this report. */
function measureSpacing(flows: readonly Flow[]): Spacing {
  const rooms = new Map<string, number[]>();
  const next = new Map<Piece, Piece>();
  for (const { items } of flows) {
    const pieces = items.flatMap((item) => item.pieces);
    for (const [index, piece] of pieces.entries()) {
      const before = pieces[index - 1];
      if (before === undefined) continue;
      if (before.page === piece.page) {
        next.set(before, piece);
        listAt(rooms, `${before.kind} ${piece.kind}`).push(piece.head - before.foot);
        listAt(rooms, `* ${piece.kind}`).push(piece.head - before.foot);
      } else listAt(rooms, piece.kind).push(piece.head);
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
function paginate(
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

/**
 * What a move must gain: the difference of the squares of what is left empty. That of a page that is left a fifth empty and is
 * filled is twice as much; for less, no report is printed a second time.
 */
const least = 0.02;
/** What one paragraph costs that is read before a figure rather than behind it. */
const perBlock = 0.002;
/** What a page costs beyond that where `layout/page-fill` reports it: one that is so empty, or the last one so empty. */
const [reported, tooEmpty, lastTooEmpty] = [0.3, 0.3, 0.75];

/**
 * Which figures and tables are to stand later on paper, because they do not fit where they stand on the page. The text
 * that follows fills the page that they leave, and they begin the next one. A pure function of a measured print.
 *
 * A figure stays before every heading, figure and box that it stands before, on its page. It stays where the author put
 * it if `here` asks for that, if a sentence leads to it, or if a footnote is in it.
 */
export function chooseMoves(layout: Layout): readonly MovedFigure[] {
  const flows = flowsOf(layout);
  const spacing = measureSpacing(flows);
  return flows.flatMap((flow) => movesIn(flow, spacing));
}

/** A try: an order of items with the places that they come to. */
interface Order {
  readonly items: readonly Item[];
  readonly places: readonly Place[];
  readonly cost: number;
}

function movesIn(flow: Flow, spacing: Spacing): readonly MovedFigure[] {
  const moves: MovedFigure[] = [];
  let printed: number | undefined;
  let now: Order | undefined;
  for (const item of flow.items) {
    if (item.figure === undefined) continue;
    const known = printed ?? piecesBefore(flow.items, item);
    const current: Order = now ?? arrange(flow.items, known, flow, spacing);
    if (!beginsPage(current, item) || (now === undefined && !agrees(current))) continue;
    const best = bestMove(current, item, { flow, spacing, known });
    if (best === undefined) continue;
    moves.push({ id: item.figure, past: best.past });
    [printed, now] = [known, best.order];
  }
  return moves;
}

interface Surroundings {
  readonly flow: Flow;
  readonly spacing: Spacing;
  /** So many pieces stand where they were printed. */
  readonly known: number;
}

/** The number of paragraphs to go before a figure that is best for the pages, with what comes of it. */
function bestMove(
  current: Order,
  item: Item,
  { flow, spacing, known }: Surroundings,
): { readonly past: number; readonly order: Order } | undefined {
  const at = current.items.indexOf(item);
  const page = pageOf(current, item);
  let best: { readonly past: number; readonly order: Order; readonly cost: number } | undefined;
  for (const past of stops(current.items, at)) {
    const items = [...current.items];
    items.splice(at, 1);
    items.splice(at + past, 0, item);
    const order = arrange(items, known, flow, spacing);
    if (pageOf(order, item) > page) break;
    const cost = order.cost + past * perBlock;
    if (cost < (best?.cost ?? current.cost - least)) best = { past, order, cost };
  }
  return best;
}

/** How many of the paragraphs and lists behind a figure may go before it: none that leads to what follows it. */
function stops(items: readonly Item[], at: number): readonly number[] {
  const figure = items[at];
  const found: number[] = [];
  if (figure === undefined || items[at - 1]?.pieces.at(-1)?.isBound === true) return [];
  for (let past = 1; ; past++) {
    const item = items[at + past];
    if (item?.role !== 'text' || item.block.parent !== figure.block.parent) return found;
    if (item.pieces.at(-1)?.isBound === false) found.push(past);
  }
}

function arrange(items: readonly Item[], printed: number, flow: Flow, spacing: Spacing): Order {
  const pieces = items.flatMap((item) => item.pieces);
  const places = paginate(pieces, printed, flow.height, spacing);
  return { items, places, cost: costOf(places, flow.height) };
}

/** How much of the pages is left empty; each page costs as much as one that is empty. */
function costOf(places: readonly Place[], height: number): number {
  const lowest = new Map<number, number>();
  for (const { page, foot } of places) lowest.set(page, Math.max(lowest.get(page) ?? 0, foot));
  const last = places.at(-1)?.page;
  let cost = 0;
  for (const [page, foot] of lowest) {
    const empty = Math.max(0, 1 - foot / height);
    cost += 1;
    if (page === last) cost += empty > lastTooEmpty ? reported : 0;
    else cost += empty ** 2 + (empty > tooEmpty ? reported : 0);
  }
  return cost;
}

const piecesBefore = (items: readonly Item[], item: Item): number =>
  items.slice(0, items.indexOf(item)).reduce((sum, { pieces }) => sum + pieces.length, 0);

const pageOf = ({ items, places }: Order, item: Item): number => places[piecesBefore(items, item)]?.page ?? 0;

/** True for an item that stands at the head of a page, behind something of its chapter. */
function beginsPage({ items, places }: Order, item: Item): boolean {
  const first = piecesBefore(items, item);
  return first > 0 && places[first - 1]?.page !== places[first]?.page;
}

/** True where everything comes to stand on the page that it was printed on: then what is expected of an order is to be trusted. */
const agrees = ({ items, places }: Order): boolean =>
  items.flatMap(({ pieces }) => pieces).every(({ page }, index) => places[index]?.page === page);
