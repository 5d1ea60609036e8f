import { answerSeconds } from '../../host/browser/patience.js';
import { reportName } from '../../model/project/target-name.js';
import type { Progress, Step } from '../../session/progress.js';
import type { Terminal } from '../terminal.js';

/** What each step is called while it runs; a check writes nothing. */
export const stepName = (step: Step, check: boolean): string =>
  check && step === 'compose' ? 'Checking' : stepNames[step];

const stepNames: Readonly<Record<Step, string>> = {
  fetch: 'Fetching the browser, once',
  data: 'Reading data',
  compose: 'Writing',
  print: 'Printing',
  target: 'Finishing',
  publish: 'Publishing',
};

/** What is said of a print that takes long. */
export const slowPrint = `waiting for the browser, which is given up when it does not answer for ${answerSeconds} s`;

/** Says the beginning of every step in a line of its own, for logs, and what it waits for when it takes long. */
export function stepLines(terminal: Pick<Terminal, 'err'>, check = false): Progress {
  return ({ step, state, target }) => {
    if (state === 'end') return;
    const name = stepName(step, check);
    const line = target === undefined ? name : `${name} ${reportName(target)} (${target.language})`;
    terminal.err(state === 'slow' ? `${line}: ${slowPrint}` : line);
  };
}
