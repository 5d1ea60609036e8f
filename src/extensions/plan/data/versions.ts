/** The action plan as it was before it was amended: by which version a year is scored, and what changed in the year. */
import type { CheckedRow } from '../../../data/tables.js';
import { phrase, problem } from '../../../problems/problem.js';
import {
  attribute,
  categoriesOf,
  crossTable,
  type DatasetSketch,
  dimension,
  measure,
  words,
} from './derived-dataset.js';
import { checkReference, type Examination, requireText } from './examination.js';
import {
  type Action,
  type Change,
  type ChangeKind,
  changeKinds,
  lastDay,
  type Plan,
  type PlannedAction,
  sourceCell,
} from './model.js';

/** A version that was amended. */
interface Version {
  /** The last day on which it was in force. */
  readonly until: string;
  /** By their codes. */
  readonly actions: ReadonlyMap<string, PlannedAction>;
}

/**
 * The earlier versions in their order, checked against the actions of today. One that ended before the year is left out:
 * an earlier edition told it. In `earlier`, the part `actions` is the file of earlier versions.
 */
export function readVersions(
  actions: readonly Action[],
  today: Examination,
  earlier: Examination,
): readonly Version[] {
  const rows = earlier
    .rowsOf('actions')
    .filter(({ keys }) => (keys.until ?? '') >= lastDay(earlier.edition - 1));
  const days = [...new Set(rows.flatMap(({ keys }) => keys.until ?? []))].sort();
  const versions = days.map((until) => {
    const own = rows.filter(({ keys }) => keys.until === until);
    const read = own.flatMap((row) => readPlanned(row, earlier) ?? []);
    return { until, actions: new Map(read.map((action) => [action.code, action])) };
  });
  checkDropped(versions, today, earlier);
  if (earlier.isWhole('actions')) checkAdded(versions, actions, earlier);
  return versions;
}

function readPlanned(row: CheckedRow, examination: Examination): PlannedAction | undefined {
  const [title, specific, institution, start, deadline] = (
    ['title', 'objective', 'institution', 'start', 'deadline'] as const
  ).map((field) => requireText('actions', row, field, examination));
  if (title === undefined || specific === undefined || institution === undefined) return undefined;
  if (start === undefined || deadline === undefined) return undefined;
  const point = (field: 'objective' | 'institution', code: string): boolean =>
    checkReference(code, { part: 'actions', row, field, target: `${field}s` }, examination);
  if (!point('objective', specific) || !point('institution', institution)) return undefined;
  const code = row.keys.code ?? '';
  if (deadline < start) {
    const at = phrase('plan/check-actions.action', { date: deadline, field: 'deadline', code });
    examination.fault('actions', problem('plan/date.start', row.place('deadline'), { at }));
  }
  const resource = examination.resources.actions.name;
  return { code, title, specific, institution, start, deadline, resource, row };
}

/** An action that a version had is still recorded, as `cancelled` where it was dropped: nothing goes without a word. */
function checkDropped(versions: readonly Version[], today: Examination, { fault }: Examination): void {
  if (!today.isWhole('actions')) return;
  const known = new Set(today.allRowsOf('actions').map(({ keys }) => keys.code));
  for (const { until, actions } of versions) {
    for (const { code, row } of actions.values()) {
      if (known.has(code)) continue;
      known.add(code);
      const { name } = today.resources.actions;
      fault('actions', problem('plan/version.dropped', row.place('code'), { code, until, name }));
    }
  }
}

/** What was done before a version ended was part of it, unless only what had changed was kept of that version. */
function checkAdded(
  versions: readonly Version[],
  actions: readonly Action[],
  { fault, resources }: Examination,
): void {
  for (const { code, completed, row } of actions) {
    const lacking = versions.find(
      ({ until, actions: own }) => completed !== undefined && completed <= until && !own.has(code),
    );
    if (lacking === undefined) continue;
    const { until } = lacking;
    const { name } = resources.actions;
    fault('actions', problem('plan/version.added', row.place('completed'), { code, completed, until, name }));
  }
}

/** The actions, each with what the version says of it that was in force on 1 January of the year. */
export function scoredBy(
  versions: readonly Version[],
  actions: readonly Action[],
  year: number,
): readonly Action[] {
  const inForce = versions.find(({ until }) => until > lastDay(year - 1));
  if (inForce === undefined) return actions;
  return actions.map((action) => ({ ...action, inForce: inForce.actions.get(action.code) }));
}

