import type { Diagnostic } from '../../../diagnostics.js';
import { type Format, someFormat } from '../../../model/dataset/formats.js';
import type { Project } from '../../../model/project/project.js';
import { isSameTarget, reportName, targetName } from '../../../model/project/target-name.js';
import type { FinishedReport } from '../../../outputs/output.js';
import { problem } from '../../../problems/problem.js';
import { statementAttribute } from '../record.js';
import { pageHash } from './page-hash.js';

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
