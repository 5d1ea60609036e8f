import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchBetween } from '../../../src/commands/preview/text-patch.js';

test('a patch turns one text into the other, and is no longer than what differs', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '<p>') });
  fc.assert(
    fc.property(text, text, text, text, (head, before, after, tail) => {
      const old = head + before + tail;
      const { start, end, text: part } = patchBetween(old, head + after + tail);
      expect(old.slice(0, start) + part + old.slice(end)).toBe(head + after + tail);
      expect(part.length).toBeLessThanOrEqual(after.length);
    }),
  );
});
