import { type Browser, EventEmitter, type Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { PageGuard, withDeadline } from '../../../src/host/browser/guard.js';

const never = (): Promise<never> => new Promise(() => {});

/** A guard of a browser and a page that only send events. */
function guarded(deadline = 60_000) {
  const browser = new EventEmitter<Record<string, unknown>>();
  const page = new EventEmitter<Record<string, unknown>>();
  const guard = new PageGuard(browser as unknown as Browser, deadline);
  guard.watch(page as unknown as Page);
  return { browser, page, guard };
}

describe('the guard of a page', () => {
  test('returns what an operation returns', async () => {
    const { guard } = guarded();
    expect(await guard.run('adding', async () => 2)).toBe(2);
    expect(guard.failure).toBeUndefined();
  });

  test('ends an operation that hangs at its deadline', async () => {
    const { guard } = guarded(5);
    await expect(guard.run('printing', never)).rejects.toThrow('printing took longer than 0.005 s');
  });

  test('ends an operation when the page crashes or the browser ends', async () => {
    const crash = guarded();
    const printing = crash.guard.run('printing', never);
    crash.page.emit('error', new Error('Page crashed!'));
    await expect(printing).rejects.toThrow('the page crashed (Page crashed!)');

    const end = guarded();
    const loading = end.guard.run('loading', never);
    end.browser.emit('disconnected', undefined);
    await expect(loading).rejects.toThrow('the browser ended');
  });

  test('fails at once after a crash between two operations, and remembers the first failure', async () => {
    const { guard, page, browser } = guarded();
    page.emit('error', new Error('crash'));
    browser.emit('disconnected', undefined);
    await expect(guard.run('printing', async () => 1)).rejects.toThrow('the page crashed (crash)');
    expect(guard.failure?.message).toBe('the page crashed (crash)');
  });

  test('counts an operation that fails as a failure of the browser', async () => {
    const { guard } = guarded();
    const operation = async () => {
      throw new Error('Target closed');
    };
    await expect(guard.run('printing', operation)).rejects.toMatchObject({
      name: 'BrowserFailure',
      message: 'printing failed: Target closed',
    });
  });

  test('leaves no listeners behind', () => {
    const { guard, page, browser } = guarded();
    guard.dispose();
    expect(page.listenerCount('error') + browser.listenerCount('disconnected')).toBe(0);
  });
});

test('an operation that fails after its deadline harms no one', async () => {
  let fail: (error: Error) => void = () => {};
  const operation = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await expect(withDeadline('printing', 1, operation)).rejects.toThrow('longer than 0.001 s');
  // An unhandled rejection would fail the whole run.
  fail(new Error('too late'));
});
