/** Random patterns that a lexicon may have: what is not refused is searched for in a moment, in texts that repeat. */
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { costlyPattern } from '../../src/language/lexicon/pattern-cost.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { seedOf } from './seed.js';

const runs = 4000;
/** Far above what one search takes, and far below what a search without bounds does. */
const moment = 2000;
const texts = ['a', 'b', 'ab', 'aab', 'a,', 'ab, '].map((part) => `${part.repeat(400).slice(0, 400)}!`);

test(`${runs} random patterns: those that are not refused have bounds`, () => {
  const seed = seedOf('random patterns');
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const make = (depth: number): string => {
    if (depth === 0) return pick(['a', 'b', '[ab]', '\\w', ',', 'a?', ' ', '\\d']);
    const kind = random();
    if (kind < 0.45) return `${make(depth - 1)}${make(depth - 1)}`;
    if (kind < 0.6) return `(?:${make(depth - 1)}|${make(depth - 1)})`;
    return `(?:${make(depth - 1)})${pick(['*', '+', '?', '{0,3}', '{2}', '{0,12}'])}`;
  };
  const patterns = Array.from({ length: runs }, () => make(4));
  const fine = patterns.filter((pattern) => costlyPattern(pattern, 'u') === undefined);
  const endless = fine.filter((source) => {
    const pattern = new RegExp(`(?:${source})!!`, 'u');
    try {
      for (const text of texts) runInNewContext('pattern.test(text)', { pattern, text }, { timeout: moment });
      return false;
    } catch {
      return true;
    }
  });
  process.stdout.write(`  ${fine.length} of ${runs} patterns are not refused\n`);
  expect(endless, `seed ${seed}`).toEqual([]);
  expect(fine.length).toBeGreaterThan(runs / 10);
});
