import type { Element } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { RenderedChart } from '../model/chart.js';
import type { PublishedData } from '../model/dataset.js';
import type { Chapter, Document } from '../model/document.js';
import type { ContentMeta, SectionNode } from '../model/nodes.js';
import type { Operations } from '../model/operations/operations.js';
import { type ResourceLimits, standardLimits } from '../resource-limits.js';
import { alignDecimals } from './finish/align-decimals.js';
import { depthProblems } from './finish/check-depth.js';
import { elementsOf, hasClass } from './finish/elements.js';
import { explainSymbols } from './finish/explain-symbols.js';
import { holdsIllustrative, markIllustrative } from './finish/mark-illustrative.js';
import { runOnChapters } from './finish/run-on.js';
import { alignColumns } from './finish/same-columns.js';
import { toHast } from './to-hast/to-hast.js';
import { contentsOf } from './transforms/list.js';
import { transforms } from './transforms.js';
import { chaptersOf, headingOf, markedText } from './tree.js';

/** What a report is made of before it is numbered. */
export interface TransformInput {
  readonly meta: ContentMeta;
  /** As the content stage returned it; it is copied, not changed. */
  readonly body: Root;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
  readonly operations: Operations;
  /** For the words in which a number says where it comes from. */
  readonly data?: PublishedData;
  /** The standard ones where nothing is said. */
  readonly limits?: ResourceLimits;
  /** Where a node stands in the template, from its `position`. */
  positionOf(node: Nodes): Position;
}

/**
 * Returns the report numbered, resolved and turned into hast, ready for every output. Reports duplicate ids,
 * dead references, and footnotes that are unknown or unused.
 */
export function transform(input: TransformInput): Outcome<Document> {
  const diagnostics: Diagnostic[] = [];
  const root = structuredClone(input.body);
  const state = {
    root,
    language: input.language,
    ...(input.meta.paragraphs === undefined ? {} : { paragraphs: input.meta.paragraphs }),
    positionOf: input.positionOf,
    report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic),
  };
  for (const apply of transforms) apply(state);
  const body = toHast(root, {
    charts: input.charts,
    language: input.language,
    operations: input.operations,
    ...(input.data === undefined ? {} : { data: input.data }),
  });
  const limits = input.limits ?? standardLimits;
  diagnostics.push(
    ...depthProblems(body, limits, (position) =>
      input.positionOf({ type: 'root', children: [], ...(position && { position }) }),
    ),
  );
  markIllustrative(body, input.language);
  explainSymbols(body, input.language);
  alignDecimals(body, input.language);
  alignColumns(body);
  const sections = elementsOf(body);
  const value: Document = {
    // What stands in tables of words and in charts is seen only here.
    meta: { ...input.meta, illustrative: input.meta.illustrative || holdsIllustrative(body) },
    chapters: chapterList(chaptersOf(root), sections, input.language),
    contents: contentsOf(root, input.language),
    frontIllustrative: sections.some((part) => !hasClass(part, 'chapter') && holdsIllustrative(part)),
    body,
  };
  return { value, diagnostics, reads: [] };
}

function chapterList(
  sections: readonly SectionNode[],
  parts: readonly Element[],
  language: Language,
): Chapter[] {
  const chapters = sections.flatMap((section) => {
    const part = parts.find(({ properties }) => `${properties.ariaLabelledBy}` === section.id);
    return part === undefined
      ? []
      : [
          {
            section,
            part,
            numbered: section.enumerator !== '',
            annex: section.annex,
            illustrative: holdsIllustrative(part),
          },
        ];
  });
  const runsOn = runOnChapters(chapters);
  return chapters.map(({ section, illustrative }, index) => ({
    id: section.id,
    enumerator: section.enumerator,
    title: markedText(headingOf(section)?.children ?? [], language),
    illustrative,
    runsOn: runsOn[index] ?? false,
  }));
}
