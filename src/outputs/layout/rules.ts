import type { Diagnostic, Severity } from '../../diagnostics.js';
import type { Layout } from './layout.js';
import type { Finding, LayoutRule } from './rule.js';
import { labels } from './rules/labels.js';
import { pageFill, parted, singleLine } from './rules/page-breaks.js';
import { cells, footAlone, tornTable } from './rules/tables.js';

/** Every rule that finished pages are held to. */
const rules: readonly LayoutRule[] = [pageFill, parted, singleLine, tornTable, footAlone, labels, cells];

/** What is wrong with finished pages, page by page. */
export const findingsOf = (layout: Layout): readonly Finding[] =>
  rules.flatMap((rule) => rule(layout)).sort((one, other) => one.page - other.page);

/** What is wrong with the pages of a finished print, page by page. */
export function layoutProblems(layout: Layout, severity: Severity): Diagnostic[] {
  return findingsOf(layout).map(({ code, message, hint, block }) => ({
    severity,
    code,
    message,
    position: layout.positionOf(block),
    ...(hint !== undefined && { hint }),
  }));
}
