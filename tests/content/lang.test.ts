import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { sourceWords } from '../../src/outputs/pdf/print/source-words.js';
import { readMarkup } from '../../src/outputs/snapshot/read-markup.js';
import { english } from '../support/english.js';
import { finishReport } from '../support/finished-report.js';
import { composeSmall } from './small-project.js';

async function pageOf(template: string): Promise<string> {
  const { content, problems } = await composeSmall(template);
  expect(problems).toEqual([]);
  if (content === undefined) throw new Error('no content');
  const positionOf = () => ({ file: 'a.md', line: 1, column: 1 });
  const { meta, body } = content;
  return toHtml(finishReport({ meta, body, charts: {}, language: english, positionOf }).value.body, {
    allowDangerousHtml: true,
  });
}

test('words in another language say which it is, with the numbers in them, and so does the PDF', async () => {
  const html = await pageOf(
    '# A {.unnumbered}\n\nThe *{{#lang "sq"}}Strategjia, {{value "cases" year=2010}} raste{{/lang}}* is older.\n',
  );
  expect(html).toMatch(
    /<em><span lang="sq">Strategjia, <data [^>]*>2,500<\/data> raste<\/span><\/em> is older\./,
  );
  const told = sourceWords(readMarkup(html), 'en').filter(({ language }) => language !== undefined);
  expect(told.map(({ text, language }) => `${text} ${language}`)).toEqual([
    'Strategjia,  sq',
    '2,500 sq',
    ' raste sq',
  ]);
});

test('a bare address at their end does not take the end of the passage along', async () => {
  const html = await pageOf(
    'As {{#lang "sq"}}shih https://a.example/12{{/lang}} says, and {{#lang "sq"}}https://b.example/x.{{/lang}} too.\n',
  );
  expect(html).toMatch(/<span lang="sq">shih <a href="https:\/\/a\.example\/12"[^>]*>.*?<\/a><\/span> says/);
  expect(html).toMatch(/<span lang="sq"><a href="https:\/\/b\.example\/x"[^>]*>.*?<\/a>\.<\/span> too/);
  const short = await pageOf(
    'As {{#lang "sq"}}shih www.a.example/12{{/lang}} says, and {{#lang "sq"}}www.b.example.{{/lang}} too, www.a.example/12.\n',
  );
  const links = [...short.matchAll(/<a href="http:\/\/www[^>]*>.*?<\/a>(?=(.{0,12}))/g)].map(
    ([link]) => link,
  );
  expect(links).toHaveLength(3);
  expect(links[0]).toBe(links[2]);
  expect(short).toMatch(
    /<span lang="sq">shih <a href="http:\/\/www\.a\.example\/12"[^>]*>.*?<\/a><\/span> says/,
  );
  expect(short).toMatch(/<span lang="sq"><a href="http:\/\/www\.b\.example"[^>]*>.*?<\/a>\.<\/span> too/);
});

test('paragraphs between blank lines, headings and cells are in it line by line, and the contents know', async () => {
  const html = await pageOf(
    '# Contents {.unnumbered}\n\n::contents\n\n{{#lang "sr-Latn"}}\n\n# Rezime {#sec-rezime}\n\nPrvi pasus.\n\n- stavka\n\n| Glava |\n| --- |\n| red |\n\n{{/lang}}\n\nAfter.\n',
  );
  const marked = [...html.matchAll(/<span lang="sr-Latn">([^<]*)/g)].map(([, words]) => words);
  expect(marked).toEqual(['Rezime', 'Rezime', 'Prvi pasus.', 'stavka', 'Glava', 'red']);
  expect(html).toContain('<p>After.</p>');
});

describe('rules', () => {
  test('on words look past it, and a number typed in it is one all the same', async () => {
    // Both would be faults in English: a number word beside a unit.
    const words = 'twelve cases';
    expect((await composeSmall(`There are ${words}.\n`)).problems.join()).toContain('number/word');
    expect((await composeSmall(`There are {{#lang "sq"}}${words}{{/lang}}.\n`)).problems).toEqual([]);
    const { problems } = await composeSmall(
      'As {{#lang "sq"}}tha: *57 raste* në I1,[^a] https://a.example/12 aty{{/lang}} says.\n\n[^a]: A note.\n',
    );
    expect(problems).toEqual([
      expect.stringContaining('small.md:1:24 error number/hard-typed: The number `57` is typed'),
    ]);
  });

  test.each([
    [
      'a name of a language',
      'A {{#lang "Albanian"}}b{{/lang}}',
      /1:11 error content\/language: `Albanian` is not the tag of a language/,
    ],
    ['no tag', 'A {{#lang "s_q"}}b{{/lang}}', /1:11 error content\/language: `s_q` is not the tag/],
    ['another form', 'A {{#lang "sr-latn"}}b{{/lang}}', /write `sr-Latn`/],
    [
      'its own language',
      'A {{#lang "en-GB"}}b{{/lang}}',
      /`en-GB` is the language of the report itself, `en`/,
    ],
    [
      'an end elsewhere',
      'A **{{#lang "sq"}}b** c{{/lang}}',
      /1:5 error content\/language: This `lang` begins in one paragraph and ends in another/,
    ],
    ['no words', 'A {{lang "sq"}}', /content\/argument: `{{lang}}` encloses no words/],
  ])('refuse %s', async (_, template, expected) => {
    const { problems } = await composeSmall(`${template}\n`);
    expect(problems.join('\n')).toMatch(expected);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(template.includes('#') ? 'content/language' : 'content/argument');
  });
});
