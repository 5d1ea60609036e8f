import { expect } from 'vitest';
import type { LedgerLine } from '../../src/outputs/ledger/schema.js';
import { readNumbers } from './golden/untraced.js';

/**
 * What a ledger says of its numbers in whatever language: not in which characters and words they are printed, in which line of which
 * template, and which of two equal ones is called the repeated one.
 */
function inAnyLanguage(ledger: Buffer): ReadonlyMap<string, unknown> {
  const lines = readNumbers(ledger).numbers.filter((line): line is LedgerLine => line.class === 'ledger');
  return new Map(
    lines.map(({ text: _, unit, at: _at, repeats: _repeats, ...line }) => [
      line.id,
      { ...line, hasUnit: unit !== undefined },
    ]),
  );
}

/** Holds the numbers of a report in one language against those in another: each is there, with its value, cells and operation. */
export function expectSameNumbers(one: Buffer, other: Buffer): void {
  const [first, second] = [inAnyLanguage(one), inAnyLanguage(other)];
  expect(first.size).toBeGreaterThan(100);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  for (const [id, line] of first) expect(second.get(id), id).toEqual(line);
}
