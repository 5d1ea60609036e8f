import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchesBetween, type TextPatch } from '../../../src/extensions/preview/shown.js';

/** As a browser puts them in (`shell.js`). */
const patched = (before: string, patches: readonly TextPatch[]): string =>
  patches.map(({ start, text }, index) => before.slice(patches[index - 1]?.end ?? 0, start) + text).join('') +
  before.slice(patches.at(-1)?.end ?? 0);

test('patches turn one text into the other, and are no longer than what differs', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '<p>', '\n') });
  fc.assert(
    fc.property(text, text, text, text, (head, before, after, tail) => {
      const patches = patchesBetween(head + before + tail, head + after + tail);
      expect(patched(head + before + tail, patches)).toBe(head + after + tail);
      expect(patches.map((each) => each.text).join('').length).toBeLessThanOrEqual(after.length);
    }),
  );
});

test('what stands between two lines that changed is not sent', () => {
  const between = 'line\n'.repeat(1000);
  const patches = patchesBetween(`first 1.\n${between}last 1.\n`, `first 2.\n${between}last 2.\n`);
  expect(patches.map(({ text }) => text)).toEqual(['2', '2']);
});
