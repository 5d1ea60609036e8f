import type { ElementContent, Root } from 'hast';
import type { Language } from '../../language/language.js';
import type { Document } from '../../model/document.js';
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
}

/** Turns a finished report into elements. */
export function htmlReport({ document, language }: HtmlInput): HtmlReport {
  const context = { language };
  return {
    ...document,
    body: toHast(document.tree, context),
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
}
