import type { Outcome } from '../../src/diagnostics.js';
import { operations } from '../../src/features/operations.js';
import type { PublishedData } from '../../src/model/dataset.js';
import { type HtmlReport, htmlReport } from '../../src/outputs/html/html-report.js';
import { type TransformInput, transform } from '../../src/report/transform.js';
import type { ResourceLimits } from '../../src/resource-limits.js';

/** What a report is made of, up to its pages. */
export interface FinishInput extends TransformInput {
  readonly data?: PublishedData;
  readonly limits?: ResourceLimits;
}

/** A report numbered, resolved and turned into the elements of its pages, with what both said of it. */
export function finishReport(input: FinishInput): Outcome<HtmlReport> {
  const finished = transform(input);
  const made = htmlReport({ ...input, operations, document: finished.value });
  return { ...made, diagnostics: [...finished.diagnostics, ...made.diagnostics] };
}
