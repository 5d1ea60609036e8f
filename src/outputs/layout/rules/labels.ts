import { faultOf, phrase } from '../../../problems/problem.js';
import type { Box } from '../../pdf/content/graphics-state.js';
import { everyBlock } from '../blocks.js';
import type { PlacedText } from '../placed-text.js';
import { type Finding, figureOf, type LayoutRule, nameOf } from '../rule.js';

/** Points by which the boxes of two labels may overlap: they hold some white around the letters. */
const slack = 1.5;

/** A label of a chart that an edge cuts, that leaves the page, or that lies over another. */
export const labels: LayoutRule = ({ blocks, frames }) =>
  [...everyBlock(blocks)]
    .filter(
      ({ labels: words, blocks: inner }) => words.length > 0 && !inner.some((each) => each.labels.length > 0),
    )
    .flatMap((block): Finding[] => {
      const words = block.labels.filter(({ text }) => text.trim() !== '');
      const find = (page: number, message: string, hint: string): Finding => ({
        ...faultOf('layout/label.page', { message, name: nameOf(figureOf(block)), page }, { hint }),
        page,
        block: figureOf(block),
      });
      const cut = words.filter((word) => word.isCut || leaves(word, frames[word.page - 1]));
      return [
        ...cut.map((word) =>
          find(
            word.page,
            phrase('layout/label.cut', { text: word.text.trim() }),
            phrase('layout/label.shorten'),
          ),
        ),
        ...overlapping(words).map(([one, other]) =>
          find(
            one.page,
            phrase('layout/label.label', { text: one.text.trim(), otherTextTrim: other.text.trim() }),
            phrase('layout/label.higher'),
          ),
        ),
      ];
    });

/** Pairs of labels of which one lies over the other. */
function overlapping(words: readonly PlacedText[]): [PlacedText, PlacedText][] {
  return words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter((other) => one.page === other.page && overlap(one.box, other.box))
      .map((other): [PlacedText, PlacedText] => [one, other]),
  );
}

/** True where two boxes share more than their white. */
export const overlap = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
  Math.min(one.top, other.top) - Math.max(one.bottom, other.bottom) > slack;

/** True for text that runs into the margin beside the page. */
export const leaves = (
  { box }: PlacedText,
  frame: { readonly left: number; readonly right: number } | undefined,
): boolean => frame !== undefined && (box.left < frame.left - slack || box.right > frame.right + slack);
