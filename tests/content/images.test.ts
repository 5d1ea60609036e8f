import type { Image } from 'mdast';
import { expect, test } from 'vitest';
import { composeSmall } from './small-project.js';

/** A PNG of 3 x 2 pixels, as far as its header says. */
const png = new Uint8Array([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2, 8, 2,
]);
/** A JPEG whose frame header says 5 x 4 pixels. */
const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 0, 4, 0, 5, 1, 1, 17, 0,
]);

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
  expect(content?.ledger).toMatchObject([{ text: '2,500', place: 'alternative' }]);
});
