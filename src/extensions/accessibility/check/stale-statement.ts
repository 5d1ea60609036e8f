import type { Diagnostic } from '../../../diagnostics.js';
import { type Format, someFormat } from '../../../model/dataset/formats.js';
import type { Project } from '../../../model/project/project.js';
import { isSameTarget, reportName, targetName } from '../../../model/project/target-name.js';
import type { FinishedReport } from '../../../outputs/output.js';
import { isText, type MarkupNode, readMarkup } from '../../../outputs/snapshot/read-markup.js';
import { problem } from '../../../problems/problem.js';
import { sha256 } from '../../../sha256.js';
import { statementAttribute } from '../record.js';

const needsScreens = (formats: readonly Format[]): boolean => someFormat('needsScreenDrawings', formats);

/**
 * A warning where the statement on a page speaks of another page: what it says was checked before the last change. A draft is
 * no page that anybody checks, nor is one that was made for paper alone and lacks its drawings for phone and desk.
 */
export function staleStatement(
  page: string,
  { target, document }: Pick<FinishedReport, 'target' | 'document'>,
  { records }: Pick<Project, 'records'>,
): Diagnostic[] {
  const { report, formats } = target;
  const about = targetName(target);
  const isWhole = needsScreens(formats) || !needsScreens(report.formats);
  if (document.meta.draft || !isWhole || !page.includes(` ${statementAttribute}`)) return [];
  const record = records?.accessibility?.find((each) => isSameTarget(each, about));
  if (record === undefined || record.page === pageHash(page)) return [];
  return [
    problem('accessibility/stale', record.position, {
      reportName: reportName(about),
      language: about.language,
    }),
  ];
}

/**
 * SHA-256 of a finished page without its statement on accessibility. The statement is made of a record that holds this hash: with
 * it a page could never be the one that was checked.
 */
export function pageHash(html: string): string {
  const kept: string[] = [];
  let from = 0;
  const visit = (within: readonly MarkupNode[]): void => {
    for (const node of within) {
      if (isText(node)) continue;
      if (node.attributes.has(statementAttribute)) {
        kept.push(html.slice(from, node.start));
        // The line that ends it goes with it, since a statement has lists only where there is something to list.
        from = html[node.end] === '\n' ? node.end + 1 : node.end;
      } else visit(node.children);
    }
  };
  visit(readMarkup(html));
  return sha256([...kept, html.slice(from)].join(''));
}
