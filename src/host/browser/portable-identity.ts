import { browserCandidates } from './candidates.js';
import { findBrowser } from './find.js';
import type { LaunchSettings } from './launch.js';

/**
 * Which browser prints here, so that two machines with the same text print the same: its version, wherever it lies. The packed one
 * is known by its package; any other is started and asked. `none` where none starts.
 */
export async function portableBrowser(settings: LaunchSettings): Promise<string> {
  const [first] = browserCandidates(settings.env);
  if (first?.kind === 'packed') return first.name;
  try {
    const { running } = await findBrowser(settings);
    await running.stop();
    return `Chromium ${running.version}`;
  } catch {
    return 'none';
  }
}
