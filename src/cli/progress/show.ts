import type { Terminal } from '../terminal.js';
import { liveList } from './live-list.js';
import type { ShownProgress } from './shown-progress.js';
import { stepLines } from './step-lines.js';

/** How a command wants its progress shown. */
export interface ProgressWishes {
  readonly quiet: boolean;
  readonly json: boolean;
  readonly check: boolean;
}

/** Shows a build as a live list on a terminal, as lines elsewhere and for programs, and not at all when asked to be quiet. */
export function showProgress(terminal: Terminal, { quiet, json, check }: ProgressWishes): ShownProgress {
  const finish = async (): Promise<void> => {};
  if (quiet) return { progress: () => {}, finish };
  if (json || terminal.screen === undefined) return { progress: stepLines(terminal), finish };
  return liveList(terminal.screen, terminal.now, check);
}
