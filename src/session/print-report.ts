import { tellWhenSlow } from '../host/browser/patience.js';
import type { Host, Printer } from '../host/host.js';
import type { ResultCache } from '../host/result-cache.js';
import { toolVersion } from '../host/version.js';
import type { Project } from '../model/project.js';
import { targetName } from '../model/target-name.js';
import { staleStatement } from '../outputs/accessibility/stale-statement.js';
import { type MadeOutputs, makeOutputs } from '../outputs/make-outputs.js';
import type { FinishedReport } from '../outputs/output.js';
import { outputs } from '../outputs/outputs.js';
import { epochOf } from './dates.js';
import { ofItem } from './of-item.js';
import { guessPrints } from './print-guess.js';
import type { Progress } from './progress.js';
import { recallPrints } from './recall-prints.js';
import type { Session } from './session.js';

/** What the reports of a project are printed with. */
export interface Printing {
  readonly session: Session;
  readonly project: Project;
  readonly progress: Progress;
  /** What other processes have made of this project for the same audience. */
  readonly cache?: ResultCache | undefined;
}

/** Makes the outputs of a report with what the session has. Rejects with an `EnvironmentProblem`. */
export async function printReport(
  report: FinishedReport,
  { session, project, progress, cache }: Printing,
  host: Host,
): Promise<MadeOutputs> {
  const { target } = report;
  const { limits } = project;
  const workshop = session.workshop({ wantsPdf: target.formats.includes('pdf'), limits });
  const about = targetName(target);
  const step = { step: 'print', target: about } as const;
  // Asked for once there is something to print.
  const printer: Pick<Printer, 'print'> = {
    print: async (...asked) => (await workshop.printer()).print(...asked),
  };
  const tools = {
    version: toolVersion(),
    epochSeconds: epochOf(project, session.env),
    press: workshop.press,
    rowLines: session.rowLines,
    recallPrint: recallPrints(cache, session),
    guess: guessPrints(report, { orders: session.orders, cache, turns: workshop.prints, printer }),
    print: <T>(work: (given: typeof printer) => Promise<T>): Promise<T> =>
      workshop.prints.take(async () => {
        progress({ ...step, state: 'begin' });
        const printed = await tellWhenSlow(
          () => work(printer),
          () => progress({ ...step, state: 'slow' }),
        );
        progress({ ...step, state: 'end' });
        return printed;
      }),
  };
  const made = await workshop.reports.take(() => makeOutputs(report, host.tool, tools, outputs));
  const stale = staleStatement(made.page, report, project.accessibility ?? []);
  return { ...made, diagnostics: ofItem(target, [...made.diagnostics, ...stale]) };
}
