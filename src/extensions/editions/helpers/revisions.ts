import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { legendOf } from '../../../content/helpers/table/surroundings.js';
import { idOf } from '../../../content/helpers/table.js';
import type { Label, TableBlock } from '../../../content/printable.js';
import type { Language } from '../../../language/language.js';
import type { MessageIn } from '../../../language/message-id.js';
import { ownOf } from '../../../model/own.js';
import type { Editions } from '../../../model/snapshot/editions.js';
import { dataTableNode } from '../../../model/tree/data-table.js';
import type { DataTableNode } from '../../../model/tree/nodes.js';
import { type ComparedEditions, revisionRows } from './revisions/rows.js';
import { textRows } from './revisions/text-rows.js';

/**
 * `{{revisions}}`: every figure that differs from the edition before, with the reason, and below them every unit, label,
 * definition and meaning; a sentence where nothing does.
 */
export const revisions: HelperDefinition = {
  name: 'revisions',
  first: 'none',
  arity: [0, 0],
  parameters: ['caption', 'id'],
  run(call, scope): TableBlock | Label {
    const { editions, language } = scope;
    const previous = editions?.previous;
    if (editions === undefined || previous === undefined) return sentence(undefined, language);
    const compared = { ...editions, previous };
    const tables = [
      ...(editions.revisions.length === 0 ? [] : [figures(call, scope, compared)]),
      ...(editions.texts.length === 0 ? [] : [texts(call, scope, compared)]),
    ];
    const [node, ...following] = tables;
    return node === undefined ? sentence(previous, language) : { kind: 'table', node, following };
  },
};

/** What both tables have in common. */
function frame(call: Call, { language, edition }: Scope, { previous }: ComparedEditions) {
  const column = (name: MessageIn<'content.revisions'>, align: 'left' | 'right') => ({
    label: language.message(`content.revisions.${name}`),
    total: false,
    align,
  });
  const ofYear = (year: number, align: 'left' | 'right') => ({
    label: language.message('content.revisions.edition', { year: String(year) }),
    total: false,
    align,
  });
  return {
    editions: (align: 'left' | 'right') => [ofYear(previous.edition, align), ofYear(edition, align)],
    column,
    caption: (name: MessageIn<'content.revisions'>): string =>
      language.message(`content.revisions.${name}`, { year: String(previous.edition) }),
    bare: { layout: 'revised' as const, notes: [], sources: [], at: call.at },
  };
}

function figures(call: Call, scope: Scope, compared: ComparedEditions): DataTableNode {
  const rows = revisionRows(call, scope, compared);
  const { bare, caption, column, editions } = frame(call, scope, compared);
  return dataTableNode({
    ...bare,
    id: idOf(call, 'tbl-revisions'),
    caption: call.text('caption') ?? caption('caption'),
    stub: scope.language.message('content.revisions.figure'),
    columns: [
      ...editions('right'),
      column('difference', 'right'),
      column('reason', 'left'),
      column('date', 'left'),
    ],
    rows,
    legend: legendOf(rows, scope.language),
    illustrative: compared.revisions.some(
      ({ cell }) => ownOf(scope.data, cell.dataset)?.illustrative === true,
    ),
  });
}

function texts(call: Call, scope: Scope, compared: ComparedEditions): DataTableNode {
  const { bare, caption, column, editions } = frame(call, scope, compared);
  return dataTableNode({
    ...bare,
    id: `${idOf(call, 'tbl-revisions')}-words`,
    caption: caption('words'),
    stub: scope.language.message('content.revisions.word'),
    columns: [...editions('left'), column('reason', 'left'), column('date', 'left')],
    rows: textRows(scope, compared),
    legend: [],
    illustrative: false,
  });
}

function sentence(previous: Editions['previous'], language: Language): Label {
  const text =
    previous === undefined
      ? language.message('content.revisions.first')
      : language.message('content.revisions.none', { year: String(previous.edition) });
  return { kind: 'label', text, value: text };
}
