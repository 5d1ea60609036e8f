import type { Element, ElementContent } from 'hast';
import type { PlacedText, PlacedWords } from './placed-text.js';

/** An element that begins a line of its own, with where its words stand. */
export interface Block {
  readonly element: Element;
  readonly parent: Block | undefined;
  readonly blocks: readonly Block[];
  /** Its place among those of its parent, from 0. */
  readonly place: number;
  /** All words in it, those of blocks within included, in reading order. */
  readonly texts: readonly PlacedText[];
  /** The words of pictures in it. */
  readonly labels: readonly PlacedText[];
}

/** A line of text on a page. */
export interface Line {
  readonly page: number;
  readonly top: number;
  readonly bottom: number;
  readonly texts: readonly PlacedText[];
}

const blockNames: ReadonlySet<string> = new Set(
  'main section div figure figcaption p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr td th blockquote pre dl dt dd'.split(
    ' ',
  ),
);

/** The blocks of finished content. Those without a word on paper are left out, unless they end a page. */
export function blocksOf(content: readonly Element[], placed: PlacedWords): readonly Block[] {
  return content.flatMap((element) => blocksIn(element, undefined, placed));
}

/** Every block of these and in them, each before what it holds. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
  // By hand, since a generator in a generator hands each block up through all that are around it.
  const open: { readonly blocks: readonly Block[]; next: number }[] = [{ blocks, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const block = level.blocks[level.next++];
    if (block === undefined) open.pop();
    else {
      yield block;
      open.push({ blocks: block.blocks, next: 0 });
    }
  }
}

/** The lines of a text, from the first to the last. */
export function linesOf(texts: readonly PlacedText[]): readonly Line[] {
  const lines: { page: number; top: number; bottom: number; texts: PlacedText[] }[] = [];
  for (const text of texts) {
    const { page, box } = text;
    const last = lines.at(-1);
    const shared = last === undefined ? 0 : Math.min(last.top, box.top) - Math.max(last.bottom, box.bottom);
    // Marks above the line and signs in another font stand in it with more than a third of their height.
    if (last?.page === page && shared > (box.top - box.bottom) / 3) {
      last.texts.push(text);
      last.top = Math.max(last.top, box.top);
      last.bottom = Math.min(last.bottom, box.bottom);
    } else lines.push({ page, top: box.top, bottom: box.bottom, texts: [text] });
  }
  return lines;
}

/** The words and labels of a block. */
export const paintOf = ({ texts, labels }: Block): readonly PlacedText[] => [...texts, ...labels];

/** The page on which a block begins. */
export const firstPage = (block: Block): number | undefined => extreme(paintOf(block), Math.min);

/** The page on which a block ends. */
export const lastPage = (block: Block): number | undefined => extreme(paintOf(block), Math.max);

function extreme(texts: readonly PlacedText[], choose: (a: number, b: number) => number): number | undefined {
  return texts.length === 0 ? undefined : texts.map(({ page }) => page).reduce((a, b) => choose(a, b));
}

/** The block of the same parent that follows. */
export function nextOf(block: Block): Block | undefined {
  return block.parent?.blocks[block.place + 1];
}

/** True for an element with one of these classes. */
export function hasClass({ element }: Block, ...names: readonly string[]): boolean {
  const { className } = element.properties;
  return Array.isArray(className) && names.some((name) => className.includes(name));
}

function blocksIn(element: Element, parent: Block | undefined, placed: PlacedWords): Block[] {
  const block = {
    element,
    parent,
    place: parent?.blocks.length ?? 0,
    blocks: [] as Block[],
    texts: [] as PlacedText[],
    labels: [] as PlacedText[],
  };
  const visit = (node: Element): void => {
    for (const text of placed.texts.get(node) ?? []) block.texts.push(text);
    for (const label of placed.labels.get(node) ?? []) block.labels.push(label);
    for (const child of node.children) take(child);
  };
  const take = (child: ElementContent): void => {
    if (child.type !== 'element') return;
    if (!blockNames.has(child.tagName)) {
      visit(child);
      return;
    }
    for (const inner of blocksIn(child, block, placed)) {
      block.blocks.push(inner);
      for (const text of inner.texts) block.texts.push(text);
      for (const label of inner.labels) block.labels.push(label);
    }
  };
  visit(element);
  // Words around an element within belong to one element, and are read before and after it.
  block.texts.sort((one, other) => one.order - other.order);
  block.blocks = fitted(block.blocks);
  block.texts = fitted(block.texts);
  block.labels = fitted(block.labels);
  const isSeen = block.texts.length > 0 || block.labels.length > 0 || hasClass(block, 'page-break');
  return isSeen ? [block] : [];
}

/** Lists that were filled one by one have room for sixteen more; a copy has the room that it needs, and most are empty. */
const fitted = <T>(list: T[]): T[] => (list.length === 0 ? none : [...list]);

/** Nobody adds to a list that is finished. */
const none: never[] = [];
