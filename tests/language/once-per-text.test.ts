import { expect, test, vi } from 'vitest';
import { oncePerText } from '../../src/language/once-per-text.js';

test('each text is read once', () => {
  const read = vi.fn((text: string) => ({ text }));
  const once = oncePerText(read);
  expect(once('a')).toBe(once('a'));
  expect(once('b')).toEqual({ text: 'b' });
  expect(read).toHaveBeenCalledTimes(2);
});

test('a text that cannot be read is tried again', () => {
  const read = vi.fn(() => {
    throw new Error('no');
  });
  const once = oncePerText(read);
  expect(() => once('a')).toThrow('no');
  expect(() => once('a')).toThrow('no');
});
