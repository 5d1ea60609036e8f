import { tellWhenSlow } from '../host/browser/patience.js';
import type { Host, Printer } from '../host/host.js';
import { toolVersion } from '../host/version.js';
import type { Project } from '../model/project.js';
import { targetName } from '../model/target-name.js';
import { staleStatement } from '../outputs/accessibility/stale-statement.js';
import { type MadeOutputs, makeOutputs } from '../outputs/make-outputs.js';
import type { FinishedReport } from '../outputs/output.js';
import { outputs } from '../outputs/outputs.js';
import { epochOf } from './dates.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';

/** What the reports of a project are printed with. */
export interface Printing {
  readonly session: Session;
  readonly project: Project;
  readonly progress: Progress;
}

/** Makes the outputs of a report with what the session has. Rejects with an `EnvironmentProblem`. */
export async function printReport(
  report: FinishedReport,
  { session, project, progress }: Printing,
  host: Host,
): Promise<MadeOutputs> {
  const { target } = report;
  const { limits } = project;
  const workshop = session.workshop({ wantsPdf: target.formats.includes('pdf'), limits });
  const about = targetName(target);
  const step = { step: 'print', target: about } as const;
  const tools = {
    version: toolVersion(),
    epochSeconds: epochOf(project, session.env),
    press: workshop.press,
    async print<T>(work: (printer: Printer) => Promise<T>): Promise<T> {
      progress({ ...step, state: 'begin' });
      const printed = await tellWhenSlow(
        async () => work(await workshop.printer()),
        () => progress({ ...step, state: 'slow' }),
      );
      progress({ ...step, state: 'end' });
      return printed;
    },
  };
  const made = await makeOutputs(report, host.tool, tools, outputs);
  const stale = staleStatement(made.page, report, project.accessibility ?? []);
  return stale.length === 0 ? made : { ...made, diagnostics: [...made.diagnostics, ...stale] };
}
