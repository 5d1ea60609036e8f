/**
 * What is published in four languages: `verify` knows each by its own words, and the numbers are the same in all. In every run in two of
 * them, the first and the one that is written in letters of another.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { readNumbers } from '../../support/golden/untraced.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import { type Output, said, snapshotOf } from './snapshots.js';

const root = temporaryFolder(afterAll);
const languages = process.env.DEEP ? ['en', 'sq', 'sr-Cyrl', 'sr-Latn'] : ['en', 'sr-Latn'];
const published = (language: string) => `victims/${language}/published.json`;
let output: Output;

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
}

beforeAll(async () => {
  copyProject(join(repository, 'examples/languages'), root);
  edit('tallybook.yaml', (text) =>
    text
      .replace('victims.md}', 'victims.md, formats: [html]}')
      .replace(/^languages: .*/m, `languages: [${languages.join(', ')}]`),
  );
  const { diagnostics } = await build({
    root,
    only: [],
    languages: [],
    formats: [],
    draft: false,
    env: process.env,
    debug: false,
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  const folder = join(root, 'output');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  output = Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), readFileSync(file)]));
});

test('nothing is wrong with any of them', async () => {
  expect(await said(output)).toBe('');
});

test('each publishes its cells under the names that it prints, by keys that are the same', () => {
  const snapshots = languages.map((language) => snapshotOf(output, published(language)));
  const named = snapshots.map(({ datasets }) => datasets[0]?.dimensions[1]);
  const names: Readonly<Record<string, readonly string[]>> = {
    en: ['Nationality', 'Kosovar'],
    sq: ['Shtetësia', 'Kosovare'],
    'sr-Cyrl': ['Држављанство', 'Косовско'],
    'sr-Latn': ['Državljanstvo', 'Kosovsko'],
  };
  expect(named.map((each) => [each?.label, each?.categories?.[0]?.label])).toEqual(
    languages.map((language) => names[language]),
  );
  const rows = snapshots.map(({ inputs, datasets }) => [inputs, ...datasets.map((each) => each.rows)]);
  for (const each of rows) expect(each).toEqual(rows[0]);
});

test('entry by entry the numbers are the same, whatever they are printed as', () => {
  const [first = [], ...others] = languages.map((language) =>
    readNumbers(Buffer.from(output[`victims/${language}/numbers.json`] ?? []))
      .numbers.flatMap((entry) => ('id' in entry ? [entry] : []))
      .map(({ text: _, unit: __, at: ___, ...same }) => same)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(first.length).toBeGreaterThan(50);
  expect(others).toEqual(others.map(() => first));
});
