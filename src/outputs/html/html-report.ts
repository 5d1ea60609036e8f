import type { ElementContent, Root } from 'hast';
import type { Nodes } from 'mdast';
import type { Outcome, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Document } from '../../model/document.js';
import type { Operations } from '../../model/operations/operations.js';
import { type ResourceLimits, standardLimits } from '../../resource-limits.js';
import { depthProblems } from './check-depth.js';
import { toHast, wordsToHast } from './to-hast/to-hast.js';

/** A report as pages show it: its tree turned into elements once, for screen and paper. */
export interface HtmlReport extends Document {
  /** `section.chapter` elements, one a chapter, anything before the first chapter ahead of them. */
  readonly body: Root;
  /** The words of each entry of `contents`, in its order. */
  readonly contentsWords: readonly (readonly ElementContent[])[];
}

/** What the elements are made with, besides the report. */
export interface HtmlInput {
  readonly document: Document;
  readonly language: Language;
  readonly operations: Operations;
  /** For the words in which a number says where it comes from. */
  readonly data?: PublishedData;
  /** The standard ones where nothing is said. */
  readonly limits?: ResourceLimits;
  /** Where a node stands in the template, from its `position`. */
  positionOf(node: Nodes): Position;
}

/** Turns a finished report into elements. Reports one that is nested deeper than a page may be. */
export function htmlReport({
  document,
  language,
  operations,
  data,
  ...input
}: HtmlInput): Outcome<HtmlReport> {
  const context = { language, operations, ...(data === undefined ? {} : { data }) };
  const body = toHast(document.tree, context);
  const diagnostics = depthProblems(body, input.limits ?? standardLimits, (position) =>
    input.positionOf({ type: 'root', children: [], ...(position && { position }) }),
  );
  const value: HtmlReport = {
    ...document,
    body,
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
  return { value, diagnostics };
}
