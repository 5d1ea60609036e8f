import type { ElementContent, Root } from 'hast';
import type { Language } from '../../language/language.js';
import { type House, plainHouse } from '../../model/project/house.js';
import type { Document } from '../../model/tree/document.js';
import { withForeignNames } from './foreign-names.js';
import { toHast, wordsToHast } from './to-hast/to-hast.js';

/** A report as pages show it: its tree turned into elements once, for screen and paper. */
export interface HtmlReport extends Document {
  /** `section.chapter` elements, one a chapter, anything before the first chapter ahead of them. */
  readonly body: Root;
  /** The words of each entry of `contents`, in its order. */
  readonly contentsWords: readonly (readonly ElementContent[])[];
  /** What its pages carry from files of the publisher. */
  readonly house: House;
}

/** What the elements are made from; a `FinishedReport` is that. */
export interface HtmlInput {
  readonly document: Document;
  readonly language: Language;
  readonly house?: House;
}

/** Turns a finished report into elements. */
export function htmlReport({ document, language, house = plainHouse }: HtmlInput): HtmlReport {
  const context = { language };
  return {
    ...document,
    body: withForeignNames(toHast(document.tree, context), document.foreignNames),
    house,
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
}
