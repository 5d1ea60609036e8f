/** Where a page goes on within a group of rows the head of the group stands above them: reckoned without a browser. */
import { readFileSync } from 'node:fs';
import type { Element } from 'hast';
import { h } from 'hastscript';
import { expect, test } from 'vitest';
import { areKept, choosePageStarts, markContinued } from '../../src/outputs/continued.js';
import { blocksOf } from '../../src/outputs/layout/blocks.js';
import type { Layout } from '../../src/outputs/layout/layout.js';
import type { PlacedText } from '../../src/outputs/layout/placed-text.js';
import { english } from '../support/english.js';

const rowHeight = 20;
/** Rows of a page of 700 points, below its head. */
const perPage = 34;

/** A table of groups of so many rows, the first page begun by a title. */
const tableOf = (groups: readonly number[], rowClass = (_: number): string => ''): Element => {
  let row = 0;
  return h('figure.table', { id: 'tbl-a' }, [
    h('table', [
      h('thead', [h('tr', [h('th', 'District')])]),
      ...groups.map((count, group) =>
        h('tbody', [
          h(`tr.group${rowClass(row++)}`, [h('th', `Region ${group}`)]),
          ...Array.from({ length: count }, () => h(`tr${rowClass(row++)}`, [h('th', 'words'), h('td', '1')])),
        ]),
      ),
    ]),
  ]);
};

const rowsOf = (figure: Element): Element[] => {
  const visit = (element: Element): Element[] =>
    element.tagName === 'tr'
      ? [element]
      : element.children.flatMap((child) => (child.type === 'element' ? visit(child) : []));
  return visit(figure).slice(1);
};

/** As the browser lays it out: a page after the other, `starts` begun where they are said, with `extra` points above. */
function layoutOf(
  figure: Element,
  begins: (row: number) => boolean = () => false,
  extra = 0,
  foot?: Element,
): Layout {
  const texts = new Map<Element, PlacedText[]>();
  let [page, used] = [1, 5 * rowHeight];
  for (const [order, row] of rowsOf(figure).entries()) {
    const above = begins(order) ? extra : 0;
    if (used + rowHeight > perPage * rowHeight || begins(order)) [page, used] = [page + 1, above];
    const top = 690 - used;
    const box = { left: 0, right: 400, top, bottom: top - 9 };
    for (const cell of row.children) {
      if (cell.type === 'element')
        texts.set(cell, [{ text: 'words', page, box, isCut: false, order, shown: undefined }]);
    }
    used += rowHeight;
  }
  if (foot !== undefined) {
    const top = 690 - used;
    const box = { left: 0, right: 400, top, bottom: top - 28 };
    texts.set(foot, [{ text: 'words', page, box, isCut: false, order: 999, shown: undefined }]);
  }
  const blocks = blocksOf([h('main', [figure])], { texts, labels: new Map() });
  const frames = Array.from({ length: page }, () => ({ left: 0, right: 400, top: 700, bottom: 0 }));
  return { blocks, frames, painted: [], positionOf: () => ({ file: 'a.md', line: 1, column: 1 }) };
}

test('a table of 244 rows has the head of its group on every page that goes on with it', () => {
  const figure = tableOf([40, 41, 40, 41, 40, 42]);
  expect(rowsOf(figure)).toHaveLength(250);
  const starts = choosePageStarts(layoutOf(figure));
  expect(starts.length).toBeGreaterThan(5);
  expect(starts[0]).toEqual({ figure: 'tbl-a', row: 29, group: 'Region 0' });
  const begins = (row: number): boolean => starts.some((start) => start.row === row);
  // As it was reckoned, so it is printed: no page begins elsewhere.
  expect(areKept(starts, layoutOf(figure, begins, 17))).toBe(true);
  expect(areKept(starts, layoutOf(figure))).toBe(false);
  const marked = markContinued({ body: { type: 'root', children: [figure] } } as never, starts, english);
  const [shown] = marked.body.children;
  if (shown?.type !== 'element') throw new Error('no figure');
  const heads = rowsOf(shown).flatMap(({ children: [head] }) =>
    head?.type === 'element' ? [head.properties.dataContinued] : [],
  );
  expect(heads[29]).toBe('Region 0 (continued)');
  expect(heads.filter((each) => each !== undefined)).toHaveLength(
    starts.filter(({ group }) => group !== undefined).length,
  );
});

test('nothing is repeated where every page begins with a group, and no two rows of a group stand apart from it', () => {
  // 29 rows fit below the title, and 34 on a page.
  expect(choosePageStarts(layoutOf(tableOf([28, 33, 33])))).toEqual([]);
  // Its last two rows would stand alone: three go on.
  const [start] = choosePageStarts(layoutOf(tableOf([30, 5])));
  expect(start).toEqual({ figure: 'tbl-a', row: 28, group: 'Region 0' });
});

test('nothing is repeated where what stands below the table would go on to a page that nobody reckoned with', () => {
  // 29 rows below the title, the words above the next, and 33 rows: the page is full.
  const full = tableOf([61]);
  expect(choosePageStarts(layoutOf(full))).toEqual([{ figure: 'tbl-a', row: 29, group: 'Region 0' }]);
  const source = h('p.source', 'Source');
  const layout = layoutOf({ ...full, children: [...full.children, source] }, undefined, 0, source);
  expect(choosePageStarts(layout)).toEqual([]);
  const short = tableOf([55]);
  const roomy = layoutOf({ ...short, children: [...short.children, source] }, undefined, 0, source);
  expect(choosePageStarts(roomy)).toEqual([{ figure: 'tbl-a', row: 29, group: 'Region 0' }]);
});

test('no rule for cells takes away the room of the words above a row that goes on', () => {
  const rules = [...readFileSync('src/theme/print.css', 'utf8').matchAll(/^\s*([^{}@]+?)\s*\{([^{}]*)\}/gmu)];
  const classes = (selector: string): number => selector.match(/\.[\w-]+/gu)?.length ?? 0;
  const ofCells = rules.filter(
    ([, selector = '', body = '']) =>
      /padding-top/u.test(body) && /(?:\b|\()t[hd]\b[^\s]*$|goes-on > \*$/u.test(selector),
  );
  const [room, others] = [true, false].map((isRoom) =>
    ofCells.flatMap(([, selector = '']) =>
      selector.includes('goes-on') === isRoom ? [classes(selector)] : [],
    ),
  );
  expect(others?.length).toBeGreaterThan(3);
  expect(Math.min(...(room ?? []))).toBeGreaterThan(Math.max(...(others ?? [])));
});
