import { describe, expect, it } from 'vitest';
import type { SectionNode } from '../../src/model/tree/nodes.js';
import { type ChapterPart, linesOf, runOnChapters } from '../../src/report/run-on.js';
import { english } from '../support/english.js';

const line = 'A line of text that is about as long as a line of print can be in this theme, or so it is.';

const text = (lines: number): SectionNode['children'][number] => ({
  type: 'paragraph',
  children: [{ type: 'text', value: line.repeat(lines) }],
});

const at = { file: 'report.md', line: 1, column: 1 };

interface Changes {
  readonly illustrative?: boolean;
  readonly enumerator?: string;
  readonly annex?: boolean;
}

function section(
  children: SectionNode['children'],
  { enumerator = '1', annex = false }: Changes = {},
): SectionNode {
  const heading = { type: 'heading', depth: 1, children: [{ type: 'text', value: 'Title' }] } as const;
  return {
    type: 'section',
    depth: 1,
    id: 'title',
    enumerator,
    annex,
    children: [{ ...heading, children: [...heading.children] }, ...children],
  };
}

const chapter = (lines: number, changes: Changes = {}): ChapterPart => ({
  section: section([text(lines)], changes),
  illustrative: changes.illustrative ?? false,
});

const lists = (): ChapterPart => ({
  section: {
    holds: 'lists',
    ...section(
      [
        {
          type: 'listing',
          name: 'tables',
          at,
          children: [{ type: 'listingEntry', id: 'a', enumerator: 'Table 1', children: [], depth: 1 }],
        },
      ],
      { enumerator: '' },
    ),
  },
  illustrative: false,
});

const wideBlock: SectionNode['children'][number] = {
  type: 'container',
  name: 'landscape',
  children: [{ type: 'paragraph', children: [{ type: 'text', value: 'Text.' }] }],
  at,
};

const runsOn = (...chapters: ChapterPart[]): boolean[] => runOnChapters(chapters, english);

describe('a chapter', () => {
  it('follows the one before where those of its kind are short, and its last page has room', () => {
    expect(runsOn(chapter(10), chapter(24), chapter(12), chapter(8))).toEqual([false, true, false, true]);
  });

  it('begins a page, however short it is itself, where those of its kind have half a page or more', () => {
    expect(runsOn(chapter(10), chapter(70), chapter(8))).toEqual([false, false, false]);
    const annexes = [chapter(5, { annex: true }), chapter(5, { annex: true })];
    expect(runsOn(chapter(70), chapter(70), ...annexes)).toEqual([false, false, false, true]);
  });

  it('begins a page of its own after a chapter of another kind', () => {
    const kinds = [
      chapter(5, { enumerator: '' }),
      chapter(5),
      chapter(5, { illustrative: true }),
      chapter(5, { annex: true }),
    ];
    expect(runsOn(...kinds)).toEqual([false, false, false, false]);
  });

  it('of lists follows the contents, and nothing follows the lists', () => {
    expect(runsOn(lists(), lists(), chapter(3, { enumerator: '' }))).toEqual([false, true, false]);
  });

  it('neither follows one with a wide page nor has one itself where it does', () => {
    const wide: ChapterPart = { section: section([text(3), wideBlock, text(4)]), illustrative: false };
    expect(runsOn(wide, chapter(3))).toEqual([false, false]);
    expect(runsOn(chapter(3), wide)).toEqual([false, false]);
  });

  it('with a wide page has no height that is known', () => {
    expect(linesOf(section([wideBlock]), english)).toBe(Infinity);
  });
});
