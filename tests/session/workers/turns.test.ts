import { expect, test } from 'vitest';
import { Turns } from '../../../src/session/workers/turns.js';

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

test('what nobody waits for begins when a turn is free that nobody else wants, and gives it back', async () => {
  const turns = new Turns(1);
  const begun: string[] = [];
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = turns.take(async () => {
    begun.push('first');
    await held;
  });
  const given = turns.idle(async () => begun.push('given up'));
  const idle = turns.idle(async (done) => {
    begun.push('spare');
    done();
    done();
    await new Promise(() => {});
  });
  const second = turns.take(async () => void begun.push('second'));
  expect(given()).toBe(undefined);
  expect(begun).toEqual(['first']);
  release();
  await Promise.all([first, second]);
  await turns.take(async () => void begun.push('third'));
  expect(begun).toEqual(['first', 'second', 'spare', 'third']);
  expect(idle()).toBeInstanceOf(Promise);
});

test('a failure of what nobody waits for is heard when it is asked for, and makes room', async () => {
  const turns = new Turns(1);
  const idle = turns.idle(async () => {
    throw new Error('spare');
  });
  expect(await turns.take(async () => 'next')).toBe('next');
  await expect(idle()).rejects.toThrow('spare');
});
