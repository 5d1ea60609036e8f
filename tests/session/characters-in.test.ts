import { expect, test } from 'vitest';
import { charactersIn } from '../../src/session/checks/unreadable-in-report.js';

test('finds a strange character wherever it stands in a value, and in texts that refer to one another', () => {
  const inner: Record<string, unknown> = {
    list: ['plain', { label: 'Жи\u202E' }],
    number: 3,
    none: undefined,
  };
  inner.itself = inner;
  expect(charactersIn([inner, 'a\nb', '\u0007'])).toEqual(new Set(['Ж', 'и', '\u202E', '\u0007']));
});

test('leaves out texts of nothing but what every font has', () => {
  expect(charactersIn({ words: 'Visits, 2013\tand\n2014' }).size).toBe(0);
});
