import { extensions } from '../extensions/extensions.js';
import { tellWhenSlow } from '../host/browser/patience.js';
import type { Host } from '../host/host.js';
import type { ResultCache } from '../host/result-cache.js';
import { toolVersion } from '../host/version.js';
import { someFormat } from '../model/dataset/formats.js';
import type { Project } from '../model/project/project.js';
import { type TargetName, targetName } from '../model/project/target-name.js';
import { type MadeOutputs, makeOutputs } from '../outputs/make-outputs.js';
import type { FinishedReport } from '../outputs/output.js';
import { outputs } from '../outputs/outputs.js';
import { epochOf } from '../project/variables.js';
import { ofItem } from './checks/of-item.js';
import type { Progress } from './progress.js';
import { recallPictures, recallPrints } from './recall-prints.js';
import type { Session } from './session.js';
import { BrowserFirst } from './tuning/browser-first.js';
import { guessPrints } from './tuning/print-guess.js';

/** What the outputs of the reports of a project are made with. */
export interface Making {
  readonly session: Session;
  readonly project: Project;
  readonly progress: Progress;
  /** What other processes have made of this project for the same audience. */
  readonly cache?: ResultCache | undefined;
}

/**
 * Makes the outputs of a report with what the session has: its web page, its PDF, its Word file. Rejects with an `EnvironmentProblem`.
 *
 * 1. `browserFirst.make` is called here, around `makeOutputs`, where a format needs the browser: idle work is held back from now on.
 * 2. `tools.print` is called by such a format for all of its prints: it lets idle work go on while the browser starts and prints.
 * 3. `tools.idle` is awaited by `makeOutputs` before what it makes beside the browser.
 */
export async function makeReportOutputs(
  report: FinishedReport,
  { session, project, progress, cache }: Making,
  host: Host,
): Promise<MadeOutputs> {
  const { target } = report;
  const { limits } = project;
  const workerPool = session.workerPool({ wantsBrowser: someFormat('needsBrowser', target.formats), limits });
  const browserFirst = new BrowserFirst(session.idle, workerPool);
  const { printer } = browserFirst;
  const tools = {
    version: toolVersion(),
    epochSeconds: epochOf(project, session.env, target.report.imprint?.published),
    limits,
    rowLines: session.rowLines,
    // What spares a print: each works without the others, and none changes a byte.
    prints: {
      // Finishes PDFs in a thread, while the browser prints the next.
      finisher: workerPool.finisher,
      // What an earlier build printed of the same page, and drew as pictures.
      recall: recallPrints(cache, session),
      ...(cache !== undefined && { pictures: recallPictures(cache, session) }),
      // How the pages broke last time, so that the first print is likely the last.
      guess: guessPrints(report, { orders: session.orders, cache, turns: workerPool.prints, printer }),
    },
    print: <T>(work: (given: typeof printer) => Promise<T>): Promise<T> =>
      browserFirst.print(() => toldPrint(targetName(target), progress, () => work(printer))),
    idle: () => browserFirst.idle(),
  };
  const make = () => makeOutputs(report, host.tool, tools, outputs);
  const isPrinted = someFormat('needsBrowser', target.formats);
  const made = await workerPool.reports.take(() => (isPrinted ? browserFirst.make(make) : make()));
  const { page } = made;
  const ofPage = extensions.flatMap((each) => each.checkPage?.(page, report, project) ?? []);
  return { ...made, diagnostics: ofItem(target, [...made.diagnostics, ...ofPage]) };
}

/** Prints, and tells of it as a step: its begin, that it is slow, its end. */
async function toldPrint<T>(about: TargetName, progress: Progress, print: () => Promise<T>): Promise<T> {
  const step = { step: 'print', target: about } as const;
  progress({ ...step, state: 'begin' });
  const printed = await tellWhenSlow(print, () => progress({ ...step, state: 'slow' }));
  progress({ ...step, state: 'end' });
  return printed;
}
