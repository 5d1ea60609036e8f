import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Rounds } from '../../../src/session/tuning/rounds.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const patience = { quiet: 10, most: 100 };

/** Rounds that take 50 ms each and see what stood at their beginning. */
function slowRounds() {
  const seen: number[] = [];
  const stale: boolean[] = [];
  let state = 0;
  let running = 0;
  let most = 0;
  const rounds = new Rounds(async (isStale) => {
    most = Math.max(most, ++running);
    seen.push(state);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stale.push(isStale());
    running--;
  }, patience);
  const save = (): void => {
    state++;
    rounds.ask();
  };
  return { rounds, save, seen, stale, most: () => most, state: () => state };
}

describe('rounds', () => {
  test('a thousand saves at once are one round, which sees the last of them', async () => {
    const { save, seen } = slowRounds();
    for (let index = 0; index < 1000; index++) save();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([1000]);
  });

  test('saves that never cease do not put a round off for ever, and never two run at once', async () => {
    const { save, seen, most, state } = slowRounds();
    for (let index = 0; index < 200; index++) {
      save();
      await vi.advanceTimersByTimeAsync(5);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.length).toBeLessThan(25);
    expect(most()).toBe(1);
    expect(seen.at(-1)).toBe(state());
  });

  test('what comes while a round runs makes it stale, and begins another', async () => {
    const { save, seen, stale } = slowRounds();
    save();
    await vi.advanceTimersByTimeAsync(20);
    save();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([1, 2]);
    expect(stale).toEqual([true, false]);
  });

  test('closed, they wait for the one that runs and begin none', async () => {
    const { rounds, save, seen } = slowRounds();
    save();
    await vi.advanceTimersByTimeAsync(20);
    save();
    const closed = rounds.close();
    await vi.advanceTimersByTimeAsync(500);
    await closed;
    save();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([1]);
  });
});
