import type { Call } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { here, idOf } from '../../../content/helpers/table.js';
import { quantityAt } from '../../../content/selection/cells.js';
import type { Language, MessageArguments } from '../../../language/language.js';

import { printQuantity } from '../../../language/print.js';
import type { Category, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { distinctSources } from '../../../model/dataset/sources.js';
import type { StatedTable } from '../../../model/tree/data-table.js';
import type { TableCell, TableColumn } from '../../../model/tree/table-parts.js';
import { fieldOf } from './plan.js';

/** What every table of a plan has around its rows: id, caption, sources, and whether it rests on made-up data. */
export function frameOf(
  call: Call,
  fallback: { readonly id: string; readonly caption: string },
  datasets: readonly PublishedDataset[],
): Pick<StatedTable, 'id' | 'caption' | 'sources' | 'illustrative' | 'stays' | 'at'> {
  return {
    id: idOf(call, fallback.id),
    caption: captionOf(call, fallback.caption),
    sources: distinctSources(datasets.flatMap((dataset) => dataset.sources)),
    illustrative: datasets.some(({ illustrative }) => illustrative),
    stays: call.flag(here),
    at: call.at,
  };
}

/** The author's caption, else the one of the helper. */
export function captionOf(call: Call, fallback: string): string {
  const caption = call.text('caption');
  if (caption !== '') return caption ?? fallback;
  return fail('content/argument.empty-2', call.hashAt('caption'));
}

/** "tbl-actions-1-late": parts that are absent leave no trace, and characters that ids do not have become hyphens. */
export function idFrom(...parts: readonly (string | undefined)[]): string {
  return parts
    .flatMap((part) => (part === undefined ? [] : [part.toLowerCase().replace(/[^a-z0-9]+/g, '-')]))
    .join('-');
}

/** A measure of a row as a cell. */
export function numberCell(
  call: Call,
  dataset: PublishedDataset,
  row: Row,
  measure: string,
  language: Language,
): Extract<TableCell, { kind: 'value' }> {
  const quantity = quantityAt(dataset, row, fieldOf(dataset, measure), call.at);
  return { kind: 'value', entry: printQuantity(quantity, 'table', language) };
}

export const numberColumn = (label: string, unit?: string): TableColumn => ({
  label,
  ...(unit === undefined ? {} : { unit }),
  total: false,
  align: 'right',
});

export const wordColumn = (label: string): TableColumn => ({ label, total: false, align: 'left' });

/** A heading of rows: "1.2 Specialised courts". */
export const groupOf = ({ value, label }: Category): string => `${value}\u2002${label}`;

/** What a table or chart says of the whole plan, or of one objective: "Actions", "Actions of objective 1". */
export const ofObjective = (
  language: Language,
  name: 'action-table' | 'board' | 'late' | 'scorecard' | 'status-row' | 'timeline',
  objective: Category | undefined,
  values: MessageArguments = {},
): string =>
  objective === undefined
    ? language.message(`content.plan.${name}`, values)
    : language.message(`content.plan.${name}-of`, {
        code: objective.value,
        title: objective.label,
        ...values,
      });
