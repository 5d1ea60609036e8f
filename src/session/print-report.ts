import { hasErrors, type Outcome } from '../diagnostics.js';
import { extensions } from '../extensions/extensions.js';
import { identifyBrowsers } from '../host/browser/identity.js';
import { tellWhenSlow } from '../host/browser/patience.js';
import type { Host } from '../host/host.js';
import type { ResultCache } from '../host/result-cache.js';
import { toolVersion } from '../host/version.js';
import { someFormat } from '../model/dataset/formats.js';
import type { Project } from '../model/project/project.js';
import { targetName } from '../model/project/target-name.js';
import { type MadeOutputs, makeOutputs } from '../outputs/make-outputs.js';
import type { FinishedReport, OutputTools } from '../outputs/output.js';
import { outputs } from '../outputs/outputs.js';
import type { HeldPrint, MeasuredPrint } from '../outputs/pdf/print/print.js';
import { epochOf } from '../project/variables.js';
import { ofItem } from './checks/of-item.js';
import { hash } from './drawing/drawn-charts.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';
import { BrowserFirst } from './tuning/browser-first.js';
import { guessPrints } from './tuning/print-guess.js';

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
  const workerPool = session.workerPool({ wantsBrowser: someFormat('needsBrowser', target.formats), limits });
  const about = targetName(target);
  const step = { step: 'print', target: about } as const;
  const first = new BrowserFirst(session.idle, workerPool);
  const { printer } = first;
  const tools = {
    version: toolVersion(),
    epochSeconds: epochOf(project, session.env),
    rowLines: session.rowLines,
    prints: {
      finisher: workerPool.finisher,
      recall: recallPrints(cache, session),
      ...(cache !== undefined && { pictures: recallPictures(cache, session) }),
      guess: guessPrints(report, { orders: session.orders, cache, turns: workerPool.prints, printer }),
    },
    print: <T>(work: (given: typeof printer) => Promise<T>): Promise<T> =>
      first.print(async () => {
        progress({ ...step, state: 'begin' });
        const printed = await tellWhenSlow(
          () => work(printer),
          () => progress({ ...step, state: 'slow' }),
        );
        progress({ ...step, state: 'end' });
        return printed;
      }),
    idle: () => first.idle(),
  };
  const make = () => makeOutputs(report, host.tool, tools, outputs);
  const isPrinted = someFormat('needsBrowser', target.formats);
  const made = await workerPool.reports.take(() => (isPrinted ? first.make(make) : make()));
  const { page } = made;
  const ofPage = extensions.flatMap((each) => each.printed?.(page, report, project) ?? []);
  return { ...made, diagnostics: ofItem(target, [...made.diagnostics, ...ofPage]) };
}

/** Remembers pictures of drawings, by the browser that made them and all that it made them from. */
function recallPictures(
  cache: ResultCache,
  { env }: Pick<Session, 'env'>,
): NonNullable<OutputTools['prints']['pictures']> {
  const kind = 'picture';
  const keys = new Map<unknown, string>();
  return {
    async read(of) {
      const key = hash([of, await identifyBrowsers(env)]);
      keys.set(of, key);
      return (await cache.read(kind, key)) as Uint8Array | undefined;
    },
    keep(of, png) {
      const key = keys.get(of);
      if (key !== undefined) cache.keep(kind, key, png);
    },
  };
}

/**
 * Remembers prints from one build to the next, by all that they were made from: the document, what is said of it, and the browser.
 * Two things are kept, under one name: as `print` what a print is like, and as `pdf` the bytes of one that was made to conform.
 *
 * | a print is | kept           | asking for it        | `finish`                             | `drop`               |
 * |------------|----------------|----------------------|--------------------------------------|----------------------|
 * | absent     | nothing        | prints it: held      |                                      |                      |
 * | held       | `print`        |                      | makes it conform: finished           | lets it go: measured |
 * | measured   | `print`        | says what it is like | prints again, as held, and drops it  | nothing              |
 * | finished   | `print`, `pdf` | says what it is like | reads the `pdf`; if lost, as measured | nothing             |
 *
 * A print with a fault stays absent: it is handed on as it was made, and tried again by the next build. So does every print without
 * a cache.
 */
export function recallPrints(
  cache: ResultCache | undefined,
  { env, memory }: Pick<Session, 'env' | 'memory'>,
): OutputTools['prints']['recall'] {
  return async (input, make) => {
    if (cache === undefined) return await count(make);
    const of = hash([input, await identifyBrowsers(env)]);
    // What stands under a name of this kind was put there below.
    const before = (await cache.read('print', of)) as Outcome<MeasuredPrint> | undefined;
    if (before !== undefined) return { ...before, ...later(of, make, cache) };
    const made = await count(make);
    const { value, diagnostics, setAside, drop } = made;
    if (hasErrors(diagnostics) || value.words === undefined) return made;
    cache.keep('print', of, { value, diagnostics });
    return { value, diagnostics, finish: () => finished(of, made, cache), setAside, drop };
  };

  /** Of a print that was measured or finished in a build before. */
  function later(
    of: string,
    make: () => Promise<HeldPrint>,
    kept: ResultCache,
  ): Omit<HeldPrint, keyof Outcome<MeasuredPrint>> {
    return {
      async finish() {
        const before = (await kept.read('pdf', of)) as Uint8Array | undefined;
        if (before !== undefined) return before;
        const made = await count(make);
        try {
          return await finished(of, made, kept);
        } finally {
          made.drop();
        }
      },
      setAside() {},
      drop() {},
    };
  }

  async function finished(of: string, made: HeldPrint, kept: ResultCache): Promise<Uint8Array> {
    const pdf = await made.finish();
    kept.keep('pdf', of, pdf);
    return pdf;
  }

  function count<T>(print: () => T): T {
    memory.count('print');
    return print();
  }
}
