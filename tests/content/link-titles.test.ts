import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { readPageList } from '../../src/outputs/ledger/page-numerals.js';
import { collectNumerals } from '../../src/outputs/ledger/printed-numerals.js';
import { readMarkup } from '../../src/outputs/snapshot/read-markup.js';
import { english } from '../support/english.js';
import { finishReport } from '../support/finished-report.js';
import { composeSmall } from './small-project.js';

test('the numerals in the title of a link say what they are, also where the title stands in a definition', async () => {
  const { content, problems } = await composeSmall(
    '# A {.unnumbered}\n\n[a](https://a.example "Figure 7 of 2010, {{value "cases" year=2010}} cases") [b][r] [c]\n\n' +
      '[r]: https://b.example "Article 5, {{literal "04" unit="calls" source="Law"}}"\n[c]: https://c.example\n',
  );
  expect(problems).toEqual([]);
  if (content === undefined) throw new Error('no content');
  const { value } = finishReport({
    meta: content.meta,
    body: content.body,
    charts: {},
    language: english,
    positionOf: () => ({ file: 'a.md', line: 1, column: 1 }),
  });
  const classes = readPageList(readMarkup(toHtml(value.body)), true).numerals.map(
    ({ text, class: name }) => `${text} ${name}`,
  );
  expect(classes).toEqual(['7 enumerator', '2010 date', '2,500 ledger', '5 legal-reference', '04 literal']);
  const printed = collectNumerals([value.body]).find(({ text }) => text === '2,500');
  expect(printed).toMatchObject({ class: 'ledger', place: 'alternative' });
  expect(printed?.entry?.quantity.operation).toBe('value');
});

test('a number typed into the title of a definition is reported', async () => {
  const { problems } = await composeSmall('[a][r]\n\n[r]: https://b.example "at 92"\n');
  expect(problems).toEqual([
    expect.stringContaining('small.md:3:28 error number/hard-typed: The number `92` is typed'),
  ]);
});
