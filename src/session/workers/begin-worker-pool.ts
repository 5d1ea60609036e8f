import type { ResultCache } from '../../host/result-cache.js';
import { someFormat } from '../../model/dataset/formats.js';
import type { Target } from '../../model/project/project.js';
import type { OpenProject } from '../open-project.js';
import type { Session } from '../session.js';
import type { WorkerPool } from './worker-pool.js';

interface BeginOptions {
  readonly wantsBrowser?: boolean;
  /** What other processes have made of the project. */
  readonly cache?: ResultCache | undefined;
  /** Where they are read already. */
  readonly templates?: ReadonlyMap<string, string>;
}

/**
 * Starts what will work beside the main thread. To be called as soon as it is known what to make, before the stages are
 * loaded. Drawing and the browser take as long to be ready, and have nothing to do with the modules of this process.
 */
export async function beginWorkerPool(
  session: Session,
  opened: OpenProject,
  { wantsBrowser = false, cache, templates }: BeginOptions,
): Promise<WorkerPool> {
  // What draws need not be ready where most is drawn already.
  const draws = (cache?.isEmpty ?? true) ? chartsIn(templates ?? (await templatesOf(opened))) : 0;
  return session.workerPool({ wantsBrowser, draws, limits: opened.project.limits });
}

/** The templates of the targets by their paths; empty where one cannot be read, which is told later. */
export async function templatesOf({ files, targets }: OpenProject): Promise<ReadonlyMap<string, string>> {
  const { project, limits } = files;
  const paths = [...new Set(targets.map(({ report }) => report.template))];
  const read = paths.map(
    async (path) => [path, await project.readText(path, limits.textBytes).catch(() => '')] as const,
  );
  return new Map(await Promise.all(read));
}

/** What may draw: charts in the text, partials that nobody has read yet, and calls that stand between blank lines, but for tables. */
const mayDraw = /vega-lite|\{\{~?>|(?<=^|\n\s*\n)\{\{(?!table\b)[\w-]+ "[^}]*\}\}(?=\s*(?:\n\s*\n|$))/g;

/** How many charts may stand in templates; a wrong guess costs time alone. */
const chartsIn = (templates: ReadonlyMap<string, string>): number =>
  [...templates.values()].reduce((sum, text) => sum + (text.match(mayDraw)?.length ?? 0), 0);

/** True where one of the targets is printed, but for those that are only compared. */
export const wantsPrint = (targets: readonly Target[], compared?: ReadonlySet<Target>): boolean =>
  targets.some((target) => compared?.has(target) !== true && someFormat('needsBrowser', target.formats));
