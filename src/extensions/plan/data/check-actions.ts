import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { type FaultCall, faultOf, type ProblemId, phrase } from '../../../problems/problem.js';
import type { Examination } from './examination.js';
import { lastDay } from './implementation.js';
import type { Action } from './model.js';

/** Reports what is wrong at a field of an action. */
type Say = <Id extends ProblemId>(field: string, ...call: FaultCall<Id>) => void;

/**
 * Checks an action against itself and the reference date, the last day of the edition. Its dates follow each other, its
 * status is what they say, and no money was spent that was not planned. A day that is the reference date has passed,
 * since the plan is examined at its end.
 */
export function checkAction(action: Action, { edition, fault }: Examination): void {
  const say: Say = (field, ...call) =>
    fault('actions', { ...faultOf(...call), position: action.row.place(field) });
  const ordered = checkDates(action, lastDay(edition), say);
  checkNewDeadline(action, lastDay(edition), say);
  if (action.completed !== undefined || action.status === 'implemented') checkCompletion(action, say);
  else if (ordered) checkSchedule(action, lastDay(edition), say);
  checkBudget(action, say);
}

/** True when the deadline is not before the start. */
function checkDates({ code, start, deadline, completed, row }: Action, reference: string, say: Say): boolean {
  const see = [{ position: row.place('start'), note: phrase('plan/check-actions.starts', { start }) }];
  const at = (field: string, date: string): string =>
    phrase('plan/check-actions.action', { date, field, code });
  if (deadline < start) {
    say('deadline', 'plan/date.start', { at: at('deadline', deadline) }, { see });
  }
  if (completed !== undefined && completed < start) {
    say('completed', 'plan/date.start', { at: at('completed', completed) }, { see });
  }
  if (completed !== undefined && completed > reference) {
    const expected = `expected a day up to \`${reference}\`, the last of the edition`;
    say('completed', 'plan/date.at', { at: at('completed', completed), expected });
  }
  return start <= deadline;
}

/** What was put off is still to come: it is neither done nor given up, and its new day is later, and has not passed. */
function checkNewDeadline(action: Action, reference: string, say: Say): void {
  const { code, status, deadline, newDeadline, row } = action;
  if (newDeadline === undefined) return;
  const what = phrase('plan/check-actions.new-deadline', { newDeadline, code });
  const see = (field: string, note: string) => ({ see: [{ position: row.place(field), note }] });
  if (status === 'implemented' || status === 'cancelled') {
    say('new-deadline', 'plan/status.action', { what, status }, see('status', `\`${status}\``));
  } else if (newDeadline <= deadline) {
    say('new-deadline', 'plan/date.deadline', { what }, see('deadline', `due on ${deadline}`));
  } else if (newDeadline <= reference) {
    say('new-deadline', 'plan/date.last', { what, reference });
  }
}

/** Implemented and completed go together. */
function checkCompletion({ code, status, completed, row }: Action, say: Say): void {
  if (completed === undefined) {
    say('completed', 'plan/status.empty', { code });
  } else if (status !== 'implemented') {
    say('status', 'plan/status.status', { status, code, completed }, { see: row.place('completed') });
  }
}

/** What an action that is under way or to come may be called. */
function checkSchedule({ code, status, start, deadline, row }: Action, reference: string, say: Say): void {
  const wrong = (expected: string, field: 'start' | 'deadline', note: string): void => {
    say(
      'status',
      'plan/status.status-action',
      { status, code, reference, expected },
      { see: [{ position: row.place(field), note }] },
    );
  };
  if (status === 'on-track' && deadline <= reference) {
    wrong('`late`, or `implemented` with its date', 'deadline', `its deadline ${deadline} has passed`);
  } else if (status === 'not-started' && start <= reference) {
    wrong('`on-track` or `late`', 'start', `it was to start on ${start}`);
  } else if (status === 'late' && start > reference && deadline > reference) {
    wrong('`not-started`', 'start', `it starts on ${start}`);
  }
}

/** Money needs a plan: spending beside no budget, or one of 0, could not be measured against anything. */
function checkBudget({ code, planned, spent, row }: Action, say: Say): void {
  if (!isNumeric(spent) || toExact(spent).numerator === 0n) return;
  if (isNumeric(planned) && toExact(planned).numerator !== 0n) return;
  const note = isNumeric(planned)
    ? phrase('plan/budget.planned')
    : phrase('plan/budget.symbol', { symbol: planned.symbol });
  say('spent', 'plan/budget.money', { code }, { see: [{ position: row.place('planned'), note }] });
}
