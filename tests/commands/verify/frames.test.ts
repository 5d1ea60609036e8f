/** A page shows another drawing of a chart in wide windows and on phones: it prints what the first prints. */
import { beforeAll, expect, test } from 'vitest';
import { withPublished } from './mutations.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';
import { type Output, said } from './snapshots.js';

const page = 'visits/en/visits.html';
let output: Output;

beforeAll(async () => {
  output = await outputOf(sampleProject, undefined, true);
});

const repeated = /(<text[^>]* data-repeats="[^"]*"[^>]*>)2,640(<\/text>)/;

test.each([
  ['nothing', /$/, '', ''],
  ['a number', repeated, '$19,640$2', '`9,640` is printed for some windows, but not in the first drawing'],
  ['a number that is gone', repeated, '', 'A drawing for some windows lacks numbers of the first one'],
  ['a number twice', repeated, '$&$&', '`2,640` is printed for some windows'],
  ['a word', /(data-frame="desk"[\s\S]*?>)Adults</, '$1Elderly<', '`Elderly` is printed for some windows'],
])('%s', async (_, from, to, expected) => {
  const found = await said(withPublished(output, page, textOf(output, page).replace(from, to)));
  if (expected === '') expect(found).toBe('');
  else expect(found).toContain(expected);
});
