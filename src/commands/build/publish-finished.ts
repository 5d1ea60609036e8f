import { openOutput } from '../../session/output-folder.js';
import type { FinishedTarget } from '../../session/parts/part.js';
import { circumstancesOf } from './circumstances.js';
import { type Published, type PublishInput, publishOutputs } from './publish-outputs.js';
import { readyTarget } from './ready.js';

export interface FinishedReports extends Omit<PublishInput, 'now' | 'ready'> {
  readonly env: NodeJS.ProcessEnv;
  /** Takes a line about what is waited for. */
  readonly say: (line: string) => void;
  readonly finished: readonly FinishedTarget[];
}

/** Publishes reports that others have finished, under the lock of the output folder and with one manifest. */
export async function publishFinished(reports: FinishedReports): Promise<Published> {
  const { env, say, finished, ...input } = reports;
  const { root, project } = input.opened;
  const now = await circumstancesOf(input.draft, env);
  const lock = await openOutput(root, project, say);
  try {
    return await publishOutputs({
      ...input,
      now,
      ready: finished.map((each) => readyTarget(each, false)),
    });
  } finally {
    lock.release();
  }
}
