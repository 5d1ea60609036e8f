import { describe, expect, it } from 'vitest';
import type { PictureNode } from '../../src/model/tree/nodes.js';
import { samplePng } from '../pictures/samples.js';
import { composeSmall } from './small-project.js';

const files = { 'templates/o.png': samplePng(30, 20) };

async function composed(attributes: string, before = '![Who answers to whom](o.png)') {
  const { content, problems } = await composeSmall(`# One\n\n${before}${attributes}`, files);
  return { block: content?.body.children[1], problems };
}

async function pictureOf(attributes: string): Promise<PictureNode> {
  const { block, problems } = await composed(attributes);
  expect(problems).toEqual([]);
  if (block?.type !== 'picture') throw new Error(`expected a picture, not ${block?.type}`);
  return block;
}

const captionOf = ({ children: [caption] }: PictureNode): string =>
  caption.children.map((part) => (part.type === 'text' ? part.value : `<${part.type}>`)).join('');

describe('a picture with an id', () => {
  it('is a figure with its caption, source, width and side', async () => {
    const picture = await pictureOf(
      '{#fig-org caption="Organigram" source="Ministry of \\"Culture\\"" width=60% beside=left}',
    );
    expect(picture).toMatchObject({ id: 'fig-org', width: 60, beside: 'left' });
    expect(captionOf(picture)).toBe('Organigram');
    expect(picture.children[1]).toMatchObject({
      alt: 'Who answers to whom',
      data: { width: 30, height: 20 },
    });
    expect(picture.children[2].children.map(({ value }) => value)).toEqual(['Ministry of "Culture"']);
  });

  it.each([
    ['numbers and emphasis', 'caption="*All* {{value "cases" year=2010}} cases"', '<emphasis> <value> cases'],
    ['quotation marks and signs', 'caption="The \\"old\\" house & garden"', 'The "old" house & garden'],
    ['an address behind it', 'caption="House" source="https://example.org"', 'House'],
    [
      'attributes around it, on lines of their own',
      'width=50%\ncaption="House\nand garden"\nsource="A *B*"',
      'House\nand garden',
    ],
  ])('has a caption with %s', async (_what, attributes, caption) => {
    expect(captionOf(await pictureOf(`{#fig-a ${attributes}}`))).toBe(caption);
  });

  it('may stand in a box', async () => {
    const { block, problems } = await composed('{#fig-a caption="A"}\n\n:::', ':::note\n![A](o.png)');
    expect(problems).toEqual([]);
    expect(block?.type === 'container' && block.children.map(({ type }) => type)).toEqual(['picture']);
  });

  it('needs an alternative text, and its caption is held to what text is', async () => {
    expect((await composed('{#fig-a caption="A"}', '![](o.png)')).problems).toEqual([
      expect.stringContaining(
        'templates/small.md:3:1 error content/image: The image `o.png` has no alternative text',
      ),
    ]);
    expect((await composed('{#fig-a caption="There were 17 cases"}')).problems[0]).toContain(
      'templates/small.md:3:58 error number/hard-typed',
    );
  });
});

describe('attributes that are refused', () => {
  it.each([
    ['{caption="A"}', '3:31', '`o.png` has attributes and no id'],
    ['{#fig-a}', '3:31', '`o.png` has an id and no `caption`'],
    ['{#fig-a caption=""}', '3:31', '`o.png` has an id and no `caption`'],
    ['{#Fig_a caption="A"}', '3:31', '`#Fig_a` is not an id'],
    ['{#fig-a caption="A" size=3}', '3:50', '`size=3` is not an attribute of a picture'],
    ['{#fig-a .wide caption="A"}', '3:38', '`.wide` is not an attribute of a picture'],
    [
      '{#fig-a caption="A" caption="B"}',
      '3:50',
      '`caption="B"` is not an attribute of a picture, or is written twice',
    ],
    ['{#fig-a caption="A" width=60}', '3:50', '`width=60` is not a width of a picture'],
    ['{#fig-a caption="A" width=120%}', '3:50', '`width=120%` is not a width of a picture'],
    ['{#fig-a caption="A" beside=top}', '3:50', '`beside=top` is not a side of the text'],
    [
      '{#fig-a caption="A" beside=left width=80%}',
      '3:31',
      'A picture of 80% leaves no room for the text beside it',
    ],
    ['{#fig-a caption="A" source=""}', '3:50', '`source` of this picture is empty'],
    ['{#fig-a caption=“A”}', '3:38', '`caption` has quotation marks of a text program'],
  ])('%s', async (attributes, place, words) => {
    const { problems } = await composed(attributes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`templates/small.md:${place} error content/image: `);
    expect(problems[0]).toContain(words);
    expect(problems[0]).toContain('hint: ');
  });

  it('stand in a sentence, and are told with what they would be', async () => {
    const { problems } = await composed('{#fig-a caption="A"} stands there.', 'A ![house](o.png)');
    expect(problems).toEqual([expect.stringContaining('looks like attributes')]);
  });
});
