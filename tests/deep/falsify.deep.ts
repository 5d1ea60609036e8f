/** Every falsification of the lists in `tests/falsify/`; scores and survivors are printed, and stand in `docs/numbers.md`. */
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../src/session/session.js';
import { batchesOf, mergedBatches } from '../falsify/batches.js';
import { reports } from '../falsify/reports.js';
import { runList } from '../falsify/run-list.js';
import { scoreOf, wrongSurvivors } from '../falsify/score.js';

const session = openSession(process.env);
afterAll(() => session.rest());

test.each(reports)('$list: its falsifications are stopped or told anew', async (report) => {
  const { tried, coverage, refused } = await runList(
    report,
    session,
    process.env.MERGE ? mergedBatches : batchesOf,
  );
  process.stdout.write(scoreOf(report.list, tried, coverage));
  if (process.env.FATES)
    for (const { fate, falsification, found } of tried)
      process.stdout.write(`    ${fate}: ${falsification.in}: ${falsification.says} | ${found}\n`);
  expect(refused).toEqual([]);
  expect(coverage.stale).toEqual([]);
  expect(coverage.unlisted.map(({ text }) => text)).toEqual([]);
  expect(wrongSurvivors(tried)).toEqual([]);
  const held = tried.filter(({ fate }) => fate !== 'survived');
  expect(held.length).toBeGreaterThanOrEqual(tried.length * 0.95);
});
