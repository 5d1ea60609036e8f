import type { Call, Scope } from '../../../content/helpers/call.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { printQuantity } from '../../../language/print.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { TableCell, TableColumn } from '../../../model/tree/table-parts.js';
import {
  choices,
  frameOf,
  idFrom,
  isCategory,
  ofObjective,
  type Plan,
  planHelper,
  wordColumn,
} from './plan.js';
import { type ActionSelection, noActions, selectActions } from './selection.js';
import { countOf, signOfStatus, tilesOf } from './tiles.js';

/**
 * `{{status-row objective="1"}}`: the actions of an objective as tiles in one row, under the status that they have, with
 * their number. A status that none has is left out.
 */
export const statusRow = planHelper('status-row', ['objective'], ['caption', 'id', 'here'], statusRowOf);

export function statusRowOf(call: Call, plan: Plan, scope: Scope): TableBlock | Label {
  const selection = selectActions(call, plan);
  if (selection.actions.length === 0) return noActions(selection, scope.language);
  return { kind: 'table', node: tableOf(call, plan, selection, scope) };
}

function tableOf(
  call: Call,
  plan: Plan,
  { actions, objective }: ActionSelection,
  { language, edition }: Scope,
) {
  const groups = choices.status(plan).categories.flatMap((category) => {
    const rows = actions.filter((row) => isCategory(plan.actions, row, 'status', category));
    return rows.length === 0 ? [] : [{ category, rows }];
  });
  const caption = ofObjective(language, 'status-row', objective, { year: `${edition}` });
  const count = { dataset: plan.actions, attribute: 'status', unit: 'actions' };
  return dataTableNode({
    ...frameOf(call, { id: idFrom('tbl-status', objective?.value), caption }, [plan.actions]),
    stub: language.message('content.plan.status'),
    columns: groups.map(
      ({ category }): TableColumn => ({ ...wordColumn(category.label), tone: signOfStatus(category.value) }),
    ),
    rows: [
      {
        label: language.message('content.plan.actions'),
        total: false,
        cells: groups.map(
          ({ rows }): TableCell => ({
            kind: 'value',
            entry: printQuantity(countOf(count, rows, call.at), 'table', language),
            tiles: tilesOf(plan, rows),
          }),
        ),
      },
    ],
    notes: [],
    legend: [],
    layout: 'status-row',
    records: true,
  });
}
