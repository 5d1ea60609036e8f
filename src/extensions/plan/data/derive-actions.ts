/** Datasets of the actions one by one and by status: `plan-actions`, `plan-status`, `plan-institution-status`. */
import type { Category } from '../../../model/dataset/dataset.js';
import { asItStands, count } from './cells.js';
import { attribute, categoriesOf, type DatasetSketch, dimension, measure } from './derived-dataset.js';
import { words } from './derived-words.js';
import { type Action, sourceCell } from './model.js';
import { totalCode } from './parts.js';
import type { Progress } from './progress.js';

const total: Category = { value: totalCode, label: words.total };

/** Each action with the labels that tables of actions print; its budget as the source has it. */
export function planActions(progress: Progress, statuses: readonly Category[]): DatasetSketch {
  const { strategic, specific, institutions, actions, currency } = progress;
  const titleOf = (things: readonly { code: string; title: string }[], code: string): string =>
    things.find((thing) => thing.code === code)?.title ?? code;
  return {
    name: 'plan-actions',
    title: 'Actions',
    fields: [
      dimension('objective', 'Objective', categoriesOf(strategic, 'alone')),
      dimension('action', 'Action', categoriesOf(actions, 'alone')),
      attribute('code', 'Code'),
      attribute('specific', 'Specific objective'),
      attribute('institution', 'Institution'),
      attribute('status', 'Status', { categories: statuses }),
      attribute('start', 'Start', { type: 'date' }),
      attribute('deadline', 'Deadline', { type: 'date' }),
      attribute('new-deadline', 'New deadline', { type: 'date' }),
      attribute('completed', 'Completed', { type: 'date' }),
      attribute('note', 'Note'),
      measure('planned', 'Planned', currency),
      measure('spent', 'Spent', currency),
    ],
    rows: inObjectives(strategic, actions).map((action) => ({
      keys: { objective: action.strategic, action: action.code },
      attributes: {
        code: action.code,
        specific: titleOf(specific, action.specific),
        institution: titleOf(institutions, action.institution),
        status: action.status,
        start: action.start,
        deadline: action.deadline,
        'new-deadline': action.newDeadline,
        completed: action.completed,
        note: action.row.notes.length > 0 ? action.row.notes.join(' ') : undefined,
      },
      cells: {
        planned: asItStands({ value: action.planned, cell: sourceCell(action, 'planned') }),
        spent: asItStands({ value: action.spent, cell: sourceCell(action, 'spent') }),
      },
      about: action,
    })),
  };
}

const inObjectives = (strategic: Progress['strategic'], actions: readonly Action[]): Action[] =>
  strategic.flatMap(({ code }) => actions.filter((action) => action.strategic === code));

/** The number of actions by strategic objective and status, noughts included, with both totals. */
export function planStatus({ strategic, actions }: Progress, statuses: readonly Category[]): DatasetSketch {
  const objectives = categoriesOf(strategic, 'with total');
  return {
    name: 'plan-status',
    title: 'Actions by objective and status',
    fields: [
      dimension('objective', 'Objective', objectives),
      dimension('status', 'Status', [...statuses, total]),
      measure('actions', 'Actions', 'actions'),
    ],
    rows: counts('objective', objectives, statuses, (key) =>
      actions.filter((action) => key === totalCode || action.strategic === key),
    ),
  };
}

/** The number of actions by responsible institution and status, noughts included, with both totals. */
export function planInstitutionStatus(
  { institutions, actions }: Progress,
  statuses: readonly Category[],
): DatasetSketch {
  const categories = categoriesOf(institutions, 'with total');
  return {
    name: 'plan-institution-status',
    title: 'Actions by institution and status',
    fields: [
      dimension('institution', 'Institution', categories),
      dimension('status', 'Status', [...statuses, total]),
      measure('actions', 'Actions', 'actions'),
    ],
    rows: counts('institution', categories, statuses, (key) =>
      actions.filter((action) => key === totalCode || action.institution === key),
    ),
  };
}

function counts(
  name: string,
  categories: readonly Category[],
  statuses: readonly Category[],
  actionsOf: (key: string) => readonly Action[],
): DatasetSketch['rows'] {
  return categories.flatMap(({ value: key }) =>
    [...statuses, total].map(({ value: status }) => ({
      keys: { [name]: key, status },
      cells: {
        actions: count(
          actionsOf(key)
            .filter((action) => status === totalCode || action.status === status)
            .map((action) => sourceCell(action, 'status')),
        ),
      },
    })),
  );
}
