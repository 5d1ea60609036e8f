import { mostBlocks, remembered } from '../../model/remembered.js';
import { readNumberWords } from './number-words.js';
import { type Reader, readNumerals } from './read-numerals.js';

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
