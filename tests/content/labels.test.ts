import { expect, test } from 'vitest';
import { labelText } from '../../src/content/printable.js';

test.each([
  ['not in the source; GR 19', 'not in the source; GR\u00A019'],
  ['нема у извору; ОП 9', 'нема у извору; ОП\u00A09'],
  ['SIGMA 5, UN 2000 and 19 others', 'SIGMA 5, UN 2000 and 19 others'],
])('%s: a line ends beside an abbreviation and its number, not inside', (text, value) => {
  expect(labelText({ kind: 'label', text, value: text })).toMatchObject({ value });
});
