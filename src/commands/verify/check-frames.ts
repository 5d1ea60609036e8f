import type { Diagnostic } from '../../diagnostics.js';
import type { Snapshot } from '../../model/snapshot/snapshot.js';
import { isText, type MarkupElement, type MarkupNode, textIn } from '../../outputs/snapshot/read-markup.js';
import { frameAttribute } from '../../outputs/snapshot/read-page.js';
import { phrase } from '../../problems/problem.js';
import { problemAt } from './problem.js';

interface FramesInput {
  readonly html: string;
  readonly file: string;
  readonly nodes: readonly MarkupNode[];
  readonly snapshot: Pick<Snapshot, 'numbers'>;
}

/**
 * Numbers in drawings that are not those published, and what a drawing for windows of another width prints otherwise
 * than the first of its figure, whose words are published. It has the same numbers, each once, and no other word. The
 * numbers along its axes may differ.
 */
export function checkFrames({ html, file, nodes, snapshot }: FramesInput): Diagnostic[] {
  const published = new Map(snapshot.numbers.map(({ id, text }) => [id, withoutSpaces(text)]));
  const found: Diagnostic[] = [];
  const fault = (message: string, offset: number): void =>
    void found.push(
      problemAt({ severity: 'error', code: 'verify/text', message }, file, { text: html, offset }),
    );
  for (const [first, ...others] of drawingsByFigure(nodes)) {
    if (first.attributes.has(frameAttribute)) fault(phrase('verify/text.drawing'), first.start);
    const known = textsIn(first, 'data-id');
    for (const { text, id, start } of known)
      if (id !== undefined && published.get(id) !== text)
        fault(phrase('verify/text.number', { text, id }), start);
    const words = new Set(known.map(({ text }) => text));
    for (const other of others) {
      const wanted = new Set(known.flatMap(({ id }) => id ?? []));
      for (const { text, id, isAxis, start } of textsIn(other, 'data-repeats')) {
        const isRight =
          id === undefined
            ? words.has(text) || (isAxis && /^[\p{N}\p{P}\p{S}]+$/u.test(text))
            : wanted.delete(id) && published.get(id) === text;
        if (!isRight) fault(phrase('verify/text.printed', { text }), start);
      }
      if (wanted.size > 0) fault(phrase('verify/text.lacks'), other.start);
    }
  }
  return found.slice(0, mostShown);
}

/** More would say the same over and over. */
const mostShown = 20;

/** The drawings of each figure, the one whose words are published first. */
function drawingsByFigure(nodes: readonly MarkupNode[]): [MarkupElement, ...MarkupElement[]][] {
  const found: [MarkupElement, ...MarkupElement[]][] = [];
  const visit = (within: readonly MarkupNode[]): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const before = node.attributes.has(frameAttribute) ? found.at(-1) : undefined;
      if (before !== undefined) before.push(node);
      else if (node.name === 'svg') found.push([node]);
      else visit(node.children);
    }
  };
  visit(nodes);
  return found;
}

interface DrawnText {
  readonly text: string;
  /** Of the number that it prints. */
  readonly id: string | undefined;
  readonly isAxis: boolean;
  readonly start: number;
}

/** The labels of a drawing without spaces: one breaks into other lines than another. */
function textsIn(drawing: MarkupElement, attribute: string): readonly DrawnText[] {
  const found: DrawnText[] = [];
  const visit = (nodes: readonly MarkupNode[], isAxis: boolean): void => {
    for (const node of nodes) {
      if (isText(node) || node.name === 'desc') continue;
      const text = node.name === 'text' ? withoutSpaces(textIn(node.children)) : '';
      if (text !== '') found.push({ text, id: node.attributes.get(attribute), isAxis, start: node.start });
      else visit(node.children, isAxis || node.attributes.has('data-axis'));
    }
  };
  visit(drawing.children, false);
  return found;
}

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');
