import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { locate } from '../../../src/content/template/marks.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { forPrint } from '../../../src/outputs/html/variants.js';
import { composeSmall } from '../../content/small-project.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';

const numbered = '---\nparagraphs: numbered\n---\n\n';

async function render(template: string) {
  const { content, problems } = await composeSmall(template);
  if (content === undefined) throw new Error(problems.join('\n'));
  const { value, diagnostics } = finishReport({
    meta: content.meta,
    body: content.body,
    charts: {},
    language: english,
    positionOf: (node) => locate(content.positions, node.position?.start.offset ?? 0),
  });
  return { body: value.body, problems: [...problems, ...diagnostics.map(formatDiagnostic)] };
}

/** The numbered paragraphs of a page: "id: number text". */
function paragraphsOf(html: string): string[] {
  const pattern =
    /<p class="numbered" id="([^"]+)"><a class="paragraph-number" href="#\1" data-n="enumerator">(\d+)<\/a> (.*?)<\/p>/gs;
  return [...html.matchAll(pattern)].map(([, id, number, text]) => `${id}: ${number} ${text}`);
}

test('the paragraphs of the body are numbered through the report, in real text, with an id each', async () => {
  const { body, problems } = await render(
    `${numbered}# Key points {.unnumbered}\n\nOne.\n\n:::note\n\nIn a box.\n\n:::\n\n# A\n\nTwo:\n\n- item\n\n> A quotation.\n\n## B\n\nThree.[^n]\n\n[^n]: A note.\n\n:::annex\n\n# C\n\nIn an annex.\n\n:::\n`,
  );
  expect(problems).toEqual([]);
  const html = toHtml(body);
  expect(paragraphsOf(html).map((line) => line.replace(/<sup.*/, ''))).toEqual([
    'par-1: 1 One.',
    'par-2: 2 Two:',
    'par-3: 3 Three.',
  ]);
  expect(html).toContain('<ul class="of-paragraph">');
  expect(html.match(/class="numbered"/g)).toHaveLength(3);
});

test('a paragraph with an id of its own can be referred to by its number, before and after it', async () => {
  const { body, problems } = await render(
    `${numbered}# A\n\nSee [](#par-gap).\n\nThe gap. {#par-gap}\n\nAs [](#par-gap), [](#par-1) and [it](#par-gap) say.\n`,
  );
  expect(problems).toEqual([]);
  expect(paragraphsOf(toHtml(body))).toEqual([
    'par-1: 1 See <a class="reference" href="#par-gap" data-n="enumerator">paragraph 2</a>.',
    'par-gap: 2 The gap.',
    'par-3: 3 As <a class="reference" href="#par-gap" data-n="enumerator">paragraph 2</a>, <a class="reference" href="#par-1" data-n="enumerator">paragraph 1</a> and <a href="#par-gap">it</a> say.',
  ]);
});

test('on paper the number is text and no link', async () => {
  const { body } = await render(`${numbered}# A\n\nOne.\n`);
  expect(toHtml(forPrint(body))).toContain(
    '<span class="paragraph-number" data-n="enumerator">1</span> One.',
  );
});

test('a report that does not ask for numbers has none', async () => {
  const { body, problems } = await render('# A\n\nOne.\n\n- item\n');
  expect(problems).toEqual([]);
  expect(toHtml(body)).not.toMatch(/numbered|of-paragraph/);
});

test.each([
  ['# A\n\nOne. {#par-x}\n', '3:1', 'say `paragraphs: numbered` in the front matter'],
  [
    `${numbered}# A\n\n- In a list. {#par-x}\n`,
    '7:3',
    'give the id to a numbered paragraph: boxes, lists, quotations, footnotes and annexes have no numbers',
  ],
])('an id without a number is an error', async (template, place, hint) => {
  expect((await render(template)).problems).toEqual([
    `templates/small.md:${place} error document/paragraph-id: The paragraph \`par-x\` has no number, so nothing can refer to it\n  hint: ${hint}`,
  ]);
});

test('an id that two things bear is an error, and a dead reference does not list every number', async () => {
  const { problems } = await render(
    `${numbered}# A {#par-1}\n\nOne. {#par-x}\n\nTwo. {#par-x}\n\nThree, see [](#par-y).\n`,
  );
  expect(problems).toEqual([
    'templates/small.md:9:1 error document/duplicate-id: The id `par-x` is used twice\n  hint: give one of the two another id\n  see: templates/small.md:7:1, the first `par-x`',
    'templates/small.md:11:12 error document/dead-reference: Nothing in this report has the id `par-y`\n  hint: did you mean `par-x`?',
  ]);
});

test('the front matter takes no other word', async () => {
  const { problems } = await composeSmall('---\nparagraphs: numberd\n---\n\n# A\n\nOne.\n');
  expect(problems).toEqual([
    'templates/small.md:2:13 error content/front-matter: `paragraphs` in the front matter has the wrong form\n  hint: write `numbered`',
  ]);
});
