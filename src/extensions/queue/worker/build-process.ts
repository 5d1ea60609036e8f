import type { Diagnostic } from '../../../diagnostics.js';
import { openProject, partsOf } from '../../../session/open-project.js';
import { makePart } from '../../../session/parts/make-part.js';
import { openSession, type Session } from '../../../session/session.js';
import type { Job } from '../jobs.js';

/** A job as the process that builds gets it. */
export interface BuildWork {
  /** The folder with the inputs. */
  readonly root: string;
  /** Inputs of which only the name is there. */
  readonly names: readonly string[];
  readonly job: Job;
  readonly draft: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Where the parts of the run lie: for each audience those of each worker. */
  readonly parts: string;
  readonly shown: string;
  /** The name of this one. */
  readonly worker: string;
  readonly key: Uint8Array;
}

/** What came of a job. */
export interface BuiltJob {
  /** What was said of the project; with an error among it nothing was built. */
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: readonly { readonly language: string; readonly diagnostics: readonly Diagnostic[] }[];
  /** How many targets are finished. */
  readonly finished: number;
  /** Inputs that were read although only their names are there. */
  readonly lacking: readonly string[];
}

/** Lasts as long as this process, which builds one job after the other. */
let living: { readonly session: Session; readonly dated: string } | undefined;

/** Builds a job into a part, in the process that is a worker's own for that. Rejects with an `EnvironmentProblem`. */
export async function buildJob(work: BuildWork, tell: (built: BuiltJob) => Promise<void>): Promise<void> {
  const { root, names, job, draft, env, parts, shown, worker, key } = work;
  const { report, languages, formats } = job;
  const dated = env.SOURCE_DATE_EPOCH ?? '';
  if (living !== undefined && living.dated !== dated) {
    await living.session.rest();
    living = undefined;
  }
  living ??= { session: openSession(env), dated };
  const { session } = living;
  const found = await openProject(root, { only: [report], languages, formats });
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const failed: BuiltJob['failed'][number][] = [];
  const read = new Set<string>();
  let finished = 0;
  for (const opened of partsOf(found)) {
    const folder = `${opened.project.audience ?? 'public'}/${worker}`;
    const made = await makePart({
      session,
      opened,
      draft,
      progress: () => {},
      place: { root: `${parts}/${folder}`, shown: `${shown}/${folder}`, key },
    });
    for (const each of made.aboutData) diagnostics.push(each);
    finished += made.finished.length;
    for (const { target, diagnostics } of made.failed)
      failed.push({ language: target.language, diagnostics });
    for (const { asked, path } of [
      ...opened.host.answers(),
      ...made.finished.flatMap(({ answers }) => answers),
    ])
      if (asked === 'read') read.add(path);
  }
  for (const each of session.warnings()) diagnostics.push(each);
  await tell({ diagnostics, failed, finished, lacking: names.filter((path) => read.has(path)) });
}
