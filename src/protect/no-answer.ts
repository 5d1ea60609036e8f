import type { Diagnostic } from '../diagnostics.js';
import type { Dataset } from '../model/dataset.js';
import type { CountedCell } from './counted-cells.js';
import { many, policyPosition } from './named-cells.js';

/** Why the engine gave no answer: its time was over, or its process ended before. */
export type NoAnswer = 'time' | 'memory';

const hints: Readonly<Record<NoAnswer, string>> = {
  time: 'give it more time (`protectSeconds` under `limits`; `--protect-seconds` of `tallybook protect`), or protect smaller tables',
  memory:
    'the process that works it out ended, as one does without memory: protect smaller tables, or try it on a larger machine',
};

/** An error for a search or an audit without an answer, at the first policy: without one nothing is published. */
export function noAnswer(
  why: NoAnswer,
  what: string,
  datasets: readonly Dataset[],
  { cells = [], counts = 0 }: { readonly cells?: readonly CountedCell[]; readonly counts?: number } = {},
): Diagnostic {
  const first = cells[0]?.dataset ?? datasets.find(({ protection }) => protection !== undefined);
  if (first === undefined) throw new Error('nothing is protected');
  if (cells.length > 0)
    return {
      severity: 'error',
      code: 'protect/time',
      message: `The time was over before ${many(cells)} of \`${first.name}\` had an answer; ${counts} counts were looked at together`,
      position: policyPosition(first),
      hint: hints[why],
    };
  return {
    severity: 'error',
    code: 'protect/time',
    message: `Unexpected end of the ${what}, expected an answer before it`,
    position: policyPosition(first),
    hint: hints[why],
  };
}
