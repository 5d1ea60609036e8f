import type { Call, Scope } from '../../../content/helpers/call.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { Language } from '../../../language/language.js';
import type { MessageIn } from '../../../language/message-id.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { DataTableNode } from '../../../model/tree/nodes.js';
import type { TableCell, TableColumn, TableRow } from '../../../model/tree/table-parts.js';
import { lastDay } from '../data/model.js';
import {
  choices,
  fieldOf,
  frameOf,
  groupOf,
  idFrom,
  isCategory,
  numberCell,
  numberColumn,
  ofObjective,
  type Plan,
  planHelper,
  wordColumn,
} from './plan.js';
import { type ActionSelection, noActions, selectActions, selectionText } from './selection.js';
import { actionId, signOfStatus, statusOf, tallyOf } from './tiles.js';

/** One column of the table: its head, and what it says of an action. */
interface Part {
  readonly column: TableColumn;
  cell(action: Row): TableCell;
}

/**
 * `{{action-table}}`: the action matrix, grouped by specific objective. `objective=`, `institution=` and `status=`
 * choose; a selection without actions prints a sentence that says so. `timeline=true` draws each action from its start to
 * its deadline beside its name; several objectives are then the groups.
 */
export const actionTable = planHelper(
  'action-table',
  ['objective', 'institution', 'status'],
  ['remarks', 'timeline', 'caption', 'id', 'here'],
  (call, plan, scope): TableBlock | Label => {
    const selection = selectActions(call, plan);
    if (selection.actions.length === 0) return noActions(selection, scope.language);
    return { kind: 'table', node: tableOf(call, plan, selection, scope) };
  },
);

function tableOf(
  call: Call,
  plan: Plan,
  selection: ActionSelection,
  { language, edition }: Scope,
): DataTableNode {
  const { actions, objective, status } = selection;
  const drawn = call.flag('timeline');
  const parts = partsOf(call, plan, selection, { language, edition }, drawn);
  const groupFor = drawn && objective === undefined ? strategicOf : specificOf;
  const rows = actions.map((action) => actionRow(plan, action, parts, groupFor));
  const caption = ofObjective(language, 'action-table', objective);
  const id = idFrom(
    'tbl-actions',
    objective?.value,
    selection.institution?.value,
    status?.map(({ value }) => value).join('-'),
  );
  return dataTableNode({
    ...frameOf(call, { id, caption }, [plan.actions]),
    subtitle: [
      language.message('content.plan.state', { date: language.date(`${edition}-12-31`) }),
      ...selectionText(selection, language),
    ].join('; '),
    stub: language.message('content.plan.action'),
    columns: parts.map(({ column }) => column),
    rows,
    notes: [],
    legend: legendOf(rows, language),
    tally: tallyOf(
      {
        dataset: plan.actions,
        rows: actions,
        attribute: 'status',
        categories: choices.status(plan).categories,
        unit: fieldOf(plan.status, 'actions').unit ?? '',
        tone: signOfStatus,
      },
      call.at,
      language,
    ),
    layout: drawn ? 'timeline' : 'actions',
    records: true,
    keepsSize: true,
  });
}

/** The columns; those that would say the same in every row are left out. */
function partsOf(
  call: Call,
  plan: Plan,
  selection: ActionSelection,
  { language, edition }: Pick<Scope, 'language' | 'edition'>,
  drawn: boolean,
): Part[] {
  const { actions, institution, status } = selection;
  const remarked = call.flag('remarks', true);
  const isPutOff = actions.some(
    (action) => attributeOf(action, fieldOf(plan.actions, 'new-deadline')) !== '',
  );
  const head = (part: MessageIn<'content.plan.action-column'>): TableColumn =>
    wordColumn(language.message(`content.plan.action-column.${part}`));
  const money = (measure: string): Part => {
    const { title, unit } = fieldOf(plan.actions, measure);
    return {
      column: numberColumn(title, unit),
      cell: (action) => numberCell(call, plan.actions, action, measure, language),
    };
  };
  const parts: (Part | undefined)[] = [
    institution === undefined
      ? { column: head('institution'), cell: (action) => institutionCell(plan, action) }
      : undefined,
    {
      column: {
        ...head('dates'),
        ...(drawn && isPutOff && { key: language.message('content.plan.timeline-later') }),
      },
      cell: (action) => datesCell(plan, action, language),
    },
    drawn ? timelinePart(plan, actions, edition, language) : undefined,
    status?.length === 1
      ? undefined
      : { column: head('status'), cell: (action) => statusCell(plan, action, language) },
    money('planned'),
    money('spent'),
    remarked && actions.some((action) => noteOf(plan, action) !== '')
      ? { column: head('note'), cell: (action) => ({ kind: 'text', text: noteOf(plan, action) }) }
      : undefined,
  ];
  return parts.filter((part) => part !== undefined);
}

