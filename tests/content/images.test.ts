import type { Image } from 'mdast';
import { expect, test } from 'vitest';
import { sampleJpeg, samplePng, sampleSvg } from '../pictures/samples.js';
import { ledgerOf } from '../support/ledger-of.js';
import { composeSmall } from './small-project.js';

const [png, jpeg] = [samplePng(3, 2), sampleJpeg(5, 4)];

async function imageOf(markdown: string, files: Record<string, string | Uint8Array>): Promise<Image> {
  const { content, problems } = await composeSmall(markdown, files);
  expect(problems).toEqual([]);
  const paragraph = content?.body.children[0];
  const image = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  if (image?.type !== 'image') throw new Error('expected an image');
  return image;
}

test('images of the project are inlined with their size, relative to the template', async () => {
  const image = await imageOf('![A *map*](maps/a%20b.png)', { 'templates/maps/a b.png': png });
  expect(image.data).toMatchObject({ width: 3, height: 2 });
  expect(image.data?.source).toBe(`data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  expect((await imageOf('![A](a.jpg)', { 'templates/a.jpg': jpeg })).data).toMatchObject({
    width: 5,
    height: 4,
  });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>';
  expect((await imageOf('![A](a.svg)', { 'templates/a.svg': svg })).data).toMatchObject({
    width: 40,
    height: 30,
  });
});

test('a file that is not beside the template is looked for from the project folder', async () => {
  expect((await imageOf('![A](images/a.png)', { 'images/a.png': png })).data).toMatchObject({ width: 3 });
  const yaml = 'name: fig-a\ntitle: T\ndata: {name: cases}\nmark: bar\n';
  const { content, problems } = await composeSmall('{{chart "charts/a.yaml"}}', { 'charts/a.yaml': yaml });
  expect(problems).toEqual([]);
  expect(content?.body.children[0]).toMatchObject({ type: 'chart', id: 'fig-a' });
});

test('a number in an alternative text is printed and enters the ledger', async () => {
  const { content } = await composeSmall('![{{value "cases" year=2010}} cases](a.png)', {
    'templates/a.png': png,
  });
  expect(content?.body.children[0]).toMatchObject({ children: [{ alt: '2,500 cases' }] });
  expect(ledgerOf(content)).toMatchObject([{ text: '2,500', place: 'alternative' }]);
});

test('a number in the words of a drawing is an error unless its alternative text says it by a helper', async () => {
  const files = { 'templates/a.svg': sampleSvg('\n<text>2,500 cases\n</text>') };
  const { problems } = await composeSmall('![A map](a.svg)', files);
  expect(problems).toEqual([expect.stringContaining('number/in-picture')]);
  const answered = await composeSmall('![{{value "cases" year=2010}} cases](a.svg)', files);
  expect(answered.problems).toEqual([]);
});

test('a picture that is not one is an error where the template names it', async () => {
  const files = { 'templates/a.png': 'Not a picture', 'templates/b.svg': sampleSvg('<script/>') };
  const { problems } = await composeSmall('Before\n\n![A](a.png) and ![B](b.svg)', files);
  expect(problems.map((problem) => problem.replace(/^\S+:(\d+:\d+)/, '$1'))).toEqual([
    expect.stringMatching(/^3:1 .*content\/picture/),
    expect.stringMatching(/^3:17 .*content\/picture/),
  ]);
});
