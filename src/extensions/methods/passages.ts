import type { Nodes, Root } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { UncheckedPassage } from '../../model/snapshot/claim-record.js';
import { visitParents } from '../../model/tree/visit.js';

/** A passage with the sentence that it stands in, and the id of the section around it where the author gave one. */
export interface PlacedPassage {
  readonly sentence: string;
  readonly reason: string;
  readonly section?: string;
}

/** Words as they are printed, and as the list of passages repeats them: a number stands where it is calculated, and nowhere else. */
interface Piece {
  readonly printed: string;
  readonly shown: string;
}

interface Block {
  readonly at: Position;
  readonly pieces: readonly Piece[];
  readonly printed: string;
  readonly section?: string;
}

/** Passages in their order, each in its whole sentence; one that is not found in the text, such as the title of a chart, by itself. */
export function placePassages(
  body: Root,
  passages: readonly UncheckedPassage[],
  { language, at: positionOf }: { readonly language: string; at(node: Nodes): Position },
): readonly PlacedPassage[] {
  const blocks = blocksOf(body, positionOf);
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
  return passages.map(({ text, reason, at: written }): PlacedPassage => {
    // Of several blocks with these words the one that begins last before them.
    const block = blocks.findLast(
      (each) => each.at.file === written.file && each.at.line <= written.line && each.printed.includes(text),
    );
    if (block === undefined) return { sentence: text, reason };
    const at = block.printed.indexOf(text);
    const around = [...sentences.segment(block.printed)].filter(
      ({ index, segment }) => index < at + text.length && index + segment.length > at,
    );
    const from = around[0]?.index ?? at;
    const to = around.reduce((end, { index, segment }) => Math.max(end, index + segment.length), from);
    const sentence = shownFrom(block, from, to);
    return { sentence, reason, ...(block.section !== undefined && { section: block.section }) };
  });
}

function blocksOf(body: Root, positionOf: (node: Nodes) => Position): readonly Block[] {
  const blocks: Block[] = [];
  let section: string | undefined;
  visitParents(body, (node) => {
    if (node.type === 'heading') section = node.data?.id ?? section;
    if (node.type !== 'paragraph' && node.type !== 'tableCell') return;
    const pieces = node.children.flatMap(piecesOf);
    const printed = pieces.map((piece) => piece.printed).join('');
    blocks.push({ at: positionOf(node), pieces, printed, ...(section !== undefined && { section }) });
  });
  return blocks;
}

function piecesOf(node: Nodes): Piece[] {
  if (node.type === 'value') return [{ printed: node.entry.text, shown: '…' }];
  if (node.type === 'break') return [{ printed: ' ', shown: ' ' }];
  if ('children' in node) return node.children.flatMap((child: Nodes) => piecesOf(child));
  const printed = 'value' in node && typeof node.value === 'string' ? node.value.replace(/\s/g, ' ') : '';
  return [{ printed, shown: printed }];
}

/** What stands from one place of a block to another; a reference has no words yet, and its brackets are left out. */
function shownFrom({ pieces }: Block, from: number, to: number): string {
  let at = 0;
  const parts = pieces.map(({ printed, shown }) => {
    const [start, end] = [from - at, to - at];
    at += printed.length;
    if (end <= 0 || start >= printed.length) return '';
    return shown === printed ? printed.slice(Math.max(start, 0), end) : shown;
  });
  return parts
    .join('')
    .replace(/ ?\(\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
