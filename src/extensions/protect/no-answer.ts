import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { problem } from '../../problems/problem.js';
import type { CountedCell } from './counted-cells.js';
import { policyPosition } from './named-cells.js';

/** Why the engine gave no answer: its time was over, or its process ended before. */
export type NoAnswer = 'time' | 'memory';

const hints: Readonly<Record<NoAnswer, string>> = {
  time: 'give it more time (`protectSeconds` under `limits`; `--protect-seconds` of `tallybook protect`), or publish less detail (`merge` or `leave-out` under `protect`)',
  memory:
    'publish less detail (`merge` or `leave-out` under `protect`), or try it on a machine with more memory',
};

const ends: Readonly<Record<NoAnswer, string>> = {
  time: 'took longer than it may',
  memory: 'ended without an answer, as it does without memory',
};

/**
 * An error for a search or an audit without an answer, at the policy of the first cell without one, else at the first policy.
 * @param found The small counts that have no answer, where some have one, and how many counts were looked at together.
 */
export function noAnswer(
  why: NoAnswer,
  what: string,
  datasets: readonly Dataset[],
  found: { readonly cells?: readonly CountedCell[]; readonly counts?: number } = {},
): Diagnostic {
  const { cells = [], counts } = found;
  const first = cells[0]?.dataset ?? datasets.find(({ protection }) => protection !== undefined);
  if (first === undefined) throw new Error('nothing is protected');
  const own = cells.filter(({ dataset }) => dataset === first);
  const open =
    own.length === 0 ? '' : `; ${own.length} small ${own.length === 1 ? 'one has' : 'ones have'} no answer`;
  const of = counts === undefined ? '' : ` of ${counts} counts`;
  return problem(
    'protect/time',
    policyPosition(first),
    { name: first.name, what, of, end: ends[why], open },
    { hint: hints[why] },
  );
}
