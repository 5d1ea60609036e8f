/**
 * How much of a plan was done: the share implemented or on track and the points that it earns, of groups of actions, and as
 * datasets by objective and institution.
 *
 * OECD/SIGMA scores in two ways, and both are derived.
 *
 * Source of `rate`: Methodological Framework for the Principles of Public Administration (2019), sub-indicator
 * "Implementation of the strategy and action plan", an implementation rate. It is activities planned for the year and
 * implemented / activities planned for the year. Those under way count when they are on schedule. Its scale: 5 points above
 * 90 per cent, 4 from 70, 3 from 50, 1 from 30, else 0, also where no rate can be calculated.
 *
 * Source of `completion`: the method that followed it, par-portal.sigmaweb.org/areas/2002/indicators/2045/subindicators/2137.
 * Only activities that were to be finished in the year are planned for it, and only finished ones count. They and the
 * fulfilment of targets earn up to 15 points each, in a straight line from 25 to 90 per cent.
 *
 * The first was made for strategies of public procurement. The second says that when a plan was amended during the year, the
 * version in force at its start counts, so that a cancelled action stays among those due; the first is derived alike. SIGMA
 * averages up to five plans, and takes the rates that governments report.
 */

import { greatest } from '../../../model/chart/extremes.js';
import { missingBecause } from '../../../model/dataset/missing.js';
import { divide, hundred, multiply } from '../../../model/exact.js';
import { type CellKey, isExact } from '../../../model/quantity.js';
import { planOperations } from '../operations.js';
import {
  attribute,
  type Computed,
  calculated,
  categoriesOf,
  count,
  type DatasetSketch,
  dimension,
  type FieldSketch,
  measure,
  type RowSketch,
  type Stated,
  words,
} from './derived-dataset.js';
import { assessedBy, averageFulfilment, fulfilmentOf } from './fulfilment.js';
import {
  type Action,
  datesOf,
  type Indicator,
  type Institution,
  lastDay,
  type Objective,
  type PlannedAction,
  sourceCell,
  standingOf,
  totalCode,
} from './model.js';
import { moneyCells, moneyMeasures } from './money.js';

/** True for an action planned for the year: it starts by 31 December, and its deadline is 1 January or later. */
export function isDue({ start, deadline }: Pick<Action, 'start' | 'deadline'>, year: number): boolean {
  return start <= lastDay(year) && deadline >= `${year}-01-01`;
}

/** True for an action that is implemented, or on track towards a deadline after the year; asked of those due. */
export function isMet({ status, deadline }: Pick<Action, 'status' | 'deadline'>, year: number): boolean {
  return status === 'implemented' || (status === 'on-track' && deadline > lastDay(year));
}

/** part / whole x 100, in per cent: met / due, or implemented / ending; `[z]` when nothing was due. */
export function implementationRate(
  done: Computed,
  planned: Computed,
  operation: 'implementation-rate' | 'completion-rate' = 'implementation-rate',
): Computed {
  const [part, whole] = [done.derivation.value, planned.derivation.value];
  const operands = [done.derivation, planned.derivation];
  if (!isExact(part) || !isExact(whole) || whole.numerator === 0n) {
    return calculated(operation, operands, missingBecause('z', words.nothingDue));
  }
  return calculated(operation, operands, multiply(divide(part, whole), hundred));
}

/** The points of a rate, from the exact rate: 89.99... is not rounded up to 90. */
export function sigmaPoints(
  rate: Computed,
  operation: 'sigma-points' | 'sigma-linear-points' = 'sigma-points',
): Computed {
  const { value } = rate.derivation;
  const { points } = planOperations[operation].calculation;
  return calculated(operation, [rate.derivation], points(isExact(value) ? value : undefined));
}

/** Actions with what the derived datasets need to know beside them. */
export interface Progress {
  readonly edition: number;
  /** The unit of budgets. */
  readonly currency: string;
  readonly strategic: readonly Objective[];
  readonly specific: readonly Objective[];
  readonly institutions: readonly Institution[];
  readonly actions: readonly Action[];
}

const statusesOf = (actions: readonly Action[]): Computed =>
  count(actions.map((action) => sourceCell(action, 'status', datesOf(action))));

const deadlinesOf = (
  actions: readonly Due[],
  read: (action: Due) => readonly CellKey[] = datesOf,
): Computed => count(actions.map((action) => sourceCell(action.inForce, 'deadline', read(action))));

/** An action of the version in force. */
type Due = Action & { readonly inForce: PlannedAction };

