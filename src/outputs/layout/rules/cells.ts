import { faultOf } from '../../../problems/problem.js';
import { type Block, everyBlock } from '../blocks.js';
import type { PlacedText } from '../placed-text.js';
import { type Finding, figureOf, type LayoutRule, nameOf } from '../rule.js';
import { leaves, overlap } from './labels.js';

/** A word of a table that runs into the next cell, or out of the page. */
export const cells: LayoutRule = ({ blocks, frames }) =>
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
