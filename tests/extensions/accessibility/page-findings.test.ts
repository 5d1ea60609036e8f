import { expect, test } from 'vitest';
import { pageFindings } from '../../../src/extensions/accessibility/check/check-report.js';

const page = (body: string, head = '<title>T</title>', lang = ' lang="en"'): string =>
  `<!doctype html><html${lang}><head>${head}</head><body>${body}</body></html>`;

test.each([
  ['<main><h1>T</h1><h2>A</h2></main>', []],
  ['<h1>T</h1>', ['The page does not say where its text begins.']],
  [
    '<main><h1>T</h1><h3 id="a">A</h3><h4></h4></main>',
    ['Headings that skip a level: 1, the first #a.', 'Headings without words: 1, the first a <h4>.'],
  ],
  ['<main><h2>T</h2></main>', ['The page has not one heading of the first level.']],
  [
    '<main><h1>T</h1><img src="data:image/png;base64,"><svg id="s"></svg><svg aria-labelledby="none"></svg><svg aria-hidden="true"></svg></main>',
    ['Pictures without words for those who do not see them: 3, the first a <img>.'],
  ],
  [
    '<main><h1>T</h1><table><tr><td>1</td></tr></table></main>',
    ['Tables without heads of columns or rows: 1, the first a <table>.'],
  ],
  [
    '<main><h1>T</h1><a href="#a"></a><div tabindex="0" role="region"></div></main>',
    [
      'Links and buttons without a name: 1, the first a <a>.',
      'Areas that the keyboard reaches and nobody names: 1, the first a <div>.',
    ],
  ],
  ['<main id="a"><h1 id="a">T</h1></main>', ['Two parts of the page bear one id.']],
])('%s', (body, findings) => {
  expect(pageFindings(page(body))).toEqual(findings);
});

test('a page without a language or a title', () => {
  expect(pageFindings(page('<main><h1>T</h1></main>', '', ''))).toEqual([
    'The page does not say its language.',
    'The page has no title.',
  ]);
});