const noteOf = (plan: Plan, action: Row): string => attributeOf(action, fieldOf(plan.actions, 'note'));

function actionRow(
  plan: Plan,
  action: Row,
  parts: readonly Part[],
  groupFor: (plan: Plan, action: Row) => Category | undefined,
): TableRow {
  const code = action.keys.action ?? '';
  const { categories } = fieldOf(plan.actions, 'action');
  const group = groupFor(plan, action);
  return {
    code,
    id: actionId(code),
    label: categories.find(({ value }) => value === code)?.label ?? '',
    ...(group === undefined ? {} : { group: groupOf(group) }),
    total: false,
    cells: parts.map((part) => part.cell(action)),
  };
}

function specificOf(plan: Plan, action: Row): Category | undefined {
  return fieldOf(plan.specifics, 'specific').categories.find((category) =>
    isCategory(plan.actions, action, 'specific', category),
  );
}

function strategicOf(plan: Plan, { keys }: Row): Category | undefined {
  return choices.objective(plan).categories.find(({ value }) => value === keys.objective);
}

/** Each action from its start to its deadline, on a scale of whole years; the end of the edition is a line. */
function timelinePart(plan: Plan, actions: readonly Row[], edition: number, language: Language): Part {
  const day = (action: Row, name: string): string => attributeOf(action, fieldOf(plan.actions, name));
  const days = actions.flatMap((action) =>
    ['start', 'deadline', 'new-deadline'].map((name) => day(action, name)),
  );
  const scale = timeScale(days.filter((each) => each !== ''));
  const now = scale.after(lastDay(edition));
  const isDrawn = now > 0 && now < 1;
  const date = language.date(lastDay(edition), 'short');
  return {
    column: {
      ...wordColumn(language.message('content.plan.action-column.timeline')),
      scale: scale.years,
      ...(isDrawn && { key: language.message('content.plan.timeline-now', { date }) }),
    },
    cell: (action) => ({
      kind: 'text',
      text: '',
      span: {
        from: scale.before(day(action, 'start')),
        to: scale.after(day(action, 'deadline')),
        tone: signOfStatus(statusOf(plan, action)?.value ?? ''),
        ...(day(action, 'new-deadline') !== '' && { later: scale.after(day(action, 'new-deadline')) }),
        ...(isDrawn && { now }),
      },
    }),
  };
}

function institutionCell(plan: Plan, action: Row): TableCell {
  const { categories } = choices.institution(plan);
  const found = categories.find((category) => isCategory(plan.actions, action, 'institution', category));
  return { kind: 'text', text: found?.label ?? '' };
}

/** The dates as planned, and below them the deadline that took the place of one that was missed. */
function datesCell(plan: Plan, action: Row, language: Language): TableCell {
  const written = (name: string): string => attributeOf(action, fieldOf(plan.actions, name));
  const day = (name: string): string => language.date(written(name), 'short');
  const head = language.message('content.plan.late-column.new-deadline');
  return {
    kind: 'text',
    text: language.message('content.plan.dates', { start: day('start'), deadline: day('deadline') }),
    ...(written('new-deadline') !== '' && { detail: `${head}: ${day('new-deadline')}` }),
  };
}

/** The status, and of what is done the day, with a word where it came after the deadline. */
function statusCell(plan: Plan, action: Row, language: Language): TableCell {
  const status = statusOf(plan, action);
  const [completed = '', deadline = ''] = ['completed', 'deadline'].map((name) =>
    attributeOf(action, fieldOf(plan.actions, name)),
  );
  const when = completed > deadline ? 'after-deadline' : 'in-time';
  return {
    kind: 'text',
    // The label of one action: in the counts a translation has the plural.
    text: labelOf(fieldOf(plan.actions, 'status'), status?.value ?? ''),
    tone: signOfStatus(status?.value ?? ''),
    ...(completed === ''
      ? {}
      : {
          detail: language.message(`content.plan.completed.${when}`, {
            date: language.date(completed, 'short'),
          }),
        }),
  };
}

/** Whole years along a line of length one. */
interface TimeScale {
  /** The years in their order. */
  readonly years: readonly string[];
  /** Where a day begins; days are ISO text. */
  before(day: string): number;
  /** Where a day ends. */
  after(day: string): number;
}

/** Of a day, which in UTC are always as many. */
const milliseconds = 24 * 60 * 60 * 1000;

/** The scale of the years in which some days lie. */
function timeScale(days: readonly string[]): TimeScale {
  const found = days.map((day) => Number(day.slice(0, 4)));
  const [first, last] = [least(found), greatest(found)];
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last + 1, 0)];
  const place = (moment: number): number => (moment - start) / (end - start);
  return {
    years: Array.from({ length: last - first + 1 }, (_, index) => `${first + index}`),
    before: (day) => place(Date.parse(day)),
    after: (day) => place(Date.parse(day) + milliseconds),
  };
}
