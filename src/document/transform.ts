import type { Nodes, Root } from 'mdast';
import type { RenderedChart } from '../charts/chart.js';
import type { ContentMeta } from '../content/nodes.js';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { Chapter, Document } from './document.js';
import { toHast } from './to-hast/to-hast.js';
import { contentsOf } from './transforms/list.js';
import { transforms } from './transforms.js';
import { chaptersOf, headingOf, plainText } from './tree.js';

/** What a report is made of before it is numbered. */
export interface TransformInput {
  readonly meta: ContentMeta;
  /** As the content stage returned it; it is copied, not changed. */
  readonly body: Root;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
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
    positionOf: input.positionOf,
    report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic),
  };
  for (const apply of transforms) apply(state);
  const value: Document = {
    meta: input.meta,
    chapters: chaptersOf(root).map(
      (section): Chapter => ({
        id: section.id,
        enumerator: section.enumerator,
        title: plainText(headingOf(section)?.children ?? []),
      }),
    ),
    contents: contentsOf(root),
    body: toHast(root, { charts: input.charts, language: input.language }),
  };
  return { value, diagnostics, reads: [] };
}
