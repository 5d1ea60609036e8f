import { describe, expect, test } from 'vitest';
import { tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

/** A dataset with a category that bears the name of what every object has. */
const named = (name: string) =>
  sketchDataset(
    'odd',
    [{ name: 'year', type: 'year' }, { name: 'kind' }, { name: 'cases', role: 'measure', type: 'integer' }],
    [
      [2010, name, 1],
      [2010, 'other', 4],
    ],
  );

describe.each(['__proto__', 'constructor', 'toString'])('a category called `%s`', (name) => {
  test.each([
    'x: {field: year}, y: {field: cases}, color: {field: kind}',
    'y: {field: kind, sort: -x}, x: {field: cases}',
    'x: {field: year}, y: {field: cases}, facet: {field: kind}',
  ])('is refused with its name where it would stand on a scale: %s', async (encoding) => {
    const { problems } = await tryDraw(`mark: bar\nencoding: {${encoding}}\n`, named(name));
    expect(problems).toEqual([
      expect.stringMatching(
        /^2:\d+ chart\/render The drawing library cannot hold the category `\w+` of `kind`$/,
      ),
    ]);
    expect(problems[0]).toContain(`\`${name}\``);
  });

  test('is refused in an expression', async () => {
    const yaml = `transform:\n  - filter: "datum.kind == '${name}'"\nmark: bar\nencoding: {x: {field: year}, y: {field: cases}}\n`;
    expect((await tryDraw(yaml, named(name))).problems).toEqual([
      `2:13 chart/expression The drawing library cannot hold the text \`${name}\` in an expression`,
    ]);
  });
});

test('a field called as what every object has is refused where a chart draws it', async () => {
  const odd = sketchDataset(
    'odd',
    [
      { name: 'year', type: 'year' },
      { name: 'toString', role: 'measure', type: 'integer' },
    ],
    [
      [2010, 1],
      [2011, 4],
    ],
  );
  const { problems } = await tryDraw('mark: bar\nencoding: {x: {field: year}, y: {field: toString}}\n', odd);
  expect(problems).toEqual([
    expect.stringContaining('chart/render The drawing library cannot hold a field named `toString`'),
  ]);
});

test('a field is called as a mark that charts do not have', async () => {
  const icons = sketchDataset(
    'icons',
    [{ name: 'image' }, { name: 'cases', role: 'measure', type: 'integer' }],
    [
      ['a', 1],
      ['b', 4],
    ],
  );
  const encoding = 'encoding: {y: {field: image}, x: {field: cases}}\n';
  expect((await tryDraw(`mark: bar\n${encoding}`, icons)).problems).toEqual([]);
  expect((await tryDraw(`mark: image\n${encoding}`, icons)).problems).toEqual([
    expect.stringContaining('chart/spec `mark` cannot be `image`'),
  ]);
});
