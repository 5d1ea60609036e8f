/** Browsers that start well and then break: what they print is never taken for a report. It needs a compiled `dist/`. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { stepLines } from '../../../src/cli/progress/step-lines.js';
import { tellWhenSlow } from '../../../src/host/browser/patience.js';
import { openPrinter } from '../../../src/host/browser/printer.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { someOf } from '../../support/runs.js';
import { meddledBrowser } from './meddled-browser.js';

async function printWith(meddle: string): Promise<Uint8Array> {
  const printer = await openPrinter({
    toolRoot: toolRoot(),
    env: process.env,
    candidates: [await meddledBrowser(meddle)],
    warn: () => {},
  });
  onTestFinished(() => printer.close());
  return printer.print('<p>text</p>', (page) => page.pdf({ tagged: true }));
}

const atPrinting = (then: string): string =>
  `if (asked && message.method === 'Page.printToPDF') { ${then} } return message;`;

describe.skipIf(process.platform === 'win32')('a browser that starts well and then', () => {
  test.runIf(process.env.DEEP)('does nothing odd prints, with something in between', async () => {
    const pdf = await printWith('return message;');
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  const faults: readonly (readonly [string, string, string | RegExp])[] = [
    [
      'prints nothing',
      'if (message.result?.data !== undefined) message.result.data = ""; return message;',
      /printing failed: 0 bytes that are no PDF/,
    ],
    [
      'prints half a page',
      'if (message.result?.data !== undefined) message.result.data = message.result.data.slice(0, 400); return message;',
      /printing failed: \d+ bytes that are no PDF/,
    ],
    ['ends', atPrinting("browser.kill('SIGKILL');"), 'the browser ended'],
    [
      'says what no browser would',
      atPrinting("browser.stdio[4].emit('data', '{}\\0'); new Socket({ fd: 4 }).write('no JSON\\0');"),
      'the browser ended',
    ],
    [
      'refuses',
      atPrinting("message.method = 'Page.noSuchThing';"),
      /printing failed: Protocol error .*noSuchThing/,
    ],
  ];

  test.each(someOf(faults, ['prints half a page']))(
    '%s fails with that reason',
    async (_, meddle, reason) => {
      await expect(printWith(meddle)).rejects.toMatchObject({
        diagnostic: {
          code: 'host/browser-failed',
          message: expect.stringMatching(reason),
          hint: expect.stringContaining('TALLYBOOK_BROWSER'),
        },
      });
    },
  );
});

describe('whoever waits for a browser', () => {
  test('is told so once, after ten seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const told = vi.fn();
    let finish: (value: number) => void = () => {};
    const work = tellWhenSlow(
      () =>
        new Promise<number>((resolve) => {
          finish = resolve;
        }),
      told,
    );
    vi.advanceTimersByTime(9_999);
    expect(told).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    finish(7);
    expect(await work).toBe(7);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('is told what for and how long, also in a log', () => {
    const lines: string[] = [];
    const say = stepLines({ err: (line) => lines.push(line) });
    const target = { report: 'annual-report', language: 'en' };
    for (const state of ['begin', 'slow', 'end'] as const) say({ step: 'print', state, target });
    expect(lines).toEqual([
      'Printing annual-report (en)',
      'Printing annual-report (en): waiting for the browser, which is given up when it does not answer for 120 s',
    ]);
  });
});
