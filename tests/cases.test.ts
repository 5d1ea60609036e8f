/**
 * Every folder of `tests/cases/` is a project, and its `diagnostics.txt` is exactly what `tallybook check` says of it
 * (an empty file: nothing). A missing one is written, except in CI; what differs is written beside it as
 * `diagnostics.actual.txt`, to be looked at and, when right, to take its place.
 */
import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check as checkProject } from '../src/commands/check/check.js';
import { formatDiagnostic, sortDiagnostics } from '../src/diagnostics.js';
import { sharedSessions } from './support/shared-session.js';

const cases = join(import.meta.dirname, 'cases');
const names = readdirSync(cases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'false-reports')
  .map(({ name }) => name)
  .sort();

test.each(names)('%s', async (name) => {
  const root = join(cases, name);
  const actual = await check(root);
  const expectedFile = join(root, 'diagnostics.txt');
  const actualFile = join(root, 'diagnostics.actual.txt');
  const expected = await readFile(expectedFile, 'utf8').catch(() => undefined);

  if (expected === undefined) {
    if (process.env.CI) throw new Error(`tests/cases/${name} has no diagnostics.txt`);
    return writeFile(expectedFile, actual);
  }
  if (actual === expected) await rm(actualFile, { force: true });
  else if (!process.env.CI) await writeFile(actualFile, actual);
  expect(actual).toBe(expected);
});

test('at least 60 of them are faulty projects, and none of those passes', async () => {
  const said = await Promise.all(names.map((name) => readFile(join(cases, name, 'diagnostics.txt'), 'utf8')));
  expect(said.filter((text) => / error [a-z]+\//.test(text)).length).toBeGreaterThanOrEqual(60);
});

/** One for all, so that no process for charts starts where none is drawn. */
const session = sharedSessions.open();

async function check(root: string): Promise<string> {
  const { diagnostics } = await checkProject({
    root,
    debug: false,
    progress: () => {},
    env: process.env,
    session,
  });
  return sortDiagnostics(diagnostics)
    .map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`)
    .join('');
}
