import type { MovedFigure } from '../../model/moved-figure.js';
import type { Layout } from '../layout/layout.js';
import { type Flow, flowsOf, type Item } from './flow.js';
import { measureSpacing, type Place, paginate, type Spacing } from './paginate.js';

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
