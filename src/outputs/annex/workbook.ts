import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import { labelOf } from '../../model/dataset/category.js';
import type { PublishedDataset, Row, Source } from '../../model/dataset/dataset.js';
import { countsPersons } from '../../model/dataset/few-persons.js';
import { marks } from '../../model/dataset/missing.js';
import { hidesCells } from '../../model/dataset/protection.js';
import { isNumeric } from '../../model/dataset/value.js';
import { type AnnexColumn, columnsOf, symbolsOf, textOf } from './annex-columns.js';
import { finishWorkbook, sheetFont } from './sheet-styles.js';
import { type AnnexCell, type AnnexSheet, printTitles, writeSheet } from './worksheet.js';

/** What the archive says of itself. */
export interface AnnexHead {
  readonly report: string;
  readonly title: string;
  readonly publisher: string;
  readonly edition: number;
  /** Labels and what they say: whom to ask, the day, the licence, the source, how to cite. */
  readonly about: readonly (readonly [label: string, words: string])[];
}

/** Rows of a sheet of Excel, those above the table taken off. */
const mostRows = 1_048_000;

/**
 * The annex as one workbook: a cover with the contents, notes, codes, and a sheet for each dataset. It holds to the rules of the
 * Government Analysis Function of the United Kingdom. A sheet has one table, marked as one, with one row of heads and a
 * title in the first cell. No cells between are merged, hidden or empty; no formulas, colours or pictures say anything.
 * Symbols stand in brackets, explained.
 *
 * *Source:* Government Analysis Function, "Releasing statistics in spreadsheets" and "Making spreadsheets accessible: a
 * brief checklist of the basics".
 */
export async function workbookOf(
  head: AnnexHead,
  datasets: readonly PublishedDataset[],
  { language, epochSeconds }: { readonly language: Language; readonly epochSeconds: number },
): Promise<Uint8Array> {
  const tables = datasets.map((dataset, index) => dataSheet(dataset, index, language));
  const notes = [
    notesOf(datasets, language),
    hiddenOf(datasets, language),
    codesOf(datasets, language),
  ].filter(({ rows }) => rows.length > 0);
  const sheets = [coverOf(head, [...notes, ...tables], language), ...notes, ...tables];
  const day = new Date(epochSeconds * 1000);
  const { writeXlsx } = await import('hucre/xlsx');
  const written = await writeXlsx({
    sheets: sheets.map(writeSheet),
    properties: {
      title: head.title,
      creator: head.publisher,
      description: language.message('annex.description', { title: head.title }),
      created: day,
      modified: day,
    },
    namedRanges: sheets.map(printTitles),
    defaultFont: sheetFont,
    activeSheet: 0,
  });
  return finishWorkbook(written, language.tag);
}

function coverOf(
  { title, publisher, edition, about }: AnnexHead,
  sheets: readonly AnnexSheet[],
  language: Language,
): AnnexSheet {
  const say = (id: MessageId, values = {}): string => language.message(id, values);
  return {
    name: say('annex.cover'),
    title: say('annex.title', { title }),
    isCover: true,
    lines: [
      say('annex.published', { publisher, edition: String(edition) }),
      say('annex.about'),
      say('annex.symbols-about'),
      ...about,
    ],
    head: [say('annex.sheet'), say('annex.holds')],
    rows: sheets.map((sheet) => [{ text: sheet.name, sheet: sheet.name }, sheet.title]),
  };
}

function dataSheet(dataset: PublishedDataset, index: number, language: Language): AnnexSheet {
  const { title, description, sources, licences, illustrative, rows } = dataset;
  const say = (id: MessageId, values = {}): string => language.message(id, values);
  const columns = columnsOf(dataset);
  const isWhole = rows.length <= mostRows;
  const cells = isWhole ? rows.map((row) => columns.map((column) => cellOf(row, column))) : [];
  const titles = (each: readonly Source[]): string => language.list(each.map((one) => one.title));
  return {
    name: say('annex.table', { number: String(index + 1) }),
    title: say('annex.table-title', { number: String(index + 1), title }),
    lines: [
      say('annex.one-table'),
      ...(description === undefined ? [] : [plain(description)]),
      ...(illustrative ? [say('annex.illustrative')] : []),
      ...(sources.length === 0
        ? []
        : [language.message('document.source', { count: sources.length, sources: titles(sources) })]),
      ...(licences.length === 0 ? [] : [say('annex.licence', { licences: titles(licences) })]),
      ...(cells.some((row) => row.includes('')) ? [say('annex.blank-cells')] : []),
      ...(isWhole ? [] : [say('annex.too-long')]),
    ],
    head: headsOf(columns, language),
    rows: cells,
  };
}

/** The title of each column with its unit; no two are the same, since a table of Excel needs that. */
function headsOf(columns: readonly AnnexColumn[], language: Language): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ field, holds, name }) => {
    const titled = field.unit === undefined ? field.title : `${field.title} (${field.unit})`;
    const head = plain(
      holds === 'marks' ? language.message('annex.marks-of', { column: field.title }) : titled,
    );
    const own = taken.has(head.toLowerCase()) ? `${head} (${name})` : head;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** Categories by their labels, years and numbers as numbers where Excel keeps all of their digits. */
function cellOf(row: Row, column: AnnexColumn): AnnexCell {
  const { field, holds } = column;
  const text = textOf(row, column);
  if (holds === 'marks') return [...text].map((mark) => `[${mark}]`).join(' ');
  if (field.role === 'dimension') {
    const label = field.categories.find(({ value }) => value === text)?.label ?? text;
    return field.type === 'year' && /^\d{1,4}$/.test(label) ? { year: Number(label) } : label;
  }
  const value = row.measures[field.name];
  const isExact = text.replace(/\D/g, '').replace(/^0+/, '').length <= 15;
  if (field.role !== 'measure' || value === undefined || !isNumeric(value) || !isExact) return text;
  return { number: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

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
  const counts = fields.filter((field) => countsPersons(field, dataset));
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

/** What symbols mean, and what was found in the data and accepted, small counts among it. */
function notesOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
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
      ...[...symbols].map(([symbol, meaning]) => [symbol === '' ? say('annex.blank') : symbol, meaning]),
      ...letters.map((mark) => [`[${mark}]`, language.message(`mark.${mark}`)]),
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
function codesOf(datasets: readonly PublishedDataset[], language: Language): AnnexSheet {
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
