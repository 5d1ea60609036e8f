import type { Progress, Step } from '../../build/progress.js';
import type { Terminal } from '../terminal.js';

/** What each step is called while it runs. */
export const stepNames: Readonly<Record<Step, string>> = {
  data: 'Reading data',
  compose: 'Writing',
  print: 'Printing',
  publish: 'Publishing',
};

/** Says the beginning of every step in a line of its own, for logs. */
export function stepLines(terminal: Pick<Terminal, 'err'>): Progress {
  return ({ step, state, target }) => {
    if (state !== 'begin') return;
    const name = stepNames[step];
    terminal.err(target === undefined ? name : `${name} ${target.report} (${target.language})`);
  };
}
