import { expect, test } from 'vitest';
import { roughly, showProgress } from '../../../src/cli/progress/show.js';
import type { ProgressEvent } from '../../../src/session/progress.js';

const total = 400;
const targets = Array.from({ length: total }, (_, index) => ({ report: `r${index}`, language: 'en' }));
const [target = { report: '', language: '' }] = targets;

/** What a log says of a batch of which each report takes some time, and some are there already. */
function logOf(seconds: number, found = 0, check = false): string[] {
  const said: string[] = [];
  let now = 0;
  const terminal = {
    cwd: '/',
    env: {},
    out: () => {},
    err: (line: string) => void said.push(line),
    now: () => now,
  };
  const { progress } = showProgress(terminal, { quiet: false, json: false, check });
  progress({ step: 'data', state: 'begin', targets });
  progress({ step: 'data', state: 'end' });
  for (let index = 0; index < total; index++) {
    const end: ProgressEvent = { step: check ? 'compose' : 'target', state: 'end', target };
    const isFound = index < found;
    if (!isFound) now += seconds * 1000;
    progress({ ...end, found: isFound, failed: !check && index === found });
  }
  progress({ step: 'publish', state: 'begin' });
  return said;
}

test('a batch says how far it is every ten seconds, and about how long the rest takes', () => {
  const said = logOf(3);
  expect(said.slice(0, 3)).toEqual([
    'Reading data',
    // Nothing is said of what is left before enough is known.
    '4 of 400 reports, 1 with errors',
    '8 of 400 reports, 1 with errors',
  ]);
  expect(said.at(5)).toBe('20 of 400 reports, 1 with errors; about 19 minutes left');
  expect(said.slice(-3)).toEqual([
    '396 of 400 reports, 1 with errors; less than a minute left',
    '400 of 400 reports, 1 with errors',
    'Publishing',
  ]);
});

test('reports that were there already make the rest look no shorter', () => {
  const said = logOf(6, 300);
  expect(said.find((line) => line.startsWith('320'))).toBe(
    '320 of 400 reports, 1 with errors; about 8 minutes left',
  );
});

test('a log says from where and through which proxy the browser comes before it does, and then each tenth', () => {
  const said: string[] = [];
  const terminal = { cwd: '/', env: {}, out: () => {}, err: (line: string) => said.push(line), now: () => 0 };
  const { progress } = showProgress(terminal, { quiet: false, json: false, check: false });
  const come = (bytes: number, more = {}) =>
    progress({ step: 'fetch', state: 'begin', fetched: { from: 'a.example', bytes, all: 69e6, ...more } });
  come(0, { all: undefined, from: 'a.example through the proxy b.example:8080' });
  for (const bytes of [1e6, 2e6, 7e6]) come(bytes);
  expect(said).toEqual([
    'Fetching the browser, once, from a.example through the proxy b.example:8080',
    'Fetching the browser, once, from a.example, 0 % of 69 MB',
    'Fetching the browser, once, from a.example, 10 % of 69 MB',
  ]);
});

test('a terminal that does not know how wide it is shows the line all the same', () => {
  const drawn: string[] = [];
  const screen = { columns: 0, write: (text: string) => drawn.push(text) } as unknown as NodeJS.WriteStream;
  const terminal = { cwd: '/', env: {}, out: () => {}, err: () => {}, now: () => 0, screen };
  const { progress } = showProgress(terminal, { quiet: false, json: false, check: false });
  progress({ step: 'data', state: 'begin', targets });
  expect(drawn).toEqual(['\rReading data\u001B[K']);
});

test('a check counts what is written', () => {
  expect(logOf(1, 0, true).at(-2)).toBe('400 of 400 reports');
});

test.each([
  [59_000, 'less than a minute'],
  [61_000, 'about 1 minute'],
  [400_000, 'about 7 minutes'],
  [7_000_000, 'about 2 hours'],
])('%i milliseconds are %s', (milliseconds, words) => {
  expect(roughly(milliseconds)).toBe(words);
});
