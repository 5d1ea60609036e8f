import type { Progress } from '../../session/progress.js';

/** How far a build is, shown while it runs. `finish` returns once nothing more will be drawn. */
export interface ShownProgress {
  readonly progress: Progress;
  finish(): Promise<void>;
}
