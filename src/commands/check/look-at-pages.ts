import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { targetPaths } from '../../outputs/paths.js';
import type { CompileOptions } from '../../session/compile-options.js';
import { finishedReport } from '../../session/finished-report.js';
import { markAsHandled } from '../../session/mark-as-handled.js';
import type { OpenProject } from '../../session/open-project.js';
import { printReport } from '../../session/print-report.js';
import type { Progress } from '../../session/progress.js';
import type { Session } from '../../session/session.js';

/** Prints the reports of a compile, and keeps nothing but what is wrong with their pages. */
export interface PageLook {
  readonly take: NonNullable<CompileOptions['take']>;
  found(): Promise<readonly Diagnostic[]>;
}

/** What looks at the pages of a project, also where builds are to keep silent about them. Reports with errors have none. */
export function lookAtPages(session: Session, opened: OpenProject, progress: Progress): PageLook {
  const printing: Promise<readonly Diagnostic[]>[] = [];
  const targets = opened.targets
    .filter(({ formats }) => formats.includes('pdf'))
    .map(({ report, ...target }) => {
      const layout = report.layout === 'off' ? 'warn' : report.layout;
      return { ...target, formats: ['pdf'] as const, report: { ...report, layout } };
    });
  const wanted = new Map(targets.map((target) => [targetPaths(target).folder, target]));
  return {
    take: ({ checked }, shared) => {
      const print = async (): Promise<readonly Diagnostic[]> => {
        const { report, data, editions, diagnostics, host } = await checked;
        const target = report && wanted.get(targetPaths(report.target).folder);
        if (report === undefined || target === undefined || hasErrors(diagnostics)) return [];
        const { project } = opened;
        const finished = {
          ...finishedReport(report, { data, editions, source: shared.data }, session),
          target,
        };
        return (await printReport(finished, { session, project, progress }, host)).diagnostics;
      };
      printing.push(markAsHandled(print()));
    },
    found: async () => (await Promise.all(printing)).flat(),
  };
}
