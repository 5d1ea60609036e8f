/**
 * How far indicators came: target fulfilment, what is said of it, and its average.
 *
 * Baseline, target and actual are those of the IATI results vocabulary. Fulfilment is the way covered from the baseline
 * towards the target of the year, in per cent of the whole way, from 0 to 100. The formula: (actual - baseline) /
 * (target - baseline) x 100. Since the way has a sign, a fall towards a lower target is scored like a rise towards a
 * higher one. The formula is ours: OECD/SIGMA takes the fulfilment of outcome targets as governments report it.
 */

import { cellKey } from '../../../model/dataset/cell.js';
import { missingBecause } from '../../../model/dataset/missing.js';
import { isNumeric, type Missing, toExact, type Value } from '../../../model/dataset/value.js';
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  hundred,
  multiply,
  subtract,
  zero,
} from '../../../model/exact.js';
import { type CellKey, isExact, type Operand } from '../../../model/quantity.js';
import { asItStands, type Computed, calculated, words } from './derived-dataset.js';
import { type Indicator, type Observation, sourceCell, type Verdict } from './model.js';

/** Why an indicator cannot be scored for a year. */
export type Gap = 'no-values' | 'no-year' | 'no-baseline' | 'no-target' | 'no-actual' | 'no-way';

/** What is missing to score an indicator in a year, the baseline first; empty when nothing is. That neutral ones are never scored is not asked here. */
export function gapsOf(indicator: Indicator, year: number): readonly Gap[] {
  const { baseline, observations } = indicator;
  const observation = observations.get(year);
  const gaps: Gap[] = isNumeric(baseline) ? [] : ['no-baseline'];
  if (observations.size === 0) return [...gaps, 'no-values'];
  if (observation === undefined) return [...gaps, 'no-year'];
  const { target, actual } = observation;
  if (!isNumeric(target)) gaps.push('no-target');
  if (!isNumeric(actual)) gaps.push('no-actual');
  const noWay = isNumeric(baseline) && isNumeric(target) && compare(toExact(baseline), toExact(target)) === 0;
  return noWay ? [...gaps, 'no-way'] : gaps;
}

/** The fulfilment of an indicator in a year, in per cent; `[z]` for a neutral one, `[x]` for a gap. */
export function fulfilmentOf(indicator: Indicator, year: number): Computed {
  const observation = indicator.observations.get(year);
  const operands = operandsOf(indicator, observation);
  return calculated('target-fulfilment', operands, scoreOf(indicator, year, observation));
}

function operandsOf(indicator: Indicator, observation: Observation | undefined): Operand[] {
  const { baseline } = indicator;
  const cells = [{ value: baseline, cell: sourceCell(indicator, 'baseline') }];
  if (observation !== undefined) {
    const { target, actual } = observation;
    cells.unshift({
      value: actual,
      cell: sourceCell(observation, 'actual', assessedBy(indicator, observation)),
    });
    cells.push({ value: target, cell: sourceCell(observation, 'target') });
  }
  return cells.map((cell) => asItStands(cell).derivation);
}

/** What an indicator is assessed by, and the assessment. */
export const assessedBy = (
  indicator: Indicator,
  observation: Observation | undefined,
): readonly CellKey[] => [
  ...(observation === undefined ? [] : ['actual', 'target'].map((field) => sourceCell(observation, field))),
  ...['baseline', 'direction'].map((field) => sourceCell(indicator, field)),
  cellKey(
    { name: 'plan-indicators' },
    { keys: { objective: indicator.strategic, indicator: indicator.code }, origin: indicator.row.origin },
    { name: 'verdict' },
  ),
];

function scoreOf(indicator: Indicator, year: number, observation: Observation | undefined): Exact | Missing {
  if (indicator.direction === 'neutral') return missingBecause('z', words.neutral);
  const [gap] = gapsOf(indicator, year);
  if (gap !== undefined) return missingBecause('x', words.gap[gap]);
  const start = numberOf(indicator.baseline);
  const way = subtract(numberOf(observation?.target), start);
  const covered = subtract(numberOf(observation?.actual), start);
  return between(multiply(divide(covered, way), hundred));
}

/** The number of a value that `gapsOf` has found to be one. */
function numberOf(value: Value | undefined): Exact {
  if (value === undefined || !isNumeric(value)) throw new Error('An indicator without a gap has its numbers');
  return toExact(value);
}

function between(value: Exact): Exact {
  if (compare(value, zero) < 0) return zero;
  return compare(value, hundred) > 0 ? hundred : value;
}

/** `reached` at 100 per cent, `advanced` from 50, `behind` below; `not-scored` when neutral, else `gap`. */
export function verdictOf({ direction }: Pick<Indicator, 'direction'>, fulfilment: Computed): Verdict {
  const { value } = fulfilment.derivation;
  if (direction === 'neutral') return 'not-scored';
  if (!isExact(value)) return 'gap';
  if (compare(value, hundred) >= 0) return 'reached';
  return compare(value, exact(50)) >= 0 ? 'advanced' : 'behind';
}

/** The mean of the fulfilments that are numbers, in per cent; `[z]` when there is none. */
export function averageFulfilment(fulfilments: readonly Computed[]): Computed {
  const scored = fulfilments.map(({ derivation }) => derivation).filter(({ value }) => isExact(value));
  const values = scored.map(({ value }) => value).filter(isExact);
  if (values.length === 0) return calculated('average', scored, missingBecause('z', words.nothingScored));
  return calculated('average', scored, divide(values.reduce(add, zero), exact(values.length)));
}
