import type { Call, Scope } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import { attributeOf } from '../../../content/selection/filters.js';
import type { MessageIn } from '../../../language/message-id.js';
import type { PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { TableCell } from '../../../model/tree/table-parts.js';
import { fieldOf, frameOf, planHelper, wordColumn } from './plan.js';
import { sentence } from './selection.js';

/**
 * `{{plan-changes}}`: what the versions of the plan that came into force in the year added, dropped, moved, reworded or
 * handed over, with what stood before. A sentence where nothing was changed.
 */
export const planChanges = planHelper(
  'plan-changes',
  [],
  ['notes', 'caption', 'id', 'here'],
  (call, plan, scope): TableBlock | Label => {
    const { changed } = plan;
    if (changed === undefined) return fail('content/no-plan.versions', call.at, { helper: 'plan-changes' });
    const values = { year: `${scope.edition}` };
    if (changed.rows.length === 0) return sentence(scope.language.message('content.plan.no-change', values));
    return { kind: 'table', node: tableOf(call, changed, scope) };
  },
);

function tableOf(call: Call, changed: PublishedDataset, { language, edition }: Scope) {
  const values = { year: `${edition}` };
  const head = (name: MessageIn<'content.plan.change-column'>) =>
    wordColumn(language.message(`content.plan.change-column.${name}`));
  const labelOf = (dataset: PublishedDataset, field: string, value: string | undefined): string =>
    fieldOf(dataset, field).categories.find((each) => each.value === value)?.label ?? '';
  const said = (row: Row, field: 'before' | 'after'): TableCell => {
    const text = attributeOf(row, fieldOf(changed, field));
    if (text === '') return { kind: 'text', text: language.message('content.plan.not-planned') };
    if (isOfWords(row)) return { kind: 'text', text };
    const [start = '', deadline = ''] = text.split('/').map((day) => language.date(day, 'short'));
    return { kind: 'text', text: language.message('content.plan.dates', { start, deadline }) };
  };
  return dataTableNode({
    ...frameOf(call, { id: 'tbl-changes', caption: language.message('content.plan.changes', values) }, [
      changed,
    ]),
    stub: language.message('content.plan.action'),
    columns: [head('since'), head('before'), head('after')],
    rows: changed.rows.map((row) => ({
      code: row.keys.action ?? '',
      label: labelOf(changed, 'action', row.keys.action),
      group: labelOf(changed, 'change', row.keys.change),
      total: false,
      cells: [
        { kind: 'text', text: language.date(row.keys.since ?? '', 'short') },
        said(row, 'before'),
        said(row, 'after'),
      ],
    })),
    notes: call.flag('notes', true) ? [language.message('content.plan.note.changes', values)] : [],
    legend: [],
    layout: 'actions',
    records: true,
  });
}

/** True of a change that is told in words; the others are told in days, as an interval. */
const isOfWords = ({ keys }: Row): boolean => keys.change === 'reworded' || keys.change === 'reassigned';
