import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { readPrevious } from '../../host/output.js';
import type { Target } from '../../model/project.js';
import type { Manifest } from '../../outputs/manifest/manifest.js';
import { pagesFile, parsePageMaps } from '../../outputs/page-maps.js';
import { type DataIn, indexPages } from '../../session/index-pages.js';
import type { OpenProject } from '../../session/open-project.js';
import { openOutput } from '../../session/output-folder.js';
import type { FinishedTarget } from '../../session/parts/part.js';
import { circumstancesOf } from './proof.js';
import { publishOutputs } from './publish-outputs.js';
import { readyTarget } from './ready.js';

export interface FinishedReports {
  readonly opened: OpenProject;
  readonly draft: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Takes a line about what is waited for. */
  readonly say: (line: string) => void;
  /** The datasets with the hash of what each publishes. */
  readonly datasets: Manifest['inputs'];
  readonly dataIn: DataIn;
  /** What was said of the project. */
  readonly aboutData: readonly Diagnostic[];
  readonly finished: readonly FinishedTarget[];
  /** Targets that could not be made. */
  readonly failed: readonly Target[];
}

/** Publishes reports that others have finished, under the lock of the output folder and with one manifest. */
export async function publishFinished(reports: FinishedReports): ReturnType<typeof publishOutputs> {
  const { opened, draft, env, say, datasets, aboutData, finished, failed } = reports;
  const { root, project, host } = opened;
  const now = await circumstancesOf(draft, env);
  const lock = await openOutput(root, project, say);
  try {
    return await publishOutputs({
      ...{ root, project, draft, now, failed },
      inputs: datasets,
      answers: host.answers(),
      warnings: aboutData,
      ready: finished.map((each) => readyTarget(each, false)),
      indexes: (isThere) => indexPages(opened, draft, reports.dataIn, isThere),
      known: parsePageMaps(await readPrevious(join(root, project.output), pagesFile)),
    });
  } finally {
    lock.release();
  }
}
