import type { List, Nodes, Paragraph } from 'mdast';
import type { SectionNode } from '../../model/tree/nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import type { TransformState } from '../tree.js';

/**
 * Gives every paragraph of the body a number that runs through the report, and an id (`par-12`, or the author's own):
 * how alternative reports to monitoring bodies are cited. A list belongs to the paragraph before it. Boxes, quotations,
 * footnotes and annexes have no numbers, and neither has a report that does not ask for them.
 */
export function numberParagraphs(state: TransformState): void {
  let count = 0;
  const next = (): number => ++count;
  if (state.paragraphs === 'numbered') {
    for (const node of state.root.children) {
      if (node.type === 'section' && !node.annex) numberSection(node, next);
    }
  }
  refuseIdsWithoutNumber(state);
}

/** The id that a paragraph has of its own number. */
const paragraphId = (number: number): string => `par-${number}`;

function numberSection(section: SectionNode, next: () => number): void {
  for (const node of section.children) {
    if (node.type === 'section') numberSection(node, next);
    if (node.type === 'container' && node.name === 'landscape') {
      for (const inner of node.children) if (inner.type === 'section') numberSection(inner, next);
    }
    if (node.type === 'paragraph' && isText(node)) numberParagraph(node, next());
    if (node.type === 'list') belong(node);
  }
}

/** A picture alone in its paragraph is no text. */
function isText({ children: [only, ...others] }: Paragraph): boolean {
  return only !== undefined && (only.type !== 'image' || others.length > 0);
}

function numberParagraph(paragraph: Paragraph, number: number): void {
  const id = paragraph.data?.id ?? paragraphId(number);
  paragraph.data = { ...paragraph.data, id, number };
}

/** Lists are set under the text of their paragraph, not under its number. */
function belong(list: List): void {
  list.data = { ...list.data, hProperties: { ...list.data?.hProperties, className: ['of-paragraph'] } };
}

/** "paragraph 12" needs a 12. */
function refuseIdsWithoutNumber(state: TransformState): void {
  visitParents(state.root, (node: Nodes) => {
    if (node.type !== 'paragraph' || node.data?.id === undefined || node.data.number !== undefined) return;
    state.report(
      problem(
        state.paragraphs === 'numbered'
          ? 'document/paragraph-id.paragraph'
          : 'document/paragraph-id.paragraph-number',
        state.positionOf(node),
        { id: node.data.id },
      ),
    );
  });
}
