import type { Terminal } from '../terminal.js';
import { liveList } from './live-list.js';
import { manyLines, manyOnScreen, mostNamed } from './many.js';
import type { ShownProgress } from './shown-progress.js';
import { stepLines } from './step-lines.js';

/** How a command wants its progress shown. */
export interface ProgressWishes {
  readonly quiet: boolean;
  readonly json: boolean;
  readonly check: boolean;
}

/**
 * Shows a build as a live list on a terminal, as lines elsewhere and for programs, and not at all when asked to be quiet. Of many reports it
 * shows how far they are, and names none.
 */
export function showProgress(terminal: Terminal, wishes: ProgressWishes): ShownProgress {
  if (wishes.quiet) return { progress: () => {}, finish: async () => {} };
  let shown: ShownProgress | undefined;
  const all = new Set<ShownProgress>();
  return {
    progress(event) {
      // A build of two audiences begins twice.
      if (event.targets !== undefined) shown = chosen(terminal, wishes, event.targets.length, shown);
      if (shown !== undefined) all.add(shown);
      shown?.progress(event);
    },
    finish: async () => void (await Promise.all([...all].map((each) => each.finish()))),
  };
}

function chosen(
  terminal: Terminal,
  { json, check }: ProgressWishes,
  total: number,
  before: ShownProgress | undefined,
): ShownProgress {
  const { screen, now } = terminal;
  const isPlain = json || screen === undefined;
  if (total > mostNamed)
    return isPlain ? manyLines(terminal, total, check) : manyOnScreen(screen, now, total, check);
  if (before !== undefined) return before;
  const finish = async (): Promise<void> => {};
  return isPlain ? { progress: stepLines(terminal), finish } : liveList(screen, now, check);
}
