import type { BlockContent, PhrasingContent } from 'mdast';
import { expect, test } from 'vitest';
import type { Mark } from '../../../src/model/dataset/missing.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import { dataTableNode } from '../../../src/model/tree/data-table.js';
import type { SectionNode } from '../../../src/model/tree/nodes.js';
import { legendNode, sourcesNode } from '../../../src/model/tree/table-nodes.js';
import { statedTable } from '../../support/stated-table.js';
import { applyTransforms } from '../apply.js';
import { recordedEntry, sampleStated, sampleTable } from '../samples.js';

const missing = (symbol: string, meaning: string, text = symbol): PhrasingContent => {
  const { quantity, ...entry } = recordedEntry('5');
  const value = { kind: 'missing', code: '', symbol, meaning, adds: 0 } as const;
  return { type: 'value', entry: { ...entry, text, quantity: { ...quantity, value } } };
};

const withMarks = (...marks: Mark[]): LedgerEntry => {
  const entry = recordedEntry('5');
  return { ...entry, quantity: { ...entry.quantity, marks } };
};
const marked = (...marks: Mark[]): PhrasingContent => ({ type: 'value', entry: withMarks(...marks) });

const paragraph = (...children: PhrasingContent[]): BlockContent => ({ type: 'paragraph', children });

/** The blocks of the one chapter of a report. */
function chapterOf(
  markdown: string,
  blocks: Readonly<Record<string, BlockContent>> = {},
): SectionNode['children'] {
  const [chapter] = applyTransforms(`# Chapter\n\n${markdown}`, blocks).root.children;
  if (chapter?.type !== 'section') throw new Error('expected a chapter');
  return chapter.children;
}

test('a chapter ends with what its symbols and marks mean, each once, before its notes', () => {
  const blocks = chapterOf('Text.\n\n@two\n\nA note.[^n]\n\n[^n]: Note.', {
    two: paragraph(
      missing('[x]', 'not available'),
      missing('[x]', 'not asked'),
      marked('p', 'e'),
      missing('[x]', 'not available'),
      marked('p'),
    ),
  });
  expect(blocks.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'paragraph',
    'paragraph',
    'legend',
    'endnotes',
  ]);
  expect(blocks.find(({ type }) => type === 'legend')).toEqual(
    legendNode([
      { symbol: '[x]', meaning: 'not available' },
      { symbol: '[x]', meaning: 'not asked' },
      { symbol: '[p]', meaning: 'provisional' },
      { symbol: '[e]', meaning: 'estimated' },
    ]),
  );
});

test('tables with a legend of their own, and chapters without symbols, add nothing', () => {
  const table = sampleTable('tbl-a', 'Cases', 'Year | Cases\n2010 | -');
  expect(statedTable(table).legend).toHaveLength(1);
  expect(chapterOf('@table', { table }).map(({ type }) => type)).toEqual(['heading', 'dataTable']);
  expect(chapterOf('Nothing.').map(({ type }) => type)).toEqual(['heading', 'paragraph']);
});

test('a table of data without a legend is explained at the end of its chapter', () => {
  const stated = sampleStated('tbl-a', 'Cases', 'Year | Cases\n2010 | -');
  const table = dataTableNode({ ...stated, legend: [] });
  expect(chapterOf('@table', { table }).at(-1)).toEqual(
    legendNode([{ symbol: '[z]', meaning: 'none recorded' }]),
  );
});

test('a table in words has a legend of its own; what prints its own meaning needs none', () => {
  const cell = (...children: PhrasingContent[]) => ({ type: 'tableCell' as const, children });
  const captioned: BlockContent = {
    type: 'captionedTable',
    id: 'tbl-words',
    children: [
      { type: 'caption', children: [{ type: 'text', value: 'Words' }] },
      {
        type: 'table',
        children: [
          { type: 'tableRow', children: [cell({ type: 'text', value: 'A' })] },
          {
            type: 'tableRow',
            children: [cell(missing('[x]', 'not available'), missing('[y]', 'none', 'none'))],
          },
        ],
      },
      legendNode([]),
      sourcesNode([]),
    ],
    at: { file: 'report.md', line: 1, column: 1 },
  };
  const blocks = chapterOf('@words', { words: captioned });
  expect(blocks).toHaveLength(2);
  const legend = legendNode([{ symbol: '[x]', meaning: 'not available' }]);
  expect(blocks[1]).toMatchObject({ children: [{}, {}, legend, {}] });
});
