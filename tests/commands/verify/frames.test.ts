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
  [
    'a number',
    repeated,
    '$19,640$2',
    '`9,640` is in a drawing for narrow or wide windows, but not in the first one',
  ],
  [
    'a number that is gone',
    repeated,
    '',
    'A drawing for narrow or wide windows lacks numbers of the first one',
  ],
  ['a number twice', repeated, '$&$&', '`2,640` is in a drawing for narrow or wide windows'],
  [
    'a month along an axis',
    /(data-frame="desk"[\s\S]*?data-axis[^>]*>[\s\S]*?<text[^>]*>)[^<]+</,
    '$1Jan 2006<',
    '',
  ],
  [
    'a name along an axis',
    /(data-frame="desk"[\s\S]*?data-axis[^>]*>[\s\S]*?<text[^>]*>)[^<]+</,
    '$1Jane 2006<',
    '`Jane2006` is in a drawing for narrow or wide windows',
  ],
  [
    'a word',
    /(data-frame="desk"[\s\S]*?>)Adults</,
    '$1Elderly<',
    '`Elderly` is in a drawing for narrow or wide windows',
  ],
])('%s', async (_, from, to, expected) => {
  const found = await said(withPublished(output, page, textOf(output, page).replace(from, to)));
  if (expected === '') expect(found).toBe('');
  else expect(found).toContain(expected);
});
