import type { SourceWords } from './print/source-words.js';

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
