import type { Diagnostic } from '../../diagnostics.js';
import { browserCandidates } from '../../host/browser/candidates.js';
import { fetchPackedBrowser } from '../../host/browser/fetch-packed.js';
import { EnvironmentProblem } from '../../host/host.js';
import { someFormat } from '../../model/dataset/formats.js';
import type { Target } from '../../model/project/project.js';
import type { Progress } from '../../session/progress.js';

/**
 * Fetches the browser before the first print. Returns why it could not be had, as a warning, where another of this machine prints; its
 * pages may differ in bytes.
 *
 * Rejects with an `EnvironmentProblem`, `host/browser-fetch`, where there is no other.
 */
export async function fetchBrowser(
  targets: readonly Target[],
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<readonly Diagnostic[]> {
  if (!targets.some(({ formats }) => someFormat('needsBrowser', formats))) return [];
  try {
    await fetchPackedBrowser(env, (fetched) => progress({ step: 'fetch', state: 'begin', fetched }));
    progress({ step: 'fetch', state: 'end' });
    return [];
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    progress({ step: 'fetch', state: 'end' });
    for (const candidate of browserCandidates(env))
      if ((await candidate.locate(false).catch(() => undefined)) !== undefined)
        return [{ ...cause.diagnostic, severity: 'warning' }];
    throw cause;
  }
}
