import type { Share } from '../../host/share/share.js';
import type { Target } from '../../model/project.js';
import { collectTargets } from '../../session/jobs/collect.js';
import type { FinishedTarget } from '../../session/parts/part.js';
import type { PreparedJob, PreparedPart } from './prepare.js';

/** What of the reports stands finished in the shared directory, for whatever audience. */
export async function finishedOf(
  share: Share,
  runs: readonly string[],
  parts: readonly PreparedPart[],
): Promise<ReadonlyMap<Target, FinishedTarget>> {
  const all = new Map<Target, FinishedTarget>();
  for (const { opened, inputs } of parts)
    for (const [target, finished] of await collectTargets(share, runs, opened, inputs))
      all.set(target, finished);
  return all;
}

/** The jobs of which not all is finished. */
export const missingIn = (
  jobs: readonly PreparedJob[],
  finished: ReadonlyMap<Target, FinishedTarget>,
): readonly PreparedJob[] => jobs.filter(({ targets }) => targets.some((target) => !finished.has(target)));
