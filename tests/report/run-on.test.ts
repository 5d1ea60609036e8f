import { describe, expect, it } from 'vitest';
import type { SectionNode } from '../../src/model/tree/nodes.js';
import { type ChapterPart, runOnChapters } from '../../src/report/run-on.js';

interface Changes {
  readonly illustrative?: boolean;
  readonly banded?: true;
  readonly enumerator?: string;
  readonly annex?: boolean;
  readonly holds?: 'lists';
}

function chapter({
  illustrative = false,
  enumerator = '1',
  annex = false,
  ...rest
}: Changes = {}): ChapterPart {
  const section: SectionNode = {
    type: 'section',
    depth: 1,
    id: 'title',
    enumerator,
    annex,
    children: [],
    ...rest,
  };
  return { section, illustrative };
}

const lists = chapter({ enumerator: '', holds: 'lists' });

describe('a chapter', () => {
  it('begins below the one before, and on a page of its own where the report asks for that', () => {
    const chapters = [chapter(), chapter(), chapter({ annex: true }), chapter({ annex: true })];
    expect(runOnChapters(chapters)).toEqual([false, true, false, true]);
    expect(runOnChapters(chapters, { chapters: 'new-page' })).toEqual([false, false, false, false]);
  });

  it('begins a page of its own after a chapter of another kind, whose pages say other things at their edges', () => {
    const kinds = [
      chapter({ enumerator: '' }),
      chapter(),
      chapter({ illustrative: true }),
      chapter({ illustrative: true, banded: true }),
      chapter({ annex: true }),
    ];
    expect(runOnChapters(kinds)).toEqual([false, false, false, false, false]);
  });

  it('of lists follows the contents, and nothing follows the lists', () => {
    for (const begin of ['new-page', undefined] as const)
      expect(
        runOnChapters([lists, lists, chapter({ enumerator: '' })], begin && { chapters: begin }),
      ).toEqual([false, true, false]);
  });
});
