import { faultOf } from '../../../problems/problem.js';
import { type Block, everyBlock, firstPage, hasClass, lastPage, paintOf } from '../blocks.js';
import type { PlacedText } from '../placed-text.js';
import { type Finding, figureOf, type LayoutRule, nameOf, wordsOf } from '../rule.js';
import { leaves, overlap } from './labels.js';

const fewest = 2;

/** A table that goes over pages and shows its head with no row below it, or with one. */
export const tornTable: LayoutRule = ({ blocks }) =>
  [...everyBlock(blocks)]
    .filter(({ element }) => element.tagName === 'table')
    .flatMap((table): Finding[] => {
      const rows = [...everyBlock(table.blocks)].filter(isRow);
      const [first, last] = [firstPage(table), lastPage(table)];
      if (first === undefined || last === undefined || first === last) return [];
      const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const counts = new Map<number | undefined, number>();
      for (const row of rows) {
        const page = firstPage(row);
        counts.set(page, (counts.get(page) ?? 0) + 1);
      }
      return pages.flatMap((page): Finding[] => {
        const count = counts.get(page) ?? 0;
        if (count >= fewest) return [];
        return [
          {
            ...faultOf('layout/torn-table', {
              name: nameOf(figureOf(table)),
              noRow: count === 0 ? 'no row' : 'one row',
              page,
              fewest,
            }),
            page,
            block: table.parent ?? table,
          },
        ];
      });
    });

const isRow = ({ element, parent }: Block): boolean =>
  element.tagName === 'tr' && parent?.element.tagName === 'tbody';

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
