import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import type { NumeralNode } from '../../../src/model/tree/phrasing-nodes.js';
import { composeSmall } from '../small-project.js';

const numeralsOf = async (template: string): Promise<string[]> => {
  const { content, problems } = await composeSmall(template);
  expect(problems).toEqual([]);
  const found: string[] = [];
  if (content !== undefined)
    visit(content.body as Nodes, 'numeral', (node: NumeralNode) => {
      found.push(`${node.value} ${node.class}`);
    });
  return found;
};

test('author text is split into numerals with their class', async () => {
  expect(
    await numeralsOf('# In 2010 {#sec-1}\n\nSee *Figure 3* and Article 171(2), since 31 May 2011.'),
  ).toEqual([
    '2010 date',
    '3 enumerator',
    '171 legal-reference',
    '2 legal-reference',
    '31 date',
    '2011 date',
  ]);
});

test('words of the data are labels, unless they are years', async () => {
  const template =
    '{{#each (rows "cases" offence="theft" from=2010 to=2010)}}In {{year}}. {{remark}}{{/each}}';
  expect(await numeralsOf(template)).toEqual(['2010 date']);
  expect(await numeralsOf('{{edition}}')).toEqual(['2012 date']);
});

test('an address in the text is a label', async () => {
  expect(await numeralsOf('See https://example.org/2010/56 for more.')).toEqual(['2010 label', '56 label']);
});

test('code bears the class of its numerals', async () => {
  const { content } = await composeSmall('The file `cases-2010.csv`.\n\n```\n12\n```\n');
  expect(content?.body.children).toMatchObject([
    { children: [{}, { type: 'inlineCode', data: { hProperties: { dataN: 'date' } } }, {}] },
    { type: 'code', data: { hProperties: { dataN: 'label' } } },
  ]);
});
