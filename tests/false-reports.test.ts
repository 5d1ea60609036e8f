/**
 * False and misleading reports by class, `tests/cases/false-reports/*.yaml`: each is stopped at its place, or told on the
 * page. A class has honest reports too, which pass. How one is added: `tests/cases/false-reports/README.md`. Every run tries
 * one of each outcome of a class, `npm run test:deep` all.
 */
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../src/diagnostics.js';
import { inEveryRun, judge, readSweeps, shortForm } from './support/false-reports.js';

const sweeps = readSweeps();

describe.each(sweeps)('$file', (sweep) => {
  test.each(inEveryRun(sweep.entries))('$name', async (report) => {
    const { said, printed } = await judge(sweep, report);
    const all = said.map(formatDiagnostic).join('\n');
    expect(said.map(shortForm), all).toEqual(report.expected);
    for (const words of report.says) expect(all).toContain(words);
    for (const words of report.told) expect(printed).toContain(words);
    // A report that nothing stops and of which nothing is told would be no test.
    expect(report.expected.length + report.told.length).toBeGreaterThan(0);
  });

  test.each(inEveryRun(sweep.honest))('passes: $name', async (report) => {
    const { said, printed } = await judge(sweep, report);
    expect(said.map(formatDiagnostic)).toEqual([]);
    for (const words of report.told) expect(printed).toContain(words);
  });
});

test('at least 150 false reports stand here', () => {
  const all = sweeps.flatMap(({ entries }) => entries);
  expect(all.length).toBeGreaterThanOrEqual(150);
});
