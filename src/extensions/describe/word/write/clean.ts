import type { Lexicon } from '../../../../language/lexicon/lexicon.js';
import { type Block, isText, type TextBlock } from '../read/blocks.js';

/** Blocks without the numbers that the build gives headings and captions, and with levels that follow one another. */
export function cleaned(blocks: readonly Block[], lexicon: Lexicon): readonly Block[] {
  const headings = blocks.filter((block): block is TextBlock => block.kind === 'heading');
  // One heading may begin with a number of its own: "12 months of work".
  const areNumbered = headings.filter(({ text }) => numbered.test(text)).length > 1;
  /** The levels, in the file, of the headings that a block is below. */
  const open: number[] = [];
  return blocks.map((block) => {
    if (!isText(block)) return block;
    if (block.kind === 'caption') return without(block, orderBefore(block.text, lexicon));
    if (block.kind !== 'heading') return block;
    while ((open.at(-1) ?? 0) >= block.level) open.pop();
    open.push(block.level);
    const order = orderBefore(block.text, lexicon);
    const plain = areNumbered ? (numbered.exec(block.text)?.[0].length ?? 0) : 0;
    return { ...without(block, order > 0 ? order : plain), level: Math.min(open.length, 6) };
  });
}

const numbered = /^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)/;

/** The length of "Table 3: " or "Chapter II. " at the beginning. */
function orderBefore(text: string, { orderHead }: Lexicon): number {
  const [all = '', noun = ''] = /^\s*(\p{L}+\.?)\s+(?:[\d.]+|[IVX]+)\s*[:.)–—-]?\s+(?=\S)/u.exec(text) ?? [];
  return orderHead.test(noun) ? all.length : 0;
}

function without<Kind extends TextBlock>(block: Kind, length: number): Kind {
  if (length === 0) return block;
  const spans = block.spans.flatMap((span) =>
    span.end < length ? [] : [{ ...span, at: Math.max(0, span.at - length), end: span.end - length }],
  );
  return { ...block, text: block.text.slice(length), spans };
}
