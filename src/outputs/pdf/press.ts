import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PdfMeta } from './meta.js';
import type { Destinations, PageNumbers } from './page-numbers.js';
import type { PrintedWords } from './printed-words.js';

/** A tagged print, and the page numbers that its contents show. */
export interface FinishInput {
  readonly printed: Uint8Array;
  /** Undefined where the contents show placeholders, which the pages of the print take the place of. */
  readonly named: PageNumbers | undefined;
  readonly meta: PdfMeta;
  readonly position: Position;
}

/** Where things are in a print; without `pdf` its placeholders cannot be replaced, and it must be printed again. */
export interface FinishedPrint extends Destinations {
  readonly pdf?: Uint8Array;
  /** With `pdf`, where it conforms: the words that it paints. */
  readonly words?: PrintedWords;
  readonly diagnostics: readonly Diagnostic[];
}

/** What happens to printed bytes. It only computes, so that it can be done beside the browser, in another thread. */
export interface Press {
  finish(input: FinishInput): Promise<FinishedPrint>;
}
