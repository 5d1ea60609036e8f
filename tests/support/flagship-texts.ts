import type { MadeReport } from '../../src/session/made-report.js';

const made = new Map<string, MadeReport>();

/** Keeps the reports in English that `tests/flagship.test.ts` built, so that their text is not composed again. */
export function keepTexts(reports: readonly MadeReport[]): void {
  for (const report of reports) made.set(report.target.report.id, report);
}

/** The text of one of them, and all that was said of it. */
export function textOf(id: string) {
  const { report, diagnostics } = made.get(id) ?? {};
  if (report === undefined) throw new Error(`${id} was not built`);
  return { content: report.content, diagnostics: diagnostics ?? [] };
}
