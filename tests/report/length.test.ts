import { expect, test } from 'vitest';
import { draftable } from '../../src/diagnostic-codes.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { buildInMemory, sampleProject } from '../commands/verify/sample-output.js';
import { testPrinter } from '../outputs/pdf/test-printer.js';

const limited = (limits: string, formats = 'html') => ({
  ...sampleProject,
  'tallybook.yaml': (sampleProject['tallybook.yaml'] ?? '').replace(
    'formats: [html]',
    `formats: [${formats}], limits: ${limits}`,
  ),
});

const problems = async (...given: Parameters<typeof buildInMemory>) =>
  (await buildInMemory(...given)).diagnostics.map(formatDiagnostic);

test('a report with more words than it may have is an error that counts them by chapter', async () => {
  const [found = '', ...others] = await problems(limited('{words: 20}'));
  expect(others).toEqual([]);
  expect(found).toMatch(
    /^tallybook\.yaml:6:68 error report\/length: The report has (\d+) words, and may have 20\n {2}hint: by chapter: Visits: \1$/,
  );
  const [, count = ''] = /report has (\d+)/.exec(found) ?? [];
  // Headings, sentences, the table, and the title of the figure; no drawing and no description of it.
  expect(Number(count)).toBe(67);
  expect(await problems(limited(`{words: ${count}}`))).toEqual([]);
  expect(await problems(limited(`{words: ${Number(count) - 1}}`))).toHaveLength(1);
});

test('and so is one with more pages', async () => {
  const printer = await testPrinter();
  const found = await problems(limited('{pages: 1}', 'html, pdf'), printer);
  expect(found.filter((text) => text.includes('report/length'))).toEqual([
    'tallybook.yaml:6:73 error report/length: The report has 2 pages, and may have 1\n  hint: shorten it, or raise `pages` under `limits`',
  ]);
  expect((await problems(limited('{pages: 2}', 'html, pdf'), printer)).join('\n')).not.toContain(
    'report/length',
  );
});

test('a limit is a whole number', async () => {
  expect(await problems(limited('{words: many}'))).toEqual([
    expect.stringContaining('`reports.visits.limits.words` cannot be `many`'),
  ]);
});

test('a draft of a report that is too long is built all the same', () => {
  expect(draftable.has('report/length')).toBe(true);
});
