import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Checker, openChecks } from '../../../src/extensions/preview/checks.js';
import type { CheckTold } from '../../../src/extensions/preview/preview-process.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Checks that take 100 ms each and tell which they are. */
function slowChecks(failing = 0) {
  const begun: number[] = [];
  const told: CheckTold[] = [];
  const ends: string[] = [];
  const checker: Checker = {
    async call(_module, name, _args, take) {
      if (name === 'rest') return void ends.push(name);
      begun.push(Date.now());
      if (begun.length <= failing) throw new Error('no');
      const answer: CheckTold = { kind: 'checked', diagnostics: [], answers: [] };
      await new Promise((resolve) => setTimeout(resolve, 100));
      take(answer);
    },
    close: () => void ends.push('close'),
  };
  const asked = { wanted: { root: '', only: [], languages: [] }, env: {}, looked: [], printed: [] };
  const checks = openChecks(
    () => asked,
    (one) => void told.push(one),
    () => {
      ends.push('start');
      return checker;
    },
  );
  return { checks, begun, told, ends };
}

const milliseconds = (count: number) => vi.advanceTimersByTimeAsync(count);

describe('checks beside a preview', () => {
  test('begin when a page was made and nothing changed for a while, once', async () => {
    const { checks, begun, told } = slowChecks();
    checks.ask();
    await milliseconds(200);
    checks.ask();
    await milliseconds(200);
    expect(begun).toHaveLength(0);
    await milliseconds(500);
    expect([begun.length, told.length]).toEqual([1, 1]);
  });

  test('do not begin while a page is made, however long that takes', async () => {
    const { checks, begun, told } = slowChecks();
    checks.ask();
    await milliseconds(200);
    checks.hold();
    await milliseconds(1000);
    expect(begun).toHaveLength(0);
    checks.ask();
    await milliseconds(1000);
    expect([begun.length, told.length]).toEqual([1, 1]);
  });

  test('tell nothing of a state that is no more, and are done again after the page of the new one, not beside it', async () => {
    const { checks, begun, told } = slowChecks();
    checks.ask();
    await milliseconds(300);
    checks.hold();
    await milliseconds(1000);
    expect([begun.length, told.length]).toEqual([1, 0]);
    checks.ask();
    await milliseconds(1000);
    expect([begun.length, told.length]).toEqual([2, 1]);
  });

  test('end their process when nobody has asked for ten minutes, and begin another when somebody does', async () => {
    const { checks, told, ends } = slowChecks();
    checks.ask();
    await milliseconds(60_000);
    checks.ask();
    await milliseconds(599_000);
    expect(ends).toEqual(['start']);
    await milliseconds(2_000);
    expect(ends).toEqual(['start', 'rest', 'close']);
    checks.ask();
    await milliseconds(1_000);
    expect([told.length, ends.at(-1)]).toEqual([3, 'start']);
    await checks.close();
    expect(ends.slice(-2)).toEqual(['rest', 'close']);
  });

  test('end a process that fails, and tell it; the next has one of its own', async () => {
    const { checks, told, ends } = slowChecks(1);
    checks.ask();
    await milliseconds(1_000);
    checks.ask();
    await milliseconds(1_000);
    expect(told).toMatchObject([{ diagnostics: [{ code: 'host/internal' }] }, { diagnostics: [] }]);
    expect(ends).toEqual(['start', 'close', 'start']);
  });
});
