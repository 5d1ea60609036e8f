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
function slowChecks() {
  const begun: number[] = [];
  const told: CheckTold[] = [];
  const checker: Checker = {
    async call(_module, _name, _args, take) {
      begun.push(Date.now());
      const answer: CheckTold = { kind: 'checked', diagnostics: [], answers: [] };
      await new Promise((resolve) => setTimeout(resolve, 100));
      take(answer);
    },
    close: () => {},
  };
  const asked = { wanted: { root: '', only: [], languages: [] }, env: {}, looked: [], printed: [] };
  const checks = openChecks(
    () => asked,
    (one) => void told.push(one),
    () => checker,
  );
  return { checks, begun, told };
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
});
