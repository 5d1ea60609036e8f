import type { WordBlock } from '../../../content/extension.js';
import { quotations, type Stretch } from '../../../content/numbers/quotation.js';
import { sentenceBounds } from '../../../content/numbers/sentence.js';

/**
 * The quotations of a block beside which somebody is named who said it: in their own sentence or the one before, outside
 * their marks. Marks alone make nobody else's words of an author's own.
 */
export function attributedQuotations(block: WordBlock, speaker: RegExp): readonly Stretch[] {
  const { text, quotation } = block;
  if (quotation !== undefined) return speaker.test(unquoted(quotation)) ? [[0, text.length]] : [];
  const found = quotations(text);
  const blank = unquoted(text, found);
  return found.filter(([from, to]) => {
    const [start] = sentenceBounds(blank, from);
    const [, end] = sentenceBounds(blank, Math.min(to, blank.length));
    const [before] = sentenceBounds(blank, Math.max(start - 2, 0));
    return speaker.test(blank.slice(before, end));
  });
}

/** A text whose quotations are blank, so that offsets stay. */
function unquoted(text: string, found = quotations(text)): string {
  return found.reduce(
    (blank, [from, to]) => blank.slice(0, from) + '\u00A0'.repeat(to - from) + blank.slice(to),
    text,
  );
}
