import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { liveList } from '../../../src/cli/progress/live-list.js';
import type { ProgressEvent } from '../../../src/session/progress.js';
import { repository } from '../../house/repository.js';

const annual = { report: 'annual-report', language: 'en' };
const shadow = { report: 'shadow-report', language: 'sq' };

/** A terminal of memory, and what was drawn on it. */
function screen() {
  let drawn = '';
  const stream = new PassThrough();
  stream.setEncoding('utf8').on('data', (text: string) => {
    drawn += text;
  });
  const size = { columns: 100, rows: 40, isTTY: true };
  return { stream: Object.assign(stream, size) as unknown as NodeJS.WriteStream, drawn: () => drawn };
}

/**
 * Draws a build of two reports in which these events happen, a second after each other, and returns the last state of
 * the list, one line each, and everything that was written.
 */
async function lastState(events: readonly ProgressEvent[], check = false) {
  const { stream, drawn } = screen();
  let seconds = 0;
  const list = liveList(stream, () => seconds * 1000, check);
  for (const event of events) {
    seconds += 1;
    list.progress(event);
    // Gives the list a turn, as a build does that reads and writes files.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await list.finish();
  const lines = stripVTControlCharacters(drawn().slice(drawn().lastIndexOf('\u001B[G')))
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return { lines, drawn: drawn() };
}

const begin = (step: ProgressEvent['step'], target?: ProgressEvent['target']): ProgressEvent =>
  target === undefined ? { step, state: 'begin' } : { step, state: 'begin', target };
const end = (step: ProgressEvent['step'], target?: ProgressEvent['target']): ProgressEvent =>
  target === undefined ? { step, state: 'end' } : { step, state: 'end', target };
const start: ProgressEvent = { step: 'data', state: 'begin', targets: [annual, shadow] };

describe('the live list', () => {
  test('leaves every step and target standing with the time that it took', async () => {
    const { lines, drawn } = await lastState([
      start,
      end('data'),
      begin('compose', annual),
      end('compose', annual),
      begin('compose', shadow),
      // Printing may begin before the last report is written.
      begin('print', annual),
      end('compose', shadow),
      end('print', annual),
      begin('print', shadow),
      end('print', shadow),
      begin('publish'),
      end('publish'),
    ]);
    expect(lines).toEqual([
      '✔ Reading data (1.0 s)',
      '✔ Writing',
      '  ✔ annual-report (en) (1.0 s)',
      '  ✔ shadow-report (sq) (2.0 s)',
      '✔ Printing',
      '  ✔ annual-report (en) (2.0 s)',
      '  ✔ shadow-report (sq) (1.0 s)',
      '✔ Publishing (1.0 s)',
    ]);
    expect(drawn).toContain('\u001B[?25l');
    expect(drawn.lastIndexOf('\u001B[?25h')).toBeGreaterThan(drawn.lastIndexOf('\u001B[?25l'));
  });

  // Node writes characters there, whatever the code page; fonts have those of WGL4. They are chosen once, so in another process.
  test('has no signs on a plain console of Windows but those that its fonts have', () => {
    const program = `
      Object.defineProperty(process, 'platform', { value: 'win32' });
      const { liveList } = await import('./dist/cli/progress/live-list.js');
      const list = liveList(Object.assign(process.stdout, { columns: 100, rows: 40 }), () => 0, true);
      list.progress({ step: 'data', state: 'begin', targets: [] });
      await new Promise((resolve) => setTimeout(resolve, 300));
      list.progress({ step: 'data', state: 'end' });
      await list.finish();`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: repository,
      env: {},
      encoding: 'utf8',
    });
    expect(stdout).toContain('Reading data (0.0 s)');
    expect(stdout).toMatch(/^[\t\n\r\u001B -~■√]+$/);
  });

  test('shows no step that a build with errors never came to', async () => {
    const { lines } = await lastState([
      start,
      end('data'),
      begin('compose', annual),
      end('compose', annual),
      begin('compose', shadow),
      end('compose', shadow),
    ]);
    expect(lines).toEqual([
      '✔ Reading data (1.0 s)',
      '✔ Writing',
      '  ✔ annual-report (en) (1.0 s)',
      '  ✔ shadow-report (sq) (1.0 s)',
    ]);
  });

  test('marks the step in which a build broke off', async () => {
    const { lines } = await lastState([start, end('data'), begin('compose', annual), end('compose', annual)]);
    expect(lines.slice(1)).toEqual(['✔ Writing', '  ✔ annual-report (en) (1.0 s)']);
    const broken = await lastState([start]);
    expect(broken.lines).toEqual(['✖ Reading data (0.0 s)']);
  });

  test('shows no printing of reports without a PDF once they are published', async () => {
    const { lines } = await lastState([
      start,
      end('data'),
      begin('compose', annual),
      end('compose', annual),
      begin('compose', shadow),
      end('compose', shadow),
      begin('print', shadow),
      end('print', shadow),
      begin('publish'),
      end('publish'),
    ]);
    expect(lines.slice(4)).toEqual(['✔ Printing', '  ✔ shadow-report (sq) (1.0 s)', '✔ Publishing (1.0 s)']);
  });

  test('of a check ends with writing', async () => {
    const { lines, drawn } = await lastState([start, end('data')], true);
    expect(lines).toEqual(['✔ Reading data (1.0 s)']);
    expect(drawn).not.toContain('Printing');
  });

  test('draws nothing at all for a build that had nothing to do', async () => {
    expect((await lastState([])).drawn).toBe('');
  });
});
