import type { CheckedRow } from '../../../data/tables.js';
import { listNames } from '../../../diagnostics.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { type FaultCall, faultOf, type ProblemId, phrase, problem } from '../../../problems/problem.js';
import { checkReference, compareCodes, type Examination, requireText } from './examination.js';
import { type Action, lastDay, type Objective, statuses } from './model.js';

/** The actions in the order of their codes; those with an empty or dangling cell are reported and left out. */
export function readActions(objectives: readonly Objective[], examination: Examination): Action[] {
  checkOneStatus(examination);
  return examination
    .rowsOf('actions')
    .flatMap((row) => readAction(row, objectives, examination) ?? [])
    .sort((a, b) => compareCodes(a.code, b.code));
}

function readAction(
  row: CheckedRow,
  objectives: readonly Objective[],
  examination: Examination,
): Action | undefined {
  const [title, specific, institution, start, deadline, statusText] = (
    ['title', 'objective', 'institution', 'start', 'deadline', 'status'] as const
  ).map((field) => requireText('actions', row, field, examination));
  const strategic = specific === undefined ? undefined : strategicOf(specific, row, objectives, examination);
  const responsible = { part: 'actions', row, field: 'institution', target: 'institutions' } as const;
  const known = institution !== undefined && checkReference(institution, responsible, examination);
  const status = statuses.find((candidate) => candidate === statusText);
  const { planned: budget, spent } = row.measures;
  if (title === undefined || start === undefined || deadline === undefined || status === undefined) {
    return undefined;
  }
  if (specific === undefined || strategic === undefined || !known) return undefined;
  if (budget === undefined || spent === undefined) return undefined;
  const { completed, 'new-deadline': newDeadline } = row.attributes;
  const resource = examination.resources.actions.name;
  const planned = { code: row.keys.code ?? '', title, specific, institution, start, deadline, resource, row };
  return {
    ...planned,
    inForce: planned,
    strategic,
    ...(newDeadline === undefined ? {} : { newDeadline }),
    ...(completed === undefined ? {} : { completed }),
    status,
    planned: budget,
    spent,
  };
}

/** The strategic objective above that of an action, which must be a specific one. */
function strategicOf(
  code: string,
  row: CheckedRow,
  objectives: readonly Objective[],
  examination: Examination,
): string | undefined {
  const specific = objectives.filter(({ parent }) => parent !== undefined);
  const objective = objectives.find((candidate) => candidate.code === code);
  if (objective !== undefined && objective.parent === undefined) {
    const below = specific.filter(({ parent }) => parent === code).map((each) => each.code);
    const expected = below.length === 0 ? '' : `: ${listNames(below)}`;
    examination.fault(
      'actions',
      problem('plan/level.action', row.place('objective'), { code, rowKeysCode: row.keys.code, expected }),
    );
    return undefined;
  }
  const offer = specific.map((each) => each.code);
  const reference = { part: 'actions', row, field: 'objective', target: 'objectives', offer } as const;
  return checkReference(code, reference, examination) ? objective?.parent : undefined;
}

/** An action has one status: two rows that say different things of it are reported for what they are. */
function checkOneStatus({ allRowsOf, fault }: Examination): void {
  const first = new Map<string, CheckedRow>();
  for (const row of allRowsOf('actions')) {
    const code = row.keys.code ?? '';
    const earlier = first.get(code);
    if (earlier === undefined) {
      first.set(code, row);
      continue;
    }
    const [before, after] = [earlier.attributes.status, row.attributes.status];
    if (before === undefined || after === undefined || before === after) continue;
    fault(
      'actions',
      problem(
        'plan/two-statuses',
        row.place('status'),
        { after, code, before },
        { see: earlier.place('status') },
      ),
    );
  }
}

/** Reports what is wrong at a field of an action. */
type Say = <Id extends ProblemId>(field: string, ...call: FaultCall<Id>) => void;

/**
 * Checks an action against itself and the reference date, the last day of the edition. Its dates follow each other, its
 * status is what they say, and no money was spent where none was planned. A day that is the reference date has passed,
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
    say('completed', 'plan/date.at', { at: at('completed', completed), reference });
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
