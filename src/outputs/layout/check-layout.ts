import type { Diagnostic, Severity } from '../../diagnostics.js';
import { type LayoutInput, measureLayout } from './layout.js';
import { rules } from './rules.js';

/** What is wrong with the pages of a finished print, page by page. None where the print has not the words of the report. */
export function layoutProblems(input: LayoutInput, severity: Severity): Diagnostic[] {
  const layout = measureLayout(input);
  if (layout === undefined) return [];
  return rules
    .flatMap((rule) => rule(layout))
    .sort((one, other) => one.page - other.page)
    .map(({ code, message, hint, block }) => ({
      severity,
      code,
      message,
      position: layout.positionOf(block),
      hint,
    }));
}
