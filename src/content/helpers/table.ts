import type { DataTableNode } from '../nodes.js';
import type { TableBlock } from '../printable.js';
import { refuseUnknownArguments } from '../selection/filters.js';
import type { Call } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { fillRows } from './table/fill.js';
import { planTable } from './table/plan.js';
import { legendOf, notesOf, subtitleOf } from './table/surroundings.js';

const fieldParameters = ['rows', 'columns', 'measure'];
const parameters = [...fieldParameters, 'caption', 'id', 'sort', 'shares', 'digits', 'from', 'to'];

/** An id as it may stand in `{#id}`, `id=` and `name:`. */
export const idPattern = /^[a-z][a-z0-9-]*$/;

function idOf(call: Call, fallback: string): string {
  const id = call.text('id') ?? fallback;
  if (idPattern.test(id)) return id;
  return fail(
    'content/argument',
    `Unexpected id \`${id}\`, expected small letters, digits and hyphens, a letter first`,
    call.hashAt('id'),
  );
}

/** `{{table "cases" rows="offence" columns="year" caption="..." id="tbl-cases"}}`: a table of a dataset. */
export const table: HelperDefinition = {
  name: 'table',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  fieldParameters,
  run(call, scope): TableBlock {
    const dataset = datasetOf(call, scope);
    refuseUnknownArguments(call, dataset, parameters);
    if (call.hash.caption === '') {
      fail('content/argument', 'Unexpected empty `caption`, expected text', call.hashAt('caption'));
    }
    const plan = planTable(call, dataset, scope.language);
    const filled = fillRows(call, plan, scope.language);
    const node: DataTableNode = {
      type: 'dataTable',
      id: idOf(call, `tbl-${dataset.name}`),
      caption: [{ type: 'text', value: call.text('caption') ?? dataset.title }],
      ...subtitleOf(plan, scope.language),
      stub: plan.rowField.title,
      columns: plan.columns.map(({ label, unit, total }) => ({
        label,
        ...(unit === undefined ? {} : { unit }),
        total,
        align: 'right',
      })),
      rows: filled.rows,
      notes: notesOf(dataset, filled.used),
      legend: legendOf(filled.rows),
      sources: dataset.sources,
      illustrative: dataset.illustrative,
      at: call.at,
    };
    return { kind: 'table', node };
  },
};
