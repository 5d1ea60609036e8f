import { didYouMean, listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { before, yearBefore } from '../../model/dataset/periods.js';
import { findCategory } from '../selection/fields.js';
import type { Call } from './call.js';
import { fail } from './problem.js';

/** What `on=` compares a period with. */
const bases = ['period-before', 'year-before'] as const;

/**
 * The two ends of a change: those that `from` and `to` name, or the period that the call names and the one right before it, or
 * the same of the year before, by `on`. `rest` is the call without what named them.
 */
export function endsOf(
  call: Call,
  dataset: PublishedDataset,
  time: Field,
): { from: string; to: string; rest: Call } {
  const on = call.text('on');
  if (on === undefined) return { from: call.requiredText('from'), to: call.requiredText('to'), rest: call };
  const base = bases.find((each) => each === on);
  if (base === undefined) {
    const expected = `expected one of ${listNames(bases)}`;
    return fail('content/argument.on', call.hashAt('on'), { on, expected }, didYouMean(on, bases));
  }
  for (const end of ['from', 'to']) {
    if (call.has(end)) fail('content/argument.end', call.hashAt(end), { end });
  }
  const to = findCategory(time, call.requiredText(time.name), call.hashAt(time.name));
  const from = base === 'year-before' ? yearBefore(time.type, to) : before(time.type, to);
  if (from === undefined || !time.categories.some(({ value }) => value === from)) {
    const what = base === 'year-before' ? 'the same of the year before' : 'what is right before it';
    return fail('content/unknown-cell.compared', call.hashAt(time.name), {
      to,
      base,
      what,
      from: from ?? 'none',
      name: dataset.name,
    });
  }
  const { [time.name]: _, on: __, ...hash } = call.hash;
  return { from, to, rest: call.with({ hash }) };
}
