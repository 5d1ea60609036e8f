import { faultOf } from '../../../problems/problem.js';
import { type Block, everyBlock, hasClass, paintOf } from '../blocks.js';
import { type Finding, type LayoutRule, nameOf, wordsOf } from '../rule.js';

/** The legend, notes or source of a figure or table on a page that shows nothing else of it. */
export const footAlone: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'figure')
    .flatMap((figure): Finding[] => {
      const [feet, bodies] = [figure.blocks.filter(isFoot), figure.blocks.filter((part) => !isFoot(part))];
      const shown = new Set(bodies.flatMap(pagesOf));
      const alone = feet.find((foot) => pagesOf(foot).some((page) => !shown.has(page)));
      const page = alone && pagesOf(alone).find((each) => !shown.has(each));
      if (alone === undefined || page === undefined) return [];
      return [
        {
          ...faultOf('layout/foot-alone', { words: wordsOf(alone), page, name: nameOf(figure) }),
          page,
          block: figure,
        },
      ];
    });

const isFoot = (block: Block): boolean => hasClass(block, 'foot', 'source', 'legend', 'notes', 'note');

const pagesOf = (block: Block): number[] => [...new Set(paintOf(block).map(({ page }) => page))];
