import type { Diagnostic, Severity } from '../../diagnostics.js';
import { faultOf, phrase } from '../../problems/problem.js';
import type { Box } from '../pdf/content/graphics-state.js';
import { type Block, everyBlock } from './blocks.js';
import type { Layout } from './layout.js';
import { footAlone, pageFill, parted, singleLine, tornTable } from './page-breaks.js';
import type { PlacedText } from './placed-text.js';
import { type Finding, figureOf, type LayoutRule, nameOf } from './rule.js';

/** Points by which the boxes of two labels may overlap: they hold some white around the letters. */
const slack = 1.5;

/** A label of a chart that an edge cuts, that leaves the page, or that lies over another. */
const labels: LayoutRule = ({ blocks, frames }) =>
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
const overlap = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
  Math.min(one.top, other.top) - Math.max(one.bottom, other.bottom) > slack;

/** True for text that runs into the margin beside the page. */
const leaves = (
  { box }: PlacedText,
  frame: { readonly left: number; readonly right: number } | undefined,
): boolean => frame !== undefined && (box.left < frame.left - slack || box.right > frame.right + slack);

/** A word of a table that runs into the next cell, or out of the page. */
const cells: LayoutRule = ({ blocks, frames }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'tr')
    .flatMap((row): Finding[] =>
      row.blocks.flatMap((cell, index): Finding[] => {
        const next = row.blocks[index + 1];
        const over = cell.texts.find((text) => leaves(text, frames[text.page - 1]) || runsInto(text, next));
        if (over === undefined) return [];
        const name = nameOf(figureOf(row));
        return [
          {
            ...faultOf('layout/cell', { text: over.text.trim(), name, page: over.page }),
            page: over.page,
            block: figureOf(row),
          },
        ];
      }),
    );

const runsInto = (text: PlacedText, next: Block | undefined): boolean =>
  next?.texts.some((other) => other.page === text.page && overlap(text.box, other.box)) === true;

/** Every rule that finished pages are held to. */
const rules: readonly LayoutRule[] = [pageFill, parted, singleLine, tornTable, footAlone, labels, cells];

/** What is wrong with finished pages, page by page. */
export const findingsOf = (layout: Layout): readonly Finding[] =>
  rules.flatMap((rule) => rule(layout)).sort((one, other) => one.page - other.page);

/** What is wrong with the pages of a finished print, page by page. */
export function layoutProblems(layout: Layout, severity: Severity): Diagnostic[] {
  return findingsOf(layout).map(({ code, message, hint, block }) => ({
    severity,
    code,
    message,
    position: layout.positionOf(block),
    ...(hint !== undefined && { hint }),
  }));
}
