import type { Call, Scope } from '../../../content/helpers/call.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { MessageIn } from '../../../language/message-id.js';
import type { Category, Row } from '../../../model/dataset/dataset.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { TableCell, TableColumn } from '../../../model/tree/table-parts.js';
import { choices, fieldOf, frameOf, idFrom, ofObjective, type Plan, planHelper, wordColumn } from './plan.js';
import { type ActionSelection, noneLate, selectActions } from './selection.js';

/**
 * `{{late-actions objective="1"}}`: the late actions, each with who answers for it, the deadline that it had and the one
 * that it has now, and what the plan says of it. A sentence where none is late.
 */
export const lateActions = planHelper(
  'late-actions',
  ['objective', 'institution'],
  ['caption', 'id', 'here'],
  lateActionsOf,
);

const late = ({ value }: Category): boolean => value === 'late';

export function lateActionsOf(call: Call, plan: Plan, scope: Scope): TableBlock | Label {
  const selection = selectActions(call, plan, choices.status(plan).categories.filter(late));
  if (selection.actions.length === 0) return noneLate(selection, scope.language);
  return { kind: 'table', node: tableOf(call, plan, selection, scope) };
}

function tableOf(call: Call, plan: Plan, selection: ActionSelection, scope: Scope) {
  const { actions, objective, institution } = selection;
  const { language, edition } = scope;
  const caption = ofObjective(language, 'late', objective, { year: `${edition}` });
  const columns = columnsOf(plan, selection, scope);
  return dataTableNode({
    ...frameOf(call, { id: idFrom('tbl-late', objective?.value, institution?.value), caption }, [
      plan.actions,
    ]),
    stub: language.message('content.plan.action'),
    columns: columns.map(({ head }) => head),
    rows: actions.map((action) => ({
      code: action.keys.action ?? '',
      label: labelOf(plan, action),
      total: false,
      cells: columns.map(({ text }): TableCell => ({ kind: 'text', text: text(action) })),
    })),
    notes: [],
    legend: [],
    layout: 'late',
    records: true,
  });
}

const labelOf = (plan: Plan, { keys }: Row): string =>
  fieldOf(plan.actions, 'action').categories.find(({ value }) => value === keys.action)?.label ?? '';

/** A column and what it says of an action; those that would say nothing, or the same of all, are left out. */
function columnsOf(
  plan: Plan,
  { actions, institution }: ActionSelection,
  { language }: Scope,
): { readonly head: TableColumn; text(action: Row): string }[] {
  const word = (name: MessageIn<'content.plan.late-column'>): TableColumn =>
    wordColumn(language.message(`content.plan.late-column.${name}`));
  const of = (action: Row, name: string): string => attributeOf(action, fieldOf(plan.actions, name));
  const day = (action: Row, name: string): string => {
    const text = of(action, name);
    return text === '' ? '' : language.date(text, 'short');
  };
  const unset = language.message('content.plan.no-new-deadline');
  return [
    ...(institution === undefined
      ? [{ head: word('institution'), text: (action: Row) => of(action, 'institution') }]
      : []),
    { head: word('deadline'), text: (action) => day(action, 'deadline') },
    { head: word('new-deadline'), text: (action) => day(action, 'new-deadline') || unset },
    ...(actions.some((action) => of(action, 'note') !== '')
      ? [{ head: word('note'), text: (action: Row) => of(action, 'note') }]
      : []),
  ];
}
