import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { defined } from '../model/defined.js';
import type { Operations } from '../model/operations/operations.js';
import type { Document } from '../model/tree/document.js';
import { ledgerOf } from '../model/tree/entries.js';
import type { ContentMeta, SectionNode } from '../model/tree/nodes.js';
import { runOnChapters } from './run-on.js';
import { explainSymbols } from './transforms/explain-symbols.js';
import { identify, identifyNumbers } from './transforms/identify.js';
import { keepChapter } from './transforms/keep-chapter.js';
import { contentsOf, list } from './transforms/list.js';
import { holdsIllustrative, markIllustrative } from './transforms/mark-illustrative.js';
import { number } from './transforms/number.js';
import { numberParagraphs } from './transforms/number-paragraphs.js';
import { placeDrawings } from './transforms/place-drawings.js';
import { placeFootnotes } from './transforms/place-footnotes.js';
import { resolve } from './transforms/resolve.js';
import { foreignNames, sayProvenance } from './transforms/say-provenance.js';
import { sectionize } from './transforms/sectionize.js';
import { sameColumns, splitWideTables } from './transforms/table-columns.js';
import { chaptersOf, headingOf, markedText, plainText, type Transform, type TransformState } from './tree.js';

/** The transforms in the order in which they must run, each with the reason for its place. */
export const transforms: readonly Transform[] = [
  // Anywhere before what looks at drawings; `id` is still what the author wrote.
  placeDrawings,
  // Before the rest: numbers, footnotes and lists all need to know which chapter a thing stands in.
  sectionize,
  // Before `identify`, which sees to it that each id is borne once; after `sectionize`, which tells body from annex.
  numberParagraphs,
  // Before `resolve` and `list`, which look things up by id; after `sectionize`, which carries ids to sections.
  identify,
  // Before `resolve`, whose words hold the numbers; after `sectionize`, whose depth and annexes they follow.
  number,
  // Before `resolve`, so that references in notes are resolved where they are printed.
  placeFootnotes,
  // After `placeDrawings`, since a drawing prints numbers too, `identify`, by whose sections ids go, and
  // `placeFootnotes`: a note belongs to the chapter that prints it.
  // Before `list`: what a list repeats bears the id of what it repeats.
  identifyNumbers,
  // After `placeDrawings`, whose tables print numbers too; nothing after it makes one.
  sayProvenance,
  // Before `list`: a title in a list may hold a reference.
  resolve,
  // Lists repeat what is by now numbered and resolved.
  list,
  // After all that numbers and refers, which look at the whole; before what speaks of the pages that are printed.
  keepChapter,
  // After all that makes or moves what is printed: a number is marked unless what stands around it says so.
  markIllustrative,
  // After `placeFootnotes`, whose notes stand below the legend of their chapter, and which print symbols too.
  explainSymbols,
  // After `markIllustrative`: how wide words are is known when their marks are set.
  sameColumns,
  // As `sameColumns`.
  splitWideTables,
];

/** What a report is made of before it is numbered. */
export interface TransformInput {
  readonly meta: ContentMeta;
  /** As the content stage returned it; its nodes are copied, not changed. */
  readonly body: Root;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
  readonly operations: Operations;
  /** For the words in which a number says where it comes from. */
  readonly data?: PublishedData;
  /** Where a node stands in the template, from its `position`. */
  positionOf(node: Nodes): Position;
}

/**
 * Returns the report numbered and resolved, ready for every output. Reports duplicate ids, dead references, and
 * footnotes that are unknown or unused.
 */
export function transform(input: TransformInput): Outcome<Document> {
  const diagnostics: Diagnostic[] = [];
  const root = copyOf(input.body);
  const state: TransformState = defined({
    root,
    language: input.language,
    operations: input.operations,
    data: input.data,
    charts: input.charts,
    paragraphs: input.meta.paragraphs,
    only: input.meta.only,
    positionOf: input.positionOf,
    report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic),
  });
  for (const apply of transforms) apply(state);
  return { value: documentOf(root, input), diagnostics };
}

/**
 * A tree of nodes that transforms may change. What nodes hold beside children and data, such as quantities, nobody changes, so that
 * both trees share it: copies of it would be half of what they take.
 */
function copyOf<T extends Nodes>(node: T): T {
  return {
    ...node,
    ...(node.data && { data: { ...node.data } }),
    ...('children' in node && { children: node.children.map((child: Nodes) => copyOf(child)) }),
  };
}

function documentOf(root: Root, { meta, language, data = {} }: TransformInput): Document {
  const parts = chaptersOf(root).map((section) => ({
    section,
    illustrative: holdsIllustrative(section, { listed: true }),
  }));
  const front = root.children.filter(({ type }) => type !== 'section');
  const frontIllustrative = front.some((node) => holdsIllustrative(node, { listed: true }));
  const runsOn = runOnChapters(parts, meta);
  const ledger = ledgerOf(root);
  const names = foreignNames(ledger, data, meta.language);
  return defined({
    // Given is what the text and the drawn charts hold; that tables are illustrative is seen in the finished tree.
    meta: {
      ...meta,
      illustrative: meta.illustrative || frontIllustrative || parts.some(({ illustrative }) => illustrative),
    },
    chapters: parts.map(({ section, illustrative }, index) => ({
      id: section.id,
      enumerator: section.enumerator,
      title: titleOf(section, language),
      illustrative,
      banded: section.banded === true,
      runsOn: runsOn[index] ?? false,
    })),
    contents: contentsOf(root),
    ledger,
    foreignNames: names,
    frontIllustrative,
    tree: root,
  });
}

/** As it stands on its own pages, where a band speaks for its numbers. */
function titleOf(chapter: SectionNode, language: Language): string {
  const words = headingOf(chapter)?.children ?? [];
  return chapter.banded === true ? plainText(words) : markedText(words, language);
}
