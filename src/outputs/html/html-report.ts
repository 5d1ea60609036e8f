import type { ElementContent, Root } from 'hast';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Document } from '../../model/document.js';
import type { Operations } from '../../model/operations/operations.js';
import { toHast, wordsToHast } from './to-hast/to-hast.js';

/** A report as pages show it: its tree turned into elements once, for screen and paper. */
export interface HtmlReport extends Document {
  /** `section.chapter` elements, one a chapter, anything before the first chapter ahead of them. */
  readonly body: Root;
  /** The words of each entry of `contents`, in its order. */
  readonly contentsWords: readonly (readonly ElementContent[])[];
}

/** What the elements are made from; a `FinishedReport` is that. */
export interface HtmlInput {
  readonly document: Document;
  readonly language: Language;
  readonly operations: Operations;
  /** For the words in which a number says where it comes from. */
  readonly data?: PublishedData;
}

/** Turns a finished report into elements. */
export function htmlReport({ document, language, operations, data }: HtmlInput): HtmlReport {
  const context = { language, operations, ...(data === undefined ? {} : { data }) };
  return {
    ...document,
    body: toHast(document.tree, context),
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
}
