import type { CheckedRow } from '../../../data/tables.js';
import { listNames } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { checkReference } from './check-reference.js';
import { compareCodes } from './code-order.js';
import { type Examination, requireText } from './examination.js';
import type { Action, Objective } from './model.js';
import { statuses } from './parts.js';

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
  const { planned, spent } = row.measures;
  if (title === undefined || start === undefined || deadline === undefined || status === undefined) {
    return undefined;
  }
  if (specific === undefined || strategic === undefined || !known) return undefined;
  if (planned === undefined || spent === undefined) return undefined;
  const { completed, 'new-deadline': newDeadline } = row.attributes;
  return {
    code: row.keys.code ?? '',
    title,
    specific,
    strategic,
    institution,
    start,
    deadline,
    ...(newDeadline === undefined ? {} : { newDeadline }),
    ...(completed === undefined ? {} : { completed }),
    status,
    planned,
    spent,
    resource: examination.resources.actions.name,
    row,
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
