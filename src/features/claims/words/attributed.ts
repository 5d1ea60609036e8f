import type { WordBlock } from '../../../content/extension.js';
import { aroundQuotation, quotations, type Stretch, unquoted } from '../../../content/numbers/quotation.js';
import type { ClaimWords } from '../../../language/lexicon/claim-words.js';

/**
 * The quotations of a block beside which somebody is named who said it: in their own sentence or the one before, outside
 * their marks. Marks alone make nobody else's words of an author's own.
 */
export function attributedQuotations(
  block: WordBlock,
  { speaker, abbreviations }: Pick<ClaimWords, 'speaker' | 'abbreviations'>,
): readonly Stretch[] {
  const { text, quotation } = block;
  if (quotation !== undefined) return speaker.test(unquoted(quotation)) ? [[0, text.length]] : [];
  const found = quotations(text);
  return found.filter((stretch) => {
    const { own, before } = aroundQuotation(text, stretch, found, abbreviations);
    return speaker.test(before + own);
  });
}
