import { expect, test } from 'vitest';
import { Turns } from '../../src/session/turns.js';

test('only so much is under way, in the order in which it was asked for, and a failure makes room too', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const ends = new Map<string, (isWell: boolean) => void>();
  const start = (name: string): Promise<string> =>
    turns.take(async () => {
      begun.push(name);
      const isWell = await new Promise<boolean>((resolve) => ends.set(name, resolve));
      if (!isWell) throw new Error(name);
      return name;
    });
  const all = ['a', 'b', 'c', 'd'].map(start);
  const second = expect(all[1]).rejects.toThrow('b');
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.(false);
  await second;
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  ends.get('a')?.(true);
  expect(await all[0]).toBe('a');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd']);
  ends.get('c')?.(true);
  ends.get('d')?.(true);
  expect(await Promise.all([all[2], all[3]])).toEqual(['c', 'd']);
});
