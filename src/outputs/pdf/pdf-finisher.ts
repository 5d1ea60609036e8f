import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PrintedWords } from './content/printed-words.js';
import type { PdfMeta } from './meta.js';
import type { Destinations, PageNumbers } from './print/page-numbers.js';

/** A tagged print, and the page numbers that its contents show. */
export interface ReadInput {
  readonly printed: Uint8Array;
  /** Undefined where the contents show placeholders, which the pages of the print take the place of. */
  readonly named: PageNumbers | undefined;
  readonly meta: PdfMeta;
  readonly position: Position;
}

/** Where things are in a print. */
export interface ReadPrint extends Destinations {
  /** False where its placeholders cannot be replaced: it must be printed again, and is not held open. */
  readonly isSettled: boolean;
  /** The words that it paints, where it conforms. */
  readonly words?: PrintedWords;
  readonly diagnostics: readonly Diagnostic[];
}

/** A print that was read, and is held until it is known whether it is kept. */
export interface OpenPrint {
  readonly read: ReadPrint;
  /** The PDF that conforms; with faults, as it came. Called at most once. */
  finish(): Promise<Uint8Array>;
  /**
   * For one that is hardly kept: what a long print was read into takes as much memory as all else of its report, so that only its bytes
   * are held. It is read again where it is finished after all.
   */
  setAside(): void;
  /** Lets it go, finished or not. */
  drop(): void;
}

/** What happens to printed bytes. It only computes, so that it can be done beside the browser, in another thread. */
export interface PdfFinisher {
  /** Half of the work, which tells what a print is like; the other half makes it conform, if it is the one that is kept. */
  read(input: ReadInput): Promise<OpenPrint>;
}
