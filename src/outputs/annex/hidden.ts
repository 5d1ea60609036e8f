import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import { labelOf } from '../../model/category.js';
import type { PublishedDataset } from '../../model/dataset.js';
import { isCountOf } from '../../model/few-persons.js';
import { hidesCells } from '../../model/protection.js';
import { isNumeric } from '../../model/value.js';
import type { AnnexSheet } from './annex-sheet.js';

/**
 * How many counts of each category are hidden to protect persons, which everybody could count in the tables: not which of them are small, nor
 * how much they come to.
 */
export function hiddenOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
  const say = (id: MessageId): string => language.message(id);
  return {
    name: say('annex.hidden'),
    title: say('annex.hidden-title'),
    lines: [say('annex.one-table')],
    head: [
      say('annex.dataset'),
      say('annex.dimension'),
      say('annex.category'),
      say('annex.hidden-counts'),
      say('annex.all-counts'),
    ],
    rows: datasets.filter((dataset) => hidesCells(dataset) && !dataset.disclosed).flatMap(rowsOf),
  };
}

function rowsOf(dataset: PublishedDataset): AnnexSheet['rows'][number][] {
  const { title, fields, rows } = dataset;
  const counts = fields.filter((field) => isCountOf(field, dataset));
  return fields.flatMap((field) => {
    if (field.role !== 'dimension') return [];
    return field.categories.flatMap(({ value }) => {
      const own = rows.filter(({ keys }) => keys[field.name] === value);
      const values = own.flatMap(({ measures }) => counts.flatMap(({ name }) => measures[name] ?? []));
      const hidden = values.filter(({ kind }) => kind === 'suppressed').length;
      const all = hidden + values.filter(isNumeric).length;
      return all === 0 ? [] : [[title, field.title, labelOf(field, value), whole(hidden), whole(all)]];
    });
  });
}

const whole = (number: number) => ({ number, decimals: 0 });
