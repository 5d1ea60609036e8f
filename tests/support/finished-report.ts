import type { Outcome } from '../../src/diagnostics.js';
import { operations } from '../../src/extensions/operations.js';
import { nestingProblems } from '../../src/outputs/html/check-depth.js';
import { type HtmlReport, htmlReport } from '../../src/outputs/html/html-report.js';
import { type TransformInput, transform } from '../../src/report/transforms.js';
import { type ResourceLimits, standardLimits } from '../../src/resource-limits.js';

/** What a report is made of, up to its pages. */
export interface FinishInput extends Omit<TransformInput, 'operations'> {
  readonly limits?: ResourceLimits;
}

/** A report numbered, resolved and turned into the elements of its pages, with what both said of it. */
export function finishReport(input: FinishInput): Outcome<HtmlReport> {
  const finished = transform({ ...input, operations });
  const report = { ...input, document: finished.value };
  const nesting = nestingProblems(report, input.limits ?? standardLimits, input.positionOf);
  return { value: htmlReport(report), diagnostics: [...finished.diagnostics, ...nesting] };
}
