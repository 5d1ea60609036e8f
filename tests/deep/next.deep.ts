/** Of sentences that are old in the next edition, `next` lists each: see `src/extensions/next/`. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { next } from '../../src/extensions/next/next.js';
import { sha256 } from '../../src/sha256.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const root = temporaryFolder(afterAll);
const template = 'templates/annual-report.md';

/** Sentences that are true of 2024. In the data of 2025 visits fall, adults most, and no number is missing. */
const planted = [
  'In 2024 the library opened on Sundays.',
  'The roof was mended on 14 May 2024.',
  'Since the autumn of 2023 there is a café.',
  'The school year 2023/24 began late.',
  'The strike lasted from December 2023 to January 2024.',
  'Last year the lift was out of order.',
  'The hall was closed this year.',
  'A new catalogue will come next year.',
  'The year before, nobody came on Mondays.',
  'The new branch opens in 2025.',
  '{{#claim "rose" "visits" reader="children" from=2023 to=2024}}Visits by children rose{{/claim}}.',
  '{{#claim "increasing" "visits" from=2022 to=2024}}Visits increased each year{{/claim}}.',
  '{{#claim "rose" "visits" reader="adults" from=2023 to=2024}}Adults came more often{{/claim}}.',
  '{{#claim "higher-than" "visits" reader="children" year=2024 than="adults"}}More children came than adults{{/claim}}.',
  'There were {{sum "loans" from=2023 to=2024 partial=true}} loans in two years; the counter was broken in one.',
  '> In 2024 I read forty books, a reader wrote.',
  '- Opened in March 2024: the reading room.',
  'The plan[^plan] is kept.',
  '| What | When |\n| :-- | :-- |\n| New shelves | June 2024 |',
  '## What 2024 brought {#sec-brought}',
] as const;

const put = (path: string, words: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), words);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What a build of the edition would leave, as far as the move asks for it. */
function publish(edition: number, more: { language?: string; draft?: boolean } = {}): void {
  const language = more.language ?? 'en';
  const snapshot = {
    ...{ format: 'tallybook-published', version: 1, tool: '0', inputs: '0'.repeat(64) },
    ...{
      report: 'annual-report',
      language: 'en',
      title: 'Visits',
      edition,
      draft: false,
      datasets: [],
      numbers: [],
    },
    ...{ claims: [], parts: [], revisions: [], revisedTexts: [], markup: [], files: [] },
    ...more,
  };
  const words = JSON.stringify(snapshot);
  put(`output/annual-report/${language}/published.json`, words);
  const output = {
    path: `annual-report/${language}/published.json`,
    sha256: sha256(words),
    bytes: words.length,
    ...{ report: 'annual-report', language, format: 'json' },
  };
  const manifest = {
    version: 1,
    tool: { name: 'tallybook', version: '0' },
    edition,
    draft: false,
    inputs: [],
  };
  put('output/manifest.json', JSON.stringify({ ...manifest, outputs: [output] }));
}

function begin(text: string): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'src/project/starter', part), join(root, part), { recursive: true });
  put(template, text);
  publish(2024);
}

test('lists 20 of 20 sentences that were planted', async () => {
  begin('');
  const text = `---\ntitle: "Visits: annual report 2024"\n---\n\n# Visits {#sec-visits}\n\n${planted.join('\n\n')}\n\n[^plan]: As decided on 3 April 2024.\n`;
  put(template, text);
  const loans = (years: readonly string[]): string => `year,loans\n${years.join('\n')}\n`;
  put('data/loans.csv', loans(['2021,410', '2022,422', '2023,[x]', '2024,431']));
  put(
    'data/datapackage.yaml',
    `${read('data/datapackage.yaml').trimEnd()}
  - name: loans
    title: Loans
    path: loans.csv
    illustrative: true
    schema:
      primaryKey: [year]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: year, type: year}
        - {name: loans, type: integer, unit: loans}
`,
  );
  const run = () => next({ root, report: undefined, write: true, edition: undefined, env: {} });
  const { written, diagnostics: first } = await run();
  expect(written, JSON.stringify(first)).toContain(template);
  const visits = read('data/visits.csv').trimEnd();
  put('data/visits.csv', `${visits}\n2025,children,20\n2025,adults,90\n2025,total,110\n`);
  put('data/loans.csv', loans(['2021,410', '2022,422', '2023,[x]', '2024,431', '2025,440']));
  const { diagnostics } = await run();
  const lines = read(template).split('\n');
  const listed = new Set(
    diagnostics.flatMap(({ position: { file, line } }) => (file === template ? [line] : [])),
  );
  // A note and a row of a table are told where their words stand.
  const isListed = (sentence: string): boolean => {
    const words = sentence.includes('[^plan]')
      ? '[^plan]:'
      : (sentence.split('\n').at(-1) ?? '').slice(0, 22);
    return lines.some((line, index) => listed.has(index + 1) && line.startsWith(words));
  };
  const missed = planted.filter((sentence) => !isListed(sentence));
  if (missed.length > 0) process.stdout.write(`${diagnostics.map(formatDiagnostic).join('\n')}\n`);
  process.stdout.write(
    `${planted.length - missed.length} of ${planted.length} planted sentences are listed\n`,
  );
  expect(missed).toEqual([]);
});
