import { describe, expect, test } from 'vitest';
import { movedPages } from '../../../src/outputs/pdf/pdf-finisher.js';
import { documentMarkup } from '../../../src/outputs/pdf/print/print.js';

describe('reading the document', () => {
  test('finds attributes whatever their values hold', () => {
    const html = `<!doctype html><p title="a > b" hidden data-x='"' data-page-of="a">text data-page-of="no"</p><br/>`;
    expect(documentMarkup(html).wantedPages).toEqual(['a']);
  });

  test('finds each id whose page is asked for once, and not words that look like it', () => {
    const html =
      '<style>[data-page-of="css"]{}</style><td data-page-of="b"></td><span class="p" data-page-of="a&#x26;"></span><i data-page-of="b"></i><p>data-page-of="text"</p>';
    expect(documentMarkup(html).wantedPages).toEqual(['b', 'a&']);
  });

  test('takes the words of a link from its label, else its text, and the first link speaks', () => {
    const html =
      '<a href="#a"><b>1</b> Cases &amp;\n arrests</a><a href="#a">here</a><a aria-label="Note 2" href="#n">2</a><a href="https://x.example/?a=1&#x26;b=2">x</a><a id="no-href">y</a><a href="#empty"></a>';
    expect(documentMarkup(html).linkTexts).toEqual({
      '#a': '1 Cases & arrests',
      '#n': 'Note 2',
      'https://x.example/?a=1&b=2': 'x',
    });
  });

  test('counts drawings that are neither pictures nor decoration', () => {
    const html =
      '<svg role="img" aria-label="x"></svg><svg aria-hidden="true"></svg><svg></svg><svg role="group"></svg>';
    expect(documentMarkup(html).silentDrawings).toBe(2);
  });
});

describe('moved pages', () => {
  test('are those that are elsewhere or nowhere', () => {
    expect(movedPages(['a', 'b', 'c'], { a: 1, b: 2, c: 3, d: 4 }, { a: 1, b: 3 })).toEqual(['b', 'c']);
  });
});
