import { withoutSpaces } from '../../model/drawn-pictures.js';
import type { SnapshotDrawing } from '../../model/snapshot.js';
import { isText, type MarkupElement, type MarkupNode, textIn } from '../../outputs/snapshot/read-markup.js';
import type { DrawingFault } from './drawing-fault.js';

/** A text that a drawing prints. */
interface DrawnText {
  readonly text: string;
  /** Of the number that it prints. */
  readonly id: string | undefined;
  /** Of the row of labels along an axis that it is one of. */
  readonly axis: number | undefined;
  readonly start: number;
}

/**
 * What a drawing for windows of another width prints otherwise than the first of its figure: it has the same numbers, each as
 * published, and no word that the first does not have. The numbers along its axes are measured, and may be fewer or others.
 */
export function repeatedLabelFaults(
  other: MarkupElement,
  first: MarkupElement | undefined,
  { id, axes }: SnapshotDrawing,
  numbers: readonly { readonly id?: string; readonly text: string }[],
): readonly DrawingFault[] {
  const [texts, known] = [textsIn(other, 'data-repeats'), first ? textsIn(first, 'data-id') : []];
  const printed = new Map(numbers.map((number) => [number.id, number.text]));
  const wanted = new Set(known.flatMap((each) => each.id ?? []));
  const words = new Set(known.map(({ text }) => withoutSpaces(text)));
  const found = texts.flatMap(({ text, id: own, axis, start }): DrawingFault[] => {
    const fault = (expected: string): DrawingFault[] => [
      {
        message: `Unexpected label \`${text}\` in a drawing of \`${id}\`, expected ${expected}`,
        offset: start,
      },
    ];
    if (own !== undefined) {
      if (!wanted.delete(own)) return fault('each number of the first drawing once');
      const number = printed.get(own) ?? '';
      return withoutSpaces(number) === withoutSpaces(text) ? [] : fault(`\`${number}\` as published`);
    }
    const isMeasured = axis !== undefined && typeof axes[axis] === 'number';
    return isMeasured || words.has(withoutSpaces(text)) ? [] : fault('a label of the first drawing');
  });
  const lost = [...wanted].map((number) => ({
    message: `Unexpected drawing of \`${id}\` without the number \`${number}\`, expected all of the first drawing`,
    offset: other.start,
  }));
  return [...found, ...lost];
}

function textsIn(drawing: MarkupElement, attribute: string): readonly DrawnText[] {
  const found: DrawnText[] = [];
  const visit = (nodes: readonly MarkupNode[], axis: number | undefined): void => {
    for (const node of nodes) {
      if (isText(node)) continue;
      const own = node.attributes.get('data-axis');
      const text = node.name === 'text' ? textIn(node.children) : '';
      if (text.trim() !== '')
        found.push({ text, id: node.attributes.get(attribute), axis, start: node.start });
      else if (node.name !== 'desc') visit(node.children, own === undefined ? axis : Number(own));
    }
  };
  visit(drawing.children, undefined);
  return found;
}
