import { faultOf } from '../../../problems/problem.js';
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
    return [{ ...faultOf('layout/single-line', { words: wordsOf(block), place, page }), page, block }];
  });

const holdsLines = ({ element, blocks }: Block): boolean =>
  blocks.length === 0 && ['p', 'li', 'dd', 'blockquote'].includes(element.tagName);
