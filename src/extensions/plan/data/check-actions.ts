import type { Extra } from '../../../data/report.js';
import type { DiagnosticCode } from '../../../diagnostic-codes.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import type { Examination } from './examination.js';
import { lastDay } from './implementation.js';
import type { Action } from './model.js';

/** Reports what is wrong at a field of an action. */
type Say = (field: string, code: DiagnosticCode, message: string, more?: Extra) => void;

/**
 * Checks an action against itself and the reference date, the last day of the edition. Its dates follow each other, its
 * status is what they say, and no money was spent that was not planned. A day that is the reference date has passed,
 * since the plan is examined at its end.
 */
export function checkAction(action: Action, { edition, fault }: Examination): void {
  const say: Say = (field, code, message, more = {}) =>
    fault('actions', code, action.row.place(field), message, more);
  const ordered = checkDates(action, lastDay(edition), say);
  checkNewDeadline(action, lastDay(edition), say);
  if (action.completed !== undefined || action.status === 'implemented') checkCompletion(action, say);
  else if (ordered) checkSchedule(action, lastDay(edition), say);
  checkBudget(action, say);
}

/** True when the deadline is not before the start. */
function checkDates({ code, start, deadline, completed, row }: Action, reference: string, say: Say): boolean {
  const see = [{ position: row.place('start'), note: `starts on ${start}` }];
  const at = (field: string, date: string): string =>
    `Unexpected \`${date}\` in \`${field}\` of the action \`${code}\``;
  if (deadline < start) {
    say('deadline', 'plan/date', `${at('deadline', deadline)}, expected a day on or after its start`, {
      see,
    });
  }
  if (completed !== undefined && completed < start) {
    say('completed', 'plan/date', `${at('completed', completed)}, expected a day on or after its start`, {
      see,
    });
  }
  if (completed !== undefined && completed > reference) {
    const expected = `expected a day up to \`${reference}\`, the last of the edition`;
    say('completed', 'plan/date', `${at('completed', completed)}, ${expected}`);
  }
  return start <= deadline;
}

/** What was put off is still to come: it is neither done nor given up, and its new day is later, and has not passed. */
function checkNewDeadline(action: Action, reference: string, say: Say): void {
  const { code, status, deadline, newDeadline, row } = action;
  if (newDeadline === undefined) return;
  const what = `Unexpected \`${newDeadline}\` in \`new-deadline\` of the action \`${code}\``;
  const see = (field: string, note: string) => ({ see: [{ position: row.place(field), note }] });
  if (status === 'implemented' || status === 'cancelled') {
    const message = `${what}, expected none of an action that is ${status}`;
    say('new-deadline', 'plan/status', message, see('status', `\`${status}\``));
  } else if (newDeadline <= deadline) {
    const message = `${what}, expected a day after its deadline`;
    say('new-deadline', 'plan/date', message, see('deadline', `due on ${deadline}`));
  } else if (newDeadline <= reference) {
    const message = `${what}, expected a day after \`${reference}\`, the last of the edition`;
    say('new-deadline', 'plan/date', message);
  }
}

/** Implemented and completed go together. */
function checkCompletion({ code, status, completed, row }: Action, say: Say): void {
  if (completed === undefined) {
    const message = `Unexpected empty \`completed\` of the implemented action \`${code}\`, expected a date`;
    say('completed', 'plan/status', message, { hint: 'write when it was completed, or another status' });
  } else if (status !== 'implemented') {
    const message = `Unexpected status \`${status}\` of the completed action \`${code}\`, expected \`implemented\``;
    say('status', 'plan/status', message, {
      see: [{ position: row.place('completed'), note: `completed on ${completed}` }],
      hint: 'leave `completed` empty as long as the action is not implemented',
    });
  }
}

/** What an action that is under way or to come may be called. */
function checkSchedule({ code, status, start, deadline, row }: Action, reference: string, say: Say): void {
  const wrong = (expected: string, field: 'start' | 'deadline', note: string): void => {
    const message = `Unexpected status \`${status}\` of the action \`${code}\` at \`${reference}\`, expected ${expected}`;
    say('status', 'plan/status', message, { see: [{ position: row.place(field), note }] });
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
  const message = `Unexpected money in \`spent\` of the action \`${code}\`, expected a budget in \`planned\``;
  const note = isNumeric(planned) ? '`planned` is 0' : `\`planned\` is ${planned.symbol}`;
  say('spent', 'plan/budget', message, { see: [{ position: row.place('planned'), note }] });
}
