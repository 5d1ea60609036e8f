import { faultOf } from '../../../problems/problem.js';
import { type Block, everyBlock, firstPage, lastPage } from '../blocks.js';
import { type Finding, figureOf, type LayoutRule, nameOf } from '../rule.js';

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
