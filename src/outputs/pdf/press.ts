import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PdfMeta } from './meta.js';
import type { Destinations, PageNumbers } from './page-numbers.js';
import type { PrintedWords } from './printed-words.js';

/** A tagged print, and the page numbers that its contents show. */
export interface FinishInput {
  readonly printed: Uint8Array;
  /** The ids whose page numbers the contents show. */
  readonly wanted: readonly string[];
  readonly named: PageNumbers;
  /** Finish the print even if its page numbers are wrong, because it is the last try. */
  readonly isLast: boolean;
  readonly meta: PdfMeta;
  readonly position: Position;
}

/** Where things are in a print; with `pdf` when they are where its contents say, else it must be printed again. */
export interface FinishedPrint extends Destinations {
  readonly pdf?: Uint8Array;
  /** With `pdf`, where it conforms: the words that it paints. */
  readonly words?: PrintedWords;
  readonly diagnostics: readonly Diagnostic[];
}

/** What happens to printed bytes. It only computes, so that it can be done beside the browser, in another thread. */
export interface Press {
  readPages(printed: Uint8Array): Promise<Destinations>;
  finish(input: FinishInput): Promise<FinishedPrint>;
}
