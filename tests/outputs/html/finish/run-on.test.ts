import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import { type ChapterPart, linesOf, runOnChapters } from '../../../../src/outputs/html/finish/run-on.js';

const line = 'A line of text that is about as long as a line of print can be in this theme, or so it is.';

function chapter(lines: number, changes: Partial<ChapterPart> = {}): ChapterPart {
  const part = h('section.chapter', [h('h2', 'Title'), h('p', line.repeat(lines))]);
  return { part, numbered: true, annex: false, illustrative: false, ...changes };
}

const lists = (): ChapterPart => ({
  part: h('section.chapter', [h('h2', 'Lists'), h('ol.listing', [h('li', 'One')])]),
  numbered: false,
  annex: false,
  illustrative: false,
});

describe('a chapter', () => {
  it('follows the one before where its last page has room', () => {
    expect(runOnChapters([chapter(10), chapter(24), chapter(42), chapter(8)])).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('begins a page of its own after a chapter of another kind', () => {
    const kinds = [
      chapter(5, { numbered: false }),
      chapter(5),
      chapter(5, { illustrative: true }),
      chapter(5, { annex: true }),
    ];
    expect(runOnChapters(kinds)).toEqual([false, false, false, false]);
  });

  it('of lists follows the contents, and nothing follows the lists', () => {
    const unnumbered = chapter(3, { numbered: false });
    expect(runOnChapters([lists(), lists(), unnumbered])).toEqual([false, true, false]);
  });

  it('may follow what stands upright after a wide page, and one with a wide page follows none', () => {
    const wide = chapter(3);
    wide.part.children.push(h('div.landscape', [h('p', 'Text.')]), h('p', line.repeat(4)));
    expect(runOnChapters([wide, chapter(3)])).toEqual([false, true]);
    expect(runOnChapters([chapter(3), wide])).toEqual([false, false]);
  });

  it('with a wide page has no height that is known', () => {
    expect(linesOf(h('section', [h('h2', 'Title'), h('div.landscape', [h('p', 'Text.')])]))).toBe(Infinity);
  });
});
