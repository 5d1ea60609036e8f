import { remembered } from '../../model/remembered.js';
import { readNumberWords } from './number-words.js';
import { type Reader, readNumerals } from './read-numerals.js';

/** Blocks of text of which it is remembered what was found in them: those of some long reports. */
export const mostBlocks = 8_000;

/**
 * A reader that remembers what was found in each block, for as long as somebody has the reader: a template that changed has
 * most of its blocks still, and what a lint reads in them the classification of the printed text asks for again.
 */
export function rememberingReader(reader: Reader): Reader {
  return {
    ...reader,
    numeralsIn: remembered((text: string) => readNumerals(text, reader), mostBlocks),
    numberWordsIn: remembered((text: string) => readNumberWords(text, reader), mostBlocks),
  };
}
