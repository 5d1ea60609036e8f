/** A number of a query answers with the rows that it was made from, and a row with the numbers that rest on it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeAnswer } from '../../src/extensions/trace/run-trace.js';
import { trace } from '../../src/extensions/trace/trace.js';
import { repository } from '../house/repository.js';

test('a row of the example is traced to the numbers that a query made of it', async () => {
  const root = join(repository, 'examples/queries');
  const options = {
    root,
    report: 'victims',
    language: undefined,
    query: 'data/records.csv:9',
    env: process.env,
  };
  const { diagnostics, answers } = await trace(options);
  expect(diagnostics).toEqual([]);
  expect(answers.map(({ text }) => text)).toEqual(['5', '89', '2,375.40']);
  const [women] = answers;
  const lines = [8, 9, 10, 13, 14];
  expect(women?.cells).toEqual([
    expect.objectContaining({
      file: 'data/sql/victims.sql',
      result: true,
      line: 3,
      sources: lines.map((line) => ({ file: 'data/records.csv', line })),
    }),
  ]);
  expect(women && describeAnswer(women)).toContain(
    `      made from 5 rows: ${lines.map((line) => `data/records.csv:${line}`).join(', ')}`,
  );
});
