import type { Element } from 'hast';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { type Block, paintOf } from './blocks.js';
import type { Layout } from './layout.js';
import { joinPieces, type PlacedText } from './placed-text.js';

/** A fault of the pages as they are printed. */
export interface Finding {
  readonly code: Extract<DiagnosticCode, `layout/${string}`>;
  /** The page that it is seen on, from 1. */
  readonly page: number;
  /** What is wrong, as a whole sentence. */
  readonly message: string;
  readonly hint?: string;
  /** What it is told of. */
  readonly block: Block;
  /** True of what only takes up paper: no policy makes it an error. */
  readonly isAdvice?: boolean;
}

/** Looks at finished pages and says what a careful printer would not send out. */
export type LayoutRule = (layout: Layout) => readonly Finding[];

const longest = 48;

/** The first words of a block, as a message quotes them. */
export function wordsOf(block: Block): string {
  return quoted(paintOf(block));
}

/** The first of these words, as a message quotes them. */
function quoted(texts: readonly PlacedText[]): string {
  const words = joinPieces(texts.slice(0, 40));
  return words.length <= longest ? `“${words}”` : `“${words.slice(0, longest).trim()}…”`;
}

/** How a block is called in a message: by its label where it has one. */
export function nameOf(block: Block): string {
  const label = labelOf(block);
  return label === undefined ? wordsOf(block) : label;
}

function labelOf(block: Block): string | undefined {
  if (block.element.tagName !== 'figure') return undefined;
  const number = block.texts.filter(({ shown }) => isNumber(shown?.in));
  return number.length === 0 ? undefined : joinPieces(number);
}

const isNumber = (element: Element | undefined): boolean =>
  element?.tagName === 'span' &&
  Array.isArray(element.properties.className) &&
  element.properties.className.includes('number');

/** The figure around a block, which bears a label; else the block. */
export function figureOf(block: Block): Block {
  for (let around: Block | undefined = block; around !== undefined; around = around.parent)
    if (around.element.tagName === 'figure') return around;
  return block;
}
