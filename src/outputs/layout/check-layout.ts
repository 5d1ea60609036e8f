import type { Diagnostic, Severity } from '../../diagnostics.js';
import type { Layout } from './layout.js';
import { findingsOf } from './rules.js';

/** What is wrong with the pages of a finished print, page by page. */
export function layoutProblems(layout: Layout, severity: Severity): Diagnostic[] {
  return findingsOf(layout).map(({ code, message, hint, block }) => ({
    severity,
    code,
    message,
    position: layout.positionOf(block),
    hint,
  }));
}
