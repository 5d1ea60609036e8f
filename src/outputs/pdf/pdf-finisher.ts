import type { Diagnostic, Position } from '../../diagnostics.js';
import type { PrintedWords } from './content/printed-words.js';
import type { SourceWords } from './print/source-words.js';

/** Page number (from 1) by id. */
export type PageNumbers = Readonly<Record<string, number>>;

/** What stands in the contents of a print until its pages are known: as many digits as a number may have. */
export const pagePlaceholder = '0000';

/** What numbers are made of. A font in a PDF holds only the glyphs that the print painted. */
export const digitGlyphs = '0123456789';

/** Where the link targets of a printed PDF are. */
export interface Destinations {
  /** By id, in the order of ids. Only ids that a link leads to have a destination. */
  readonly pages: Record<string, number>;
  readonly pageCount: number;
}

/** Which of the ids are on another page in `after`, or nowhere in it. */
export function movedPages(ids: readonly string[], before: PageNumbers, after: PageNumbers): string[] {
  return ids.filter((id) => before[id] !== after[id]);
}

/** What a PDF says about itself, beside its pages. */
export interface PdfMeta {
  readonly title: string;
  readonly author: string;
  readonly subject?: string;
  /** BCP 47, such as `en` or `sr-Latn`. */
  readonly language: string;
  /** Seconds since 1970-01-01T00:00:00Z; both dates of the file. */
  readonly epochSeconds: number;
  /** Such as `Tallybook 0.1.0`. */
  readonly producer: string;
  /**
   * What each link leads to, in words for a reader who cannot see the page. Keys are written as in `href`: `#id`
   * for a place in the report, else the address. A link that is not named here is described by its target.
   */
  readonly linkText?: Readonly<Record<string, string>>;
  /** The words of its headings in order, for its bookmarks. Without them the bookmarks stay as they come. */
  readonly headings?: readonly string[];
  /** Its words in reading order, with page numbers filled in. Without them lost spaces stay lost, and signs without words. */
  readonly words?: readonly SourceWords[];
}

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
