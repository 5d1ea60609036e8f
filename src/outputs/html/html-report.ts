import type { Element, ElementContent, Root } from 'hast';
import type { Nodes } from 'mdast';
import type { Outcome, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Chapter, Document } from '../../model/document.js';
import type { SectionNode } from '../../model/nodes.js';
import type { Operations } from '../../model/operations/operations.js';
import { type ResourceLimits, standardLimits } from '../../resource-limits.js';
import { alignDecimals } from './finish/align-decimals.js';
import { depthProblems } from './finish/check-depth.js';
import { elementsOf, hasClass } from './finish/elements.js';
import { explainSymbols } from './finish/explain-symbols.js';
import { holdsIllustrative, markIllustrative } from './finish/mark-illustrative.js';
import { runOnChapters } from './finish/run-on.js';
import { alignColumns } from './finish/same-columns.js';
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
  markIllustrative(body, language);
  explainSymbols(body, language);
  alignDecimals(body, language);
  alignColumns(body);
  const sections = elementsOf(body);
  const value: HtmlReport = {
    ...document,
    // What stands in tables of words and in charts is seen only here.
    meta: { ...document.meta, illustrative: document.meta.illustrative || holdsIllustrative(body) },
    chapters: chapterList(document, sections),
    frontIllustrative: sections.some((part) => !hasClass(part, 'chapter') && holdsIllustrative(part)),
    body,
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
  return { value, diagnostics, reads: [] };
}

function chapterList({ tree, chapters }: Document, parts: readonly Element[]): Chapter[] {
  const sections = tree.children.filter((node): node is SectionNode => node.type === 'section');
  const known = sections.flatMap(({ id, enumerator, annex }, index) => {
    const part = parts.find(({ properties }) => `${properties.ariaLabelledBy}` === id);
    const chapter = chapters[index];
    if (part === undefined || chapter === undefined) return [];
    return [{ chapter, part, numbered: enumerator !== '', annex, illustrative: holdsIllustrative(part) }];
  });
  const runsOn = runOnChapters(known);
  return known.map(({ chapter, illustrative }, index) => ({
    ...chapter,
    illustrative,
    runsOn: runsOn[index] ?? false,
  }));
}
