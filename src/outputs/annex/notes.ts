import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { marks } from '../../model/dataset/missing.js';
import { columnsOf, symbolsOf } from './annex-columns.js';

/** A sheet of text and one table: its title in A1, what there is to say below it, then the table. */
export interface AnnexSheet {
  readonly name: string;
  readonly title: string;
  /** Lines between the title and the table. */
  readonly lines: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly AnnexCell[])[];
}

/** A text; a number with its decimals; a text that leads to a sheet. */
export type AnnexCell =
  | string
  | { readonly number: number; readonly decimals: number }
  | { readonly text: string; readonly sheet: string };

/** What symbols mean, why small counts are handed out, and what was found in the data and accepted. */
export function notesOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
  const say = (id: MessageId, values = {}): string => language.message(id, values);
  const symbols = new Map(datasets.flatMap((dataset) => [...symbolsOf(dataset)]));
  const used = new Set(
    datasets.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.marks ?? {}).flat())),
  );
  const letters = marks.filter((mark) => used.has(mark));
  return {
    name: say('annex.notes'),
    title: say('annex.notes-title'),
    lines: [say('annex.one-table')],
    head: [say('annex.note'), say('annex.meaning')],
    rows: [
      ...[...symbols].map(([symbol, meaning]) => [symbol, meaning]),
      ...letters.map((mark) => [`[${mark}]`, language.message(`mark.${mark}`)]),
      ...datasets.flatMap(({ title, smallCounts }) =>
        smallCounts === undefined ? [] : [[title, say('annex.small-counts', { reason: smallCounts.reason })]],
      ),
      ...datasets.flatMap(({ title, accepted = [] }) =>
        accepted.map(({ reason, by, date }) => [
          title,
          say('annex.accepted', { reason, by, date: language.date(date) }),
        ]),
      ),
      ...datasets.flatMap(({ title, illustrative }) =>
        illustrative ? [[title, say('annex.illustrative')]] : [],
      ),
    ],
  };
}

/** What the codes of the CSV files stand for, column by column. */
export function codesOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
  const say = (id: MessageId): string => language.message(id);
  return {
    name: say('annex.codes'),
    title: say('annex.codes-title'),
    lines: [say('annex.one-table')],
    head: [say('annex.file'), say('annex.column'), say('annex.code'), say('annex.meaning')],
    rows: datasets.flatMap((dataset) =>
      columnsOf(dataset).flatMap(({ field, name, holds }) => {
        if (holds === 'marks')
          return [[dataset.name, name, say('annex.letters'), say('annex.marks-meaning')]];
        if (field.role === 'measure')
          return [[dataset.name, name, say('annex.number'), measured(field.title, field.unit)]];
        if (field.role !== 'dimension') return [[dataset.name, name, say('annex.text'), field.title]];
        if (field.type !== 'string') return [[dataset.name, name, say('annex.time'), field.title]];
        return field.categories.map(({ value, label }) => [
          dataset.name,
          name,
          value === '' ? say('annex.blank') : value,
          label,
        ]);
      }),
    ),
  };
}

const measured = (title: string, unit: string | undefined): string =>
  unit === undefined ? title : `${title} (${unit})`;
