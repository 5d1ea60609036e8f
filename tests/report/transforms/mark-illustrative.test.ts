import type { PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { describe, expect, it } from 'vitest';
import type { PublishedData } from '../../../src/model/dataset/dataset.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import { dataTableNode } from '../../../src/model/tree/data-table.js';
import type { DataTableNode } from '../../../src/model/tree/nodes.js';
import { statedTable } from '../../support/stated-table.js';
import { applyTransforms } from '../apply.js';
import { recordedEntry, sampleChart, sampleStated, sampleTable } from '../samples.js';

/** `*7` is an illustrative number. */
function entryOf(cell: string): LedgerEntry {
  const { quantity, ...entry } = recordedEntry(cell.replace('*', ''), 'table');
  return { ...entry, quantity: { ...quantity, illustrative: cell.startsWith('*') } };
}

const cellsOf = (lines: readonly string[]): string[][] =>
  lines.map((text) => text.split('|').map((cell) => cell.trim()));

/** A table made from data and what is said in its heads. */
function mark(...lines: string[]): { badge: string | undefined; heads: string[]; rows: string[] } {
  const [head = [], ...body] = cellsOf(lines);
  const table = dataTableNode({
    ...sampleStated('tbl-a', 'Cases', 'Year | Cases\n2010 | 7'),
    columns: head.slice(1).map((label) => ({ label, total: false, align: 'right' })),
    rows: body.map(([label = '', ...cells]) => ({
      label,
      total: false,
      cells: cells.map((cell) => ({ kind: 'value', entry: entryOf(cell) })),
    })),
  });
  const [, , marked] = chapterWith(table);
  if (marked?.type !== 'dataTable') throw new Error('expected the table after the note');
  const { badge, columns, rows } = statedTable(marked);
  return {
    badge,
    heads: columns.filter(({ illustrative }) => illustrative).map(({ label }) => label),
    rows: rows.filter(({ illustrative }) => illustrative).map(({ label }) => label),
  };
}

/** A real number, so that no band speaks for the chapter. */
const real: RootContent = { type: 'paragraph', children: [{ type: 'value', entry: entryOf('1') }] };

/** The blocks of a chapter with one block below its heading. */
function chapterWith(block: DataTableNode | Table) {
  const { root } = applyTransforms('# Chapter\n\n@block\n\n@real', { block, real });
  const [chapter] = root.children;
  if (chapter?.type !== 'section') throw new Error('expected a chapter');
  return chapter.children;
}

/** A table in words; returns the heads that speak for their column, and the numbers that bear a mark of their own. */
function markWords(...lines: string[]): { heads: number[]; own: string[] } {
  const row = (cells: readonly string[], index: number): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell) => {
      const isNumber = index > 0 && /^\*?\d/.test(cell);
      const word: PhrasingContent = isNumber
        ? { type: 'value', entry: entryOf(cell) }
        : { type: 'text', value: cell };
      return { type: 'tableCell', children: [word] };
    }),
  });
  const blocks = chapterWith({ type: 'table', children: cellsOf(lines).map(row) });
  const table = blocks.find((node) => node.type === 'table');
  if (table?.type !== 'table') throw new Error('expected the table');
  const heads = (table.children[0]?.children ?? []).flatMap(({ data }, index) =>
    data?.illustrative === true ? [index] : [],
  );
  const own: string[] = [];
  visitParents(table, (node) => {
    if (node.type === 'value' && node.marked === true) own.push(node.entry.text);
  });
  return { heads, own };
}

describe('a table', () => {
  it('of illustrative numbers alone says so at its caption', () => {
    expect(mark('Year | Cases', '2010 | *7', '2011 | *8')).toEqual({ badge: 'all', heads: [], rows: [] });
  });

  it('without such numbers says nothing', () => {
    const table = sampleTable('tbl-a', 'Cases', 'Year | Cases\n2010 | 7');
    const [, plain] = chapterWith(table);
    expect(plain?.type === 'dataTable' && statedTable(plain)).toMatchObject({
      columns: statedTable(table).columns,
      rows: [{ label: '2010', total: false }],
    });
    expect(plain).not.toHaveProperty('badge');
  });

  it('marks the head of a column that is illustrative beside one that is not', () => {
    expect(mark('Year | Recorded | Counted', '2010 | 7 | *9', '2011 | 8 | *10')).toEqual({
      badge: 'part',
      heads: ['Counted'],
      rows: [],
    });
  });

  it('marks the head of a row that is illustrative above one that is not', () => {
    const marked = mark('Kind | 2010 | 2011', 'Recorded | 7 | 8', 'Counted | *9 | *10');
    expect(marked).toEqual({ badge: 'part', heads: [], rows: ['Counted'] });
  });

  it('leaves to their cells the numbers that no head can speak for', () => {
    const marked = mark('Kind | 2010 | 2011', 'A | 7 | *8', 'B | *9 | 10');
    expect(marked).toEqual({ badge: 'part', heads: [], rows: [] });
  });

  it('in words has heads for its columns alone, also where all of it is illustrative', () => {
    expect(markWords('Kind | 2010 | 2011', 'A | *7 | *8', 'B | *9 | 10')).toEqual({ heads: [1], own: ['8'] });
    expect(markWords('Kind | 2010', 'A | *7')).toEqual({ heads: [1], own: [] });
    expect(markWords('Kind | 2010 | 2011', 'A | 7 | 8', 'B | *9 | *10')).toEqual({
      heads: [],
      own: ['9', '10'],
    });
  });

  it('of words that its author calls made up says so, and beside numbers that a part is', () => {
    const badgeOf = (cell: PhrasingContent): string | undefined => {
      const row: TableRow = { type: 'tableRow', children: [{ type: 'tableCell', children: [cell] }] };
      const block: RootContent = {
        type: 'captionedTable',
        id: 'tbl-a',
        badge: 'all',
        at: { file: 'a.md', line: 1, column: 1 },
        children: [
          { type: 'caption', children: [{ type: 'text', value: 'Steps' }] },
          { type: 'table', children: [row, row] },
          { type: 'legend', children: [] },
          { type: 'sources', children: [] },
        ],
      };
      const { root } = applyTransforms('# Chapter\n\n@block\n\n@real', { block, real });
      let badge: string | undefined;
      visitParents(root, (node) => {
        if (node.type === 'captionedTable') badge = node.badge;
      });
      return badge;
    };
    expect(badgeOf({ type: 'text', value: 'Sign it' })).toBe('all');
    expect(badgeOf({ type: 'value', entry: entryOf('7') })).toBe('part');
  });
});

