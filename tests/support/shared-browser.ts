import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { findBrowser } from '../../src/host/browser/find.js';

let shared: Promise<Browser> | undefined;

/** One browser for every file that a process runs, with the fonts of the tool. It ends with the process; its pages are closed by who opened them. */
export function sharedBrowser(): Promise<Browser> {
  const toolRoot = fileURLToPath(new URL('../../dist', import.meta.url));
  shared ??= findBrowser({ toolRoot, env: process.env, startDeadline: 60_000 }).then(
    ({ running }) => running.browser,
  );
  return shared;
}
