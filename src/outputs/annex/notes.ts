import type { Language } from '../../language/language.js';
import type { PublishedDataset } from '../../model/dataset.js';
import { marks } from '../../model/missing.js';
import { columnsOf, symbolsOf } from './annex-columns.js';
import type { AnnexSheet } from './annex-sheet.js';
import type { AnnexHead } from './package-json.js';

/** What symbols mean, why small counts are handed out, and what was found in the data and accepted. */
export function notesOf(_: AnnexHead, datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
  const say = (id: string, values = {}): string => language.message(`annex.${id}`, values);
  const symbols = new Map(datasets.flatMap((dataset) => [...symbolsOf(dataset)]));
  const used = new Set(
    datasets.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.marks ?? {}).flat())),
  );
  const letters = marks.filter((mark) => used.has(mark));
  return {
    name: say('notes'),
    title: say('notes-title'),
    lines: [say('one-table')],
    head: [say('note'), say('meaning')],
    rows: [
      ...[...symbols].map(([symbol, meaning]) => [symbol, meaning]),
      ...letters.map((mark) => [`[${mark}]`, language.message(`mark.${mark}`)]),
      ...datasets.flatMap(({ title, smallCounts }) =>
        smallCounts === undefined ? [] : [[title, say('small-counts', { reason: smallCounts.reason })]],
      ),
      ...datasets.flatMap(({ title, accepted = [] }) =>
        accepted.map(({ reason, by, date }) => [
          title,
          say('accepted', { reason, by, date: language.date(date) }),
        ]),
      ),
      ...datasets.flatMap(({ title, illustrative }) => (illustrative ? [[title, say('illustrative')]] : [])),
    ],
  };
}

/** What the codes of the CSV files stand for, column by column. */
export function codesOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
  const say = (id: string): string => language.message(`annex.${id}`);
  return {
    name: say('codes'),
    title: say('codes-title'),
    lines: [say('one-table')],
    head: [say('file'), say('column'), say('code'), say('meaning')],
    rows: datasets.flatMap((dataset) =>
      columnsOf(dataset).flatMap(({ field, name, holds }) => {
        if (holds === 'marks') return [[dataset.name, name, say('letters'), say('marks-meaning')]];
        if (field.role === 'measure')
          return [[dataset.name, name, say('number'), measured(field.title, field.unit)]];
        if (field.role !== 'dimension') return [[dataset.name, name, say('text'), field.title]];
        if (field.type !== 'string') return [[dataset.name, name, say('time'), field.title]];
        return field.categories.map(({ value, label }) => [
          dataset.name,
          name,
          value === '' ? say('blank') : value,
          label,
        ]);
      }),
    ),
  };
}

const measured = (title: string, unit: string | undefined): string =>
  unit === undefined ? title : `${title} (${unit})`;
