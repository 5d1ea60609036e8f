import type { Root } from 'mdast';
import type { FinishedEntry } from '../quantity.js';
import type { ContentMeta } from './nodes.js';
import type { ListingEntryNode } from './part-nodes.js';

/** A chapter, for running heads and the contents beside the text. */
export interface Chapter {
  readonly id: string;
  /** "3", "A", or empty. */
  readonly enumerator: string;
  /** Plain text. */
  readonly title: string;
  /** True when a number, table or figure of the chapter rests on illustrative data. */
  readonly illustrative: boolean;
  /** True when all its numbers do: a band along its edge says so, and none of them bears a mark. */
  readonly banded: boolean;
  /** True when it follows the chapter before on the same printed page, since both are short. */
  readonly runsOn: boolean;
}

/** A report ready for any output: numbered and resolved, and still a tree. */
export interface Document {
  readonly meta: ContentMeta;
  readonly chapters: readonly Chapter[];
  /** Chapters and sections, for the navigation of the HTML. */
  readonly contents: readonly ListingEntryNode[];
  /** Every printed number with its id, in reading order. */
  readonly ledger: readonly FinishedEntry[];
  /** True when what stands before the first chapter rests on illustrative data. */
  readonly frontIllustrative: boolean;
  /** Titles and labels of its data in another language, each with its BCP 47 tag; absent where there are none. */
  readonly foreignNames?: Readonly<Record<string, string>>;
  /** Chapters are its children, anything before the first of them ahead. */
  readonly tree: Root;
}
