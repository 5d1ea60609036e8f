import type { Target } from './project.js';
import { reportName, targetName } from './target-name.js';

/** Which of how many: the second of five. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/**
 * The targets of a shard. Each report, or item of one, is in exactly one, with all of its languages, which are compared. They are dealt out
 * in turn, so that long ones beside each other go to different machines.
 */
export function ofShard(targets: readonly Target[], { number, of }: Shard): readonly Target[] {
  const names = [...new Set(targets.map((target) => reportName(targetName(target))))];
  const own = new Set(names.filter((_, index) => index % of === number - 1));
  return targets.filter((target) => own.has(reportName(targetName(target))));
}
