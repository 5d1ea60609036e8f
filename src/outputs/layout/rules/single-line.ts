import { type Block, everyBlock, linesOf } from '../blocks.js';
import { type Finding, type LayoutRule, wordsOf } from '../rule.js';

/** One line of a paragraph alone at the foot of a page, or at the head of the next. */
export const singleLine: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)].filter(holdsLines).flatMap((block): Finding[] => {
    const lines = linesOf(block.texts);
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined || first.page === last.page) return [];
    const countOn = (page: number): number => lines.filter((line) => line.page === page).length;
    const place = countOn(first.page) === 1 ? 'foot' : countOn(last.page) === 1 ? 'head' : undefined;
    if (place === undefined) return [];
    const page = place === 'foot' ? first.page : last.page;
    return [
      {
        code: 'layout/single-line',
        page,
        block,
        message: `Unexpected single line of ${wordsOf(block)} at the ${place} of page ${page}, expected two or more`,
        hint: 'shorten the paragraph by a line, or make two of it',
      },
    ];
  });

const holdsLines = ({ element, blocks }: Block): boolean =>
  blocks.length === 0 && ['p', 'li', 'dd', 'blockquote'].includes(element.tagName);