/** What can be said of a group of actions, of an objective, an institution or the whole plan, by the names of measures. */
function progressCells(actions: readonly Action[], year: number): RowSketch['cells'] {
  const dueActions = actions.flatMap((action) =>
    action.inForce && isDue(action.inForce, year) ? [{ ...action, inForce: action.inForce }] : [],
  );
  const metActions = dueActions.filter(({ status, inForce }) => isMet({ ...inForce, status }, year));
  const hasEnded = ({ inForce }: Due): boolean => inForce.deadline <= lastDay(year);
  const ending = dueActions.filter(hasEnded);
  const onSchedule = metActions.filter(({ status }) => status !== 'implemented');
  const late = dueActions.filter(({ status }) => status === 'late');
  const overdue = late.filter(hasEnded);
  const behind = late.filter((action) => !hasEnded(action));
  const met = statusesOf(metActions);
  const rate = implementationRate(met, deadlinesOf(dueActions, standingOf));
  const ended = statusesOf(ending.filter(({ status }) => status === 'implemented'));
  const completion = implementationRate(ended, deadlinesOf(ending, standingOf), 'completion-rate');
  return {
    actions: count(actions.map((action) => sourceCell(action, 'status'))),
    due: deadlinesOf(dueActions),
    met,
    implemented: statusesOf(metActions.filter(({ status }) => status === 'implemented')),
    'on-schedule': statusesOf(onSchedule),
    late: statusesOf(late),
    overdue: statusesOf(overdue),
    behind: statusesOf(behind),
    cancelled: statusesOf(dueActions.filter(({ status }) => status === 'cancelled')),
    ending: deadlinesOf(ending),
    'ending-implemented': ended,
    delay: longestDelay(actions),
    rate,
    points: sigmaPoints(rate),
    completion,
    'completion-points': sigmaPoints(completion, 'sigma-linear-points'),
    ...moneyCells('', actions, year),
    ...moneyCells('due-', dueActions, year, datesOf),
    ...moneyCells('met-', metActions, year, standingOf),
    ...moneyCells('on-schedule-', onSchedule, year, standingOf),
    ...moneyCells('late-', late, year, standingOf),
    ...moneyCells('overdue-', overdue, year, standingOf),
    ...moneyCells('behind-', behind, year, standingOf),
  };
}

/** The measures that `progressCells` gives, money in the unit of the budgets. */
const progressMeasures = (currency: string): FieldSketch[] => [
  measure('actions', 'Actions', 'actions'),
  measure('due', 'Due', 'actions'),
  { ...measure('met', 'Implemented or on track', 'actions'), widerThan: 'done' },
  measure('implemented', 'Implemented', 'actions'),
  measure('on-schedule', 'On track', 'actions'),
  measure('late', 'Late', 'actions'),
  measure('overdue', 'Past the deadline', 'actions'),
  measure('behind', 'Behind schedule', 'actions'),
  measure('cancelled', 'Cancelled', 'actions'),
  measure('ending', 'Due to end in the year', 'actions'),
  measure('ending-implemented', 'Implemented, of those due to end', 'actions'),
  measure('delay', 'Longest delay', 'months', false),
  { ...measure('rate', 'Share implemented or on track', '%', false), widerThan: 'done' },
  measure('points', 'Score (0 to 5)', 'points', false),
  measure('completion', 'Completion rate', '%', false),
  measure('completion-points', 'Score for completion', 'points', false),
  ...moneyMeasures('', '', currency),
  ...moneyMeasures('due-', ', actions due', currency),
  ...moneyMeasures('met-', ', implemented or on track', currency),
  ...moneyMeasures('on-schedule-', ', on track', currency),
  ...moneyMeasures('late-', ', late actions', currency),
  ...moneyMeasures('overdue-', ', past the deadline', currency),
  ...moneyMeasures('behind-', ', behind schedule', currency),
];

/** By how many whole months the deadline of an action was put off: none where it stands. The last day of a month is its end. */
export function monthsPutOff({
  deadline,
  newDeadline = deadline,
}: Pick<Action, 'deadline' | 'newDeadline'>): number {
  const [from, to] = [deadline, newDeadline].map((day) => new Date(`${day}T00:00:00Z`));
  if (from === undefined || to === undefined) return 0;
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const isWhole = to.getUTCDate() >= from.getUTCDate() || isLastOfMonth(to);
  return isWhole ? months : months - 1;
}

const isLastOfMonth = (day: Date): boolean => new Date(day.getTime() + 86_400_000).getUTCDate() === 1;

