import type { Diagnostic, Severity } from '../../diagnostics.js';
import type { Layout } from './layout.js';
import type { Finding, LayoutRule } from './rule.js';
import { cells } from './rules/cells.js';
import { footAlone } from './rules/foot-alone.js';
import { labels } from './rules/labels.js';
import { pageFill } from './rules/page-fill.js';
import { parted } from './rules/parted.js';
import { singleLine } from './rules/single-line.js';
import { tornTable } from './rules/torn-table.js';

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