/** What the versions that came into force in the year changed, against the ones before them. */
export function changesIn(
  versions: readonly Version[],
  actions: readonly Action[],
  year: number,
): readonly Change[] {
  const kept = actions.filter(({ status }) => status !== 'cancelled');
  const today = new Map(kept.map((action): [string, PlannedAction] => [action.code, action]));
  return versions.flatMap(({ until, actions: earlier }, index) => {
    const since = dayAfter(until);
    if (!since.startsWith(`${year}-`)) return [];
    const later = versions[index + 1]?.actions ?? today;
    return actions.flatMap((action): Change[] => {
      const [before, after] = [earlier.get(action.code), later.get(action.code)];
      return kindsOf(before, after).map((kind) => ({ since, kind, action, before, after }));
    });
  });
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function kindsOf(before: PlannedAction | undefined, after: PlannedAction | undefined): ChangeKind[] {
  if (before === undefined) return after === undefined ? [] : ['added'];
  if (after === undefined) return ['dropped'];
  const differs = (...fields: readonly (keyof PlannedAction)[]): boolean =>
    fields.some((field) => before[field] !== after[field]);
  return [
    ...(differs('start', 'deadline') ? (['moved'] as const) : []),
    ...(differs('title') ? (['reworded'] as const) : []),
    ...(differs('specific', 'institution') ? (['reassigned'] as const) : []),
  ];
}

/** The column in which a kind of change is seen. */
const columns: Readonly<Record<ChangeKind, string>> = {
  added: 'deadline',
  dropped: 'deadline',
  moved: 'deadline',
  reworded: 'title',
  reassigned: 'institution',
};

const kinds = changeKinds.map((value) => ({ value, label: words.changes[value] }));

/** How many actions were changed, by objective and kind of change, and each change with what stood before and after. */
export function changeSketches(changes: readonly Change[], plan: Plan): readonly DatasetSketch[] {
  return [counted(changes, plan), listed(changes, plan)];
}

/** An action that was moved twice in the year was moved: it counts once. */
function counted(changes: readonly Change[], { objectives }: Plan): DatasetSketch {
  const strategic = objectives.filter(({ parent }) => parent === undefined);
  const last = new Map(changes.map((change) => [`${change.kind} ${change.action.code}`, change]));
  return crossTable(
    { name: 'plan-changes', title: 'Changes of the plan' },
    [
      dimension('objective', 'Objective', categoriesOf(strategic, 'with total')),
      dimension('change', 'Change', kinds),
    ],
    measure('actions', 'Actions', 'actions'),
    [...last.values()].map(({ kind, action, before, after }) => ({
      of: [action.strategic, kind],
      cell: sourceCell(after ?? before ?? action, columns[kind]),
    })),
  );
}

function listed(changes: readonly Change[], plan: Plan): DatasetSketch {
  const days = [...new Set(changes.map(({ since }) => since))];
  const actions = [...new Set(changes.map(({ action }) => action))];
  return {
    name: 'plan-changed-actions',
    title: 'Actions that were changed',
    fields: [
      dimension('change', 'Change', kinds),
      dimension('action', 'Action', categoriesOf(actions, 'alone')),
      dimension(
        'since',
        'In force since',
        days.map((value) => ({ value, label: value })),
      ),
      attribute('before', 'Before'),
      attribute('after', 'After'),
    ],
    rows: changeKinds.flatMap((kind) =>
      changes
        .filter((change) => change.kind === kind)
        .map(({ since, action, before, after }) => ({
          keys: { change: kind, action: action.code, since },
          attributes: {
            before: before && saidOf(before, kind, plan),
            after: after && saidOf(after, kind, plan),
          },
          cells: {},
          about: action,
        })),
    ),
  };
}

/** What an action says in the columns that a kind of change is about; days as an interval of ISO 8601. */
function saidOf(action: PlannedAction, kind: ChangeKind, { objectives, institutions = [] }: Plan): string {
  if (kind === 'reworded') return action.title;
  if (kind !== 'reassigned') return `${action.start}/${action.deadline}`;
  const institution =
    institutions.find(({ code }) => code === action.institution)?.title ?? action.institution;
  const objective = objectives.find(({ code }) => code === action.specific)?.title ?? action.specific;
  return `${institution} (${objective})`;
}