/** Of late actions none of which has a new deadline nobody knows how long they will take. */
export function longestDelay(
  actions: readonly Pick<Action, 'status' | 'deadline' | 'newDeadline'>[],
): Stated {
  const months = greatest([0, ...actions.map(monthsPutOff)]);
  const late = actions.filter(({ status }) => status === 'late');
  const isKnown =
    months > 0 || late.length === 0 || late.some(({ newDeadline }) => newDeadline !== undefined);
  return {
    value: isKnown ? { kind: 'integer', value: BigInt(months) } : missingBecause('x', words.noNewDeadline),
  };
}

const code = attribute('code', 'Code');

/** Progress by strategic objective, with what its indicators came to. */
export function planObjectives(progress: Progress, indicators: readonly Indicator[]): DatasetSketch {
  const { strategic, actions, edition, currency } = progress;
  const rowOf = (key: string, of: (strategic: string) => boolean, about?: Objective): RowSketch => ({
    keys: { objective: key },
    attributes: { code: about?.code },
    cells: {
      ...progressCells(
        actions.filter((action) => of(action.strategic)),
        edition,
      ),
      ...indicatorCells(
        indicators.filter((indicator) => of(indicator.strategic)),
        edition,
      ),
    },
    ...(about === undefined ? {} : { about }),
  });
  return {
    name: 'plan-objectives',
    title: 'Progress by objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      code,
      ...progressMeasures(currency),
      measure('indicators', 'Indicators', 'indicators'),
      measure('scored', 'Indicators assessed', 'indicators'),
      measure('fulfilment', 'Target fulfilment', '%', false),
      measure('fulfilment-points', 'Score for target fulfilment', 'points', false),
    ],
    rows: [
      ...strategic.map((objective) => rowOf(objective.code, (above) => above === objective.code, objective)),
      rowOf(totalCode, () => true),
    ],
  };
}

function indicatorCells(indicators: readonly Indicator[], year: number): Record<string, Computed> {
  const fulfilments = indicators.map((indicator) => ({
    indicator,
    fulfilment: fulfilmentOf(indicator, year),
    actual: indicator.observations.get(year),
  }));
  const scored = fulfilments.filter(({ fulfilment }) => isExact(fulfilment.derivation.value));
  const fulfilment = averageFulfilment(scored.map((each) => each.fulfilment));
  return {
    indicators: count(indicators.map((indicator) => sourceCell(indicator, 'direction'))),
    scored: count(
      scored.flatMap(({ indicator, actual }) =>
        actual === undefined ? [] : [sourceCell(actual, 'actual', assessedBy(indicator, actual))],
      ),
    ),
    fulfilment,
    'fulfilment-points': sigmaPoints(fulfilment, 'sigma-linear-points'),
  };
}

/** Progress by specific objective, with the total of each strategic one. */
export function planSpecificObjectives(progress: Progress): DatasetSketch {
  const { strategic, specific, actions, edition, currency } = progress;
  const rows = strategic.flatMap((objective): RowSketch[] => {
    const parts = specific.filter(({ parent }) => parent === objective.code);
    const own = actions.filter((action) => action.strategic === objective.code);
    return [
      ...parts.map((part) => ({
        keys: { objective: objective.code, specific: part.code },
        attributes: { code: part.code },
        cells: progressCells(
          own.filter((action) => action.specific === part.code),
          edition,
        ),
        about: part,
      })),
      {
        keys: { objective: objective.code, specific: totalCode },
        attributes: { code: objective.code },
        cells: progressCells(own, edition),
        about: objective,
      },
    ];
  });
  return {
    name: 'plan-specific-objectives',
    title: 'Progress by specific objective',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('specific', 'Specific objective', categoriesOf(specific, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows,
  };
}

/** Progress by responsible institution. */
export function planInstitutions(progress: Progress): DatasetSketch {
  const { institutions, actions, edition, currency } = progress;
  return {
    name: 'plan-institutions',
    title: 'Progress by institution',
    fields: [
      dimension('institution', 'Institution', categoriesOf(institutions, 'with total')),
      code,
      ...progressMeasures(currency),
    ],
    rows: [
      ...institutions.map((institution) => ({
        keys: { institution: institution.code },
        attributes: { code: institution.code },
        cells: progressCells(
          actions.filter((action) => action.institution === institution.code),
          edition,
        ),
        about: institution,
      })),
      { keys: { institution: totalCode }, cells: progressCells(actions, edition) },
    ],
  };
}
