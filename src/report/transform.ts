import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { RenderedChart } from '../model/chart.js';
import type { PublishedData } from '../model/dataset.js';
import type { Document } from '../model/document.js';
import { ledgerOf } from '../model/entries.js';
import type { ContentMeta, SectionNode } from '../model/nodes.js';
import type { Operations } from '../model/operations/operations.js';
import { foreignNames } from './foreign-names.js';
import { holdsIllustrative } from './illustrative.js';
import { runOnChapters } from './run-on.js';
import { contentsOf } from './transforms/list.js';
import { transforms } from './transforms.js';
import { chaptersOf, headingOf, markedText, plainText } from './tree.js';

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
  const state = {
    root,
    language: input.language,
    operations: input.operations,
    ...(input.data && { data: input.data }),
    charts: input.charts,
    ...(input.meta.paragraphs === undefined ? {} : { paragraphs: input.meta.paragraphs }),
    positionOf: input.positionOf,
    report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic),
  };
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
  const runsOn = runOnChapters(parts, language);
  const ledger = ledgerOf(root);
  const names = foreignNames(ledger, data, meta.language);
  return {
    // What stands in tables of words and in charts is seen only here.
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
    ...(names && { foreignNames: names }),
    frontIllustrative,
    tree: root,
  };
}

/** As it stands on its own pages, where a band speaks for its numbers. */
function titleOf(chapter: SectionNode, language: Language): string {
  const words = headingOf(chapter)?.children ?? [];
  return chapter.banded === true ? plainText(words) : markedText(words, language);
}
