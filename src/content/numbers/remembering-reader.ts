import { mostBlocks, remembered } from '../../model/remembered.js';
import { readNumberWords } from './number-words.js';
import { type Reader, readNumerals } from './read-numerals.js';

/**
 * A reader that remembers what it found in each block, for as long as somebody has it. A changed template still has
 * most of its blocks, and the classification of the printed text asks for what a lint has read.
 */
export function rememberingReader(reader: Reader): Reader {
  return {
    ...reader,
    numeralsIn: remembered((text: string) => readNumerals(text, reader), mostBlocks),
    numberWordsIn: remembered((text: string) => readNumberWords(text, reader), mostBlocks),
  };
}