describe('a chapter', () => {
  const invented: PhrasingContent = { type: 'value', entry: entryOf('*7') };

  /** Whether a band speaks for a chapter with an illustrative number and more, what its note is about, and which numbers bear marks. */
  function chapter(
    more: RootContent | undefined,
    data: PublishedData = {},
  ): { banded: boolean; about: string | undefined; marked: string[] } {
    const { root } = applyTransforms(
      '# Chapter\n\n@first\n\n@more',
      {
        first: { type: 'paragraph', children: [invented] },
        more: more ?? { type: 'thematicBreak' },
      },
      data,
    );
    const [made] = root.children;
    if (made?.type !== 'section') throw new Error('expected a chapter');
    const marked: string[] = [];
    visitParents(made, (node) => {
      if (node.type === 'value' && node.marked === true) marked.push(node.entry.text);
    });
    const [, note] = made.children;
    return {
      banded: made.banded === true,
      about: note?.type === 'illustrativeNote' ? note.about : undefined,
      marked,
    };
  }

  const banded = { banded: true, about: 'band', marked: [] };
  const marked = { banded: false, about: 'mark', marked: ['7'] };
  const chart = { ...sampleChart('fig-a', 'Cases'), dataset: 'charted' };
  const words = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
  const datasets = (illustrative: boolean): PublishedData =>
    ({ charted: { illustrative } }) as unknown as PublishedData;

  it('bears a band and clean numbers where all of its data is illustrative', () => {
    expect(chapter(undefined)).toEqual(banded);
    const table = { ...sampleTable('tbl-a', 'Cases', 'Year | Cases'), illustrative: true };
    expect(chapter(table)).toEqual(banded);
    expect(chapter(chart, datasets(true))).toEqual(banded);
  });

  it('of one real number bears marks again', () => {
    expect(chapter(real)).toEqual(marked);
  });

  it('bears marks beside real data that prints no number', () => {
    expect(chapter(sampleTable('tbl-a', 'Cases', 'Year | Cases'))).toEqual(marked);
    expect(chapter(chart, datasets(false))).toEqual(marked);
    expect(chapter(chart)).toEqual(marked);
    const constant = { pointer: '/mark', quantity: entryOf('1').quantity };
    expect(chapter({ ...chart, constants: [constant] }, datasets(true))).toEqual(marked);
  });

  it('bears marks beside a number that its author declares', () => {
    expect(chapter(words({ type: 'numeral', class: 'literal', value: '9' }))).toEqual(marked);
  });

  it('bears marks where plain text holds one that cannot be taken away', () => {
    expect(chapter(words({ type: 'inlineCode', value: '7[illus]' }))).toEqual(marked);
    const printed = [{ text: '1', class: 'ledger', entry: entryOf('1') }] as const;
    expect(chapter(words({ type: 'inlineCode', value: '1', data: { printed } }))).toEqual(marked);
  });

  it('without a number of data bears nothing', () => {
    const { root } = applyTransforms('# Chapter\n\nWords.');
    expect(root.children[0]).not.toHaveProperty('banded');
  });

  it('has its number marked where another chapter repeats it', () => {
    const { root } = applyTransforms('# Lists\n\n::tables\n\n# Chapter\n\n@table', {
      table: {
        ...sampleTable('tbl-a', 'Cases', 'Year | Cases'),
        illustrative: true,
        children: captioned(sampleTable('tbl-a', 'Cases', 'Year | Cases'), invented),
      },
    });
    const repeated: boolean[] = [];
    visitParents(root, 'numeral', (node) => {
      if (node.value === '7') repeated.push(node.marked === true);
    });
    expect(repeated).toEqual([true]);
    expect(root.children.map((node) => node.type === 'section' && node.banded === true)).toEqual([
      false,
      true,
    ]);
  });

  function captioned({ children: [caption, ...rest] }: DataTableNode, word: PhrasingContent) {
    return [{ ...caption, children: [...caption.children, word] }, ...rest] as DataTableNode['children'];
  }
});
