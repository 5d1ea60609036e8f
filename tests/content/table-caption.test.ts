import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { CaptionedTableNode } from '../../src/model/tree/nodes.js';
import { composeSmall } from './small-project.js';

const table = '| Year | Cases |\n| :--- | ---: |\n| 2010 | {{value "cases" year=2010}} |\n';

async function firstBlock(template: string): Promise<{ block: RootContent | undefined; problems: string[] }> {
  const { content, problems } = await composeSmall(`# One\n\n${template}`);
  return { block: content?.body.children[1], problems };
}

async function captioned(template: string): Promise<CaptionedTableNode> {
  const { block, problems } = await firstBlock(template);
  expect(problems).toEqual([]);
  if (block?.type !== 'captionedTable') throw new Error(`Unexpected ${block?.type}`);
  return block;
}

const textOf = (node: CaptionedTableNode): string =>
  node.children[0].children.map((part) => (part.type === 'text' ? part.value : `<${part.type}>`)).join('');

const sourcesOf = ({ children: [, , , sources] }: CaptionedTableNode): string[] =>
  sources.children.map(({ value }) => value);

describe('the caption of a Markdown table', () => {
  it.each([
    ['after an empty line', `${table}\n: Cases a year {#tbl-years}\n`],
    ['right below the last row', `${table}: Cases a year {#tbl-years}\n`],
  ])('stands %s', async (_where, template) => {
    const node = await captioned(template);
    expect(textOf(node)).toBe('Cases a year');
    expect(node.id).toBe('tbl-years');
    expect(node.children[1].children).toHaveLength(2);
  });

  it('takes its source from the datasets of the numbers, and beside it what is written', async () => {
    expect(sourcesOf(await captioned(`${table}\n: Cases {#tbl-years}`))).toEqual(['Police']);
    const written = await captioned(`${table}\n: Cases {#tbl-years source="The penal code, article 171"}`);
    expect(sourcesOf(written)).toEqual(['Police', 'The penal code, article 171']);
    const words = await captioned('| A | B |\n| - | - |\n| c | d |\n\n: Words {#tbl-words}');
    expect(sourcesOf(words)).toEqual([]);
  });

  it('may hold numbers and emphasis', async () => {
    const node = await captioned(`${table}\n: *All* {{value "cases" year=2010}} cases {#tbl-years}`);
    expect(textOf(node)).toBe('<emphasis> <value> cases');
  });

  it('may say how wide the columns are, as shares of the whole', async () => {
    const node = await captioned(`${table}\n: Cases {#tbl-years source="Law" widths="3 1" here}`);
    expect(node.children[1].data?.widths).toEqual([75, 25]);
    expect(node.stays).toBe(true);
  });

  it('may say that its words are made up', async () => {
    const node = await captioned(`${table}\n: Steps {#tbl-years source="Plan" illustrative}`);
    expect(node.badge).toBe('all');
    expect((await captioned(`${table}\n: Cases {#tbl-years}`)).badge).toBeUndefined();
  });

  it('works inside boxes', async () => {
    const { content, problems } = await composeSmall(
      `# One\n\n:::landscape\n${table}\n: Cases {#tbl-years}\n\n:::`,
    );
    expect(problems).toEqual([]);
    const box = content?.body.children[1];
    expect(box?.type === 'container' && box.children.map(({ type }) => type)).toEqual(['captionedTable']);
  });

  it('leaves a table without one as it is, and a colon that is written out', async () => {
    expect((await firstBlock(table)).block?.type).toBe('table');
    expect((await firstBlock(`${table}\n\\: not a caption`)).problems).toEqual([]);
    expect((await firstBlock('| A | B |\n| - | - |\n| : c | d |')).block?.type).toBe('table');
    expect((await firstBlock('| A | B |\n| - | - |\n| : c |')).block?.type).toBe('table');
  });
});

describe('a caption that is refused', () => {
  it.each([
    ['without a table before it', ': Cases {#tbl-years}', '3:1'],
    ['after a paragraph', 'Text.\n\n: Cases {#tbl-years}', '5:1'],
    ['after another caption', `${table}\n: Cases {#tbl-years}\n\n: More {#tbl-more}`, '9:1'],
    ['without an id', `${table}\n: Cases a year`, '7:1'],
    ['with an id that is none', `${table}\n: Cases a year {#Tbl_years}`, '7:1'],
    ['with something else in its braces', `${table}\n: Cases a year {#tbl-years .wide}`, '7:1'],
    ['without words', `${table}\n: {#tbl-years}`, '7:1'],
    ['with a width too few', `${table}\n: Cases {#tbl-years widths="100"}`, '7:1'],
    ['with a width that is none', `${table}\n: Cases {#tbl-years widths="60 0"}`, '7:1'],
  ])('%s', async (_how, template, place) => {
    const { problems } = await firstBlock(template);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`templates/small.md:${place} error content/table-caption: `);
  });

  it('says what was found and what is expected', async () => {
    expect((await firstBlock(': Cases')).problems).toEqual([
      'templates/small.md:3:1 error content/table-caption: This caption (`: ...`) has no table right before it\n' +
        '  hint: write the caption below its table, a definition on the line directly below its term, or `\\:` where a paragraph begins with a colon',
    ]);
    expect((await firstBlock(`${table}\n: Cases {.wide}`)).problems[0]).toContain(
      '`{.wide}` after this caption is not the id of a table',
    );
  });
});
