import { relative } from 'node:path';
import { eachOnce } from '../../diagnostics.js';
import { removeLeftovers } from '../../host/publication/leftovers.js';
import { lockOutput } from '../../host/publication/output-lock.js';
import { ofShard, type Shard } from '../../model/project/shard.js';
import { makePart } from '../../session/parts/make-part.js';
import type { PipelineInput, PipelineResult } from './pipeline.js';
import type { PartResult } from './result.js';

/** Where finished reports go instead of the output folder, and which. */
export interface IntoPart {
  /** Absolute. */
  readonly folder: string;
  readonly shard?: Shard;
  /** Takes a line about what is waited for. */
  readonly say: (line: string) => void;
}

/** Makes the reports of a shard, and puts them into a folder for `--merge`. Nothing is published. */
export async function buildIntoPart(
  { session, opened, draft, progress, now }: PipelineInput,
  { folder, shard, say }: IntoPart,
): Promise<PipelineResult & { readonly part: PartResult }> {
  const shown = relative(opened.root, folder) || '.';
  const targets = shard === undefined ? opened.targets : ofShard(opened.targets, shard);
  const lock = await lockOutput(folder, { shown, say });
  try {
    removeLeftovers(folder, true);
    const place = { root: folder, shown, key: now?.key, browsers: now?.browsers };
    const made = await makePart({ session, opened: { ...opened, targets }, draft, progress, place });
    return {
      diagnostics: eachOnce([
        ...made.aboutData,
        ...made.finished.flatMap(({ warnings }) => warnings),
        ...made.failed.flatMap((each) => each.diagnostics),
        ...session.warnings(),
      ]),
      outputs: [],
      failed: made.failed.length,
      part: { folder: shown, reports: made.finished.length, found: made.found },
    };
  } finally {
    lock.release();
  }
}
