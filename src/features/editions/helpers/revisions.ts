import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import { idOf } from '../../../content/helpers/table.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import type { Language } from '../../../language/language.js';
import type { Editions } from '../../../model/editions.js';
import type { DataTableNode } from '../../../model/nodes.js';
import { captionOf } from '../../../model/part-nodes.js';
import { revisionRows } from './revisions/rows.js';

/** `{{revisions}}`: every figure that differs from the edition before, with the reason; a sentence where none does. */
export const revisions: HelperDefinition = {
  name: 'revisions',
  first: 'none',
  arity: [0, 0],
  parameters: ['caption', 'id'],
  run(call, scope): TableBlock | Label {
    const { editions, language, edition } = scope;
    const previous = editions?.previous;
    if (editions === undefined || previous === undefined || editions.revisions.length === 0) {
      return sentence(previous, language);
    }
    const compared = { revisions: editions.revisions, previous, datasets: editions.datasets };
    const rows = revisionRows(call, scope, compared);
    const column = (label: string, align: 'left' | 'right') => ({ label, total: false, align });
    const of = (year: number): string =>
      language.message('content.revisions.edition', { year: String(year) });
    const node: DataTableNode = {
      type: 'dataTable',
      id: idOf(call, 'tbl-revisions'),
      children: [
        captionOf(
          call.text('caption') ??
            language.message('content.revisions.caption', { year: String(previous.edition) }),
        ),
      ],
      stub: language.message('content.revisions.figure'),
      columns: [
        column(of(previous.edition), 'right'),
        column(of(edition), 'right'),
        column(language.message('content.revisions.difference'), 'right'),
        column(language.message('content.revisions.reason'), 'left'),
        column(language.message('content.revisions.date'), 'left'),
      ],
      rows,
      notes: [],
      legend: legendOf(rows, language),
      sources: [],
      illustrative: editions.revisions.some(({ cell }) => scope.data[cell.dataset]?.illustrative === true),
      at: call.at,
    };
    return { kind: 'table', node };
  },
};

function sentence(previous: Editions['previous'], language: Language): Label {
  const text =
    previous === undefined
      ? language.message('content.revisions.first')
      : language.message('content.revisions.none', { year: String(previous.edition) });
  return { kind: 'label', text, value: text };
}
