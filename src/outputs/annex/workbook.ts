import type { CellValue, ColumnDef, WriteSheet } from 'hucre/xlsx';
import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { isCountOf } from '../../model/dataset/few-persons.js';
import { marks } from '../../model/dataset/missing.js';
import { hidesCells } from '../../model/dataset/protection.js';
import { isNumeric } from '../../model/dataset/value.js';
import { type AnnexColumn, columnsOf, symbolsOf, textOf } from './annex-columns.js';
import { repack } from './zip.js';

/** What the archive says of itself. */
export interface AnnexHead {
  readonly report: string;
  readonly title: string;
  readonly publisher: string;
  readonly edition: number;
}

/** A sheet of text and one table: its title in A1, what there is to say below it, then the table. */
interface AnnexSheet {
  readonly name: string;
  readonly title: string;
  /** Lines between the title and the table. */
  readonly lines: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly AnnexCell[])[];
}

/** A text; a number with its decimals; a text that leads to a sheet. */
type AnnexCell =
  | string
  | { readonly number: number; readonly decimals: number }
  | { readonly text: string; readonly sheet: string };

/** Rows of a sheet of Excel, those above the table taken off. */
const mostRows = 1_048_000;

/**
 * The annex as one workbook: contents, notes, codes, and a sheet for each dataset. It holds to the rules of the
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
  const sheets = [contentsOf(head, [...notes, ...tables], language), ...notes, ...tables];
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
    defaultFont: { name: 'Arial', size: 12 },
    activeSheet: 0,
  });
  return repack(written);
}

function contentsOf(
  { title, publisher, edition }: AnnexHead,
  sheets: readonly AnnexSheet[],
  language: Language,
): AnnexSheet {
  const say = (id: MessageId, values = {}): string => language.message(id, values);
  return {
    name: say('annex.contents'),
    title: say('annex.title', { title }),
    lines: [
      say('annex.published', { publisher, edition: String(edition) }),
      say('annex.about'),
      say('annex.symbols-about'),
    ],
    head: [say('annex.sheet'), say('annex.holds')],
    rows: sheets.map((sheet) => [{ text: sheet.name, sheet: sheet.name }, sheet.title]),
  };
}

function dataSheet(dataset: PublishedDataset, index: number, language: Language): AnnexSheet {
  const { title, description, sources, illustrative, rows } = dataset;
  const say = (id: MessageId, values = {}): string => language.message(id, values);
  const columns = columnsOf(dataset);
  const isWhole = rows.length <= mostRows;
  const names = sources.map((source) => source.title);
  return {
    name: say('annex.table', { number: String(index + 1) }),
    title: say('annex.table-title', { number: String(index + 1), title }),
    lines: [
      say('annex.one-table'),
      ...(description === undefined ? [] : [plain(description)]),
      ...(illustrative ? [say('annex.illustrative')] : []),
      ...(names.length === 0
        ? []
        : [language.message('document.source', { count: names.length, sources: language.list(names) })]),
      ...(isWhole ? [] : [say('annex.too-long')]),
    ],
    head: headsOf(columns, language),
    rows: isWhole ? rows.map((row) => columns.map((column) => cellOf(row, column))) : [],
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

/** Categories by their labels, numbers as numbers where Excel keeps all of their digits. */
function cellOf(row: Row, column: AnnexColumn): AnnexCell {
  const { field, holds } = column;
  const text = textOf(row, column);
  if (holds === 'marks') return [...text].map((mark) => `[${mark}]`).join(' ');
  if (field.role === 'dimension') return field.categories.find(({ value }) => value === text)?.label ?? text;
  const value = row.measures[field.name];
  const isExact = text.replace(/\D/g, '').replace(/^0+/, '').length <= 15;
  if (field.role !== 'measure' || value === undefined || !isNumeric(value) || !isExact) return text;
  return { number: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Columns as wide as their texts, within what a window shows. */
const widthOf = (texts: readonly string[]): number =>
  Math.min(60, greatest([12, ...texts.slice(0, 1000).map((text) => text.length + 3)]));

function writeSheet({ name, title, lines, head, rows }: AnnexSheet, index: number): WriteSheet {
  const top = [title, ...lines];
  const values: CellValue[][] = [
    ...top.map((text) => [text]),
    [...head],
    ...rows.map((row) => row.map(plainValue)),
  ];
  const first = top.length + 1;
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  cells.set('0,0', { value: title, type: 'string', style: { font: { bold: true, size: 16 } } });
  for (const [column, text] of head.entries()) {
    const style = { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } };
    cells.set(`${top.length},${column}`, { value: text, type: 'string', style });
  }
  for (const [row, each] of rows.entries()) {
    for (const [column, cell] of each.entries()) {
      const written = styled(cell);
      if (written !== undefined) cells.set(`${first + row},${column}`, written);
    }
  }
  const columns: ColumnDef[] = head.map((text, column) => ({
    width: widthOf([text, ...rows.map((row) => String(plainValue(row[column] ?? '')))]),
  }));
  const last = `${letters(head.length)}${first + Math.max(rows.length, 1)}`;
  return {
    name,
    columns,
    rows: values,
    cells,
    tables: [
      {
        name: `Table_${index + 1}`,
        displayName: `Table_${index + 1}`,
        range: `A${first}:${last}`,
        columns: head.map((column) => ({ name: column })),
        style: 'TableStyleLight1',
        showRowStripes: false,
        showAutoFilter: false,
      },
    ],
    a11y: { summary: title, headerRow: top.length },
  };
}

const plainValue = (cell: AnnexCell): string | number =>
  typeof cell === 'string' ? cell : 'number' in cell ? cell.number : cell.text;

/** Numbers with their decimals, links, and texts that must stay texts when somebody edits the cell. */
function styled(
  cell: AnnexCell,
): Partial<NonNullable<ReturnType<NonNullable<WriteSheet['cells']>['get']>>> | undefined {
  if (typeof cell === 'string') {
    return /^[=+\-@\t\r]/.test(cell) ? { value: cell, type: 'string', style: { numFmt: '@' } } : undefined;
  }
  if ('number' in cell) {
    const numFmt = cell.decimals === 0 ? '0' : `0.${'0'.repeat(cell.decimals)}`;
    return { value: cell.number, type: 'number', style: { numFmt, alignment: { horizontal: 'right' } } };
  }
  const location = `'${cell.sheet.replaceAll("'", "''")}'!A1`;
  return {
    value: cell.text,
    type: 'string',
    hyperlink: { target: '', location, display: cell.text },
    style: { font: { underline: true, color: { rgb: '0B5394' } } },
  };
}

function letters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : letters(Math.floor((column - 1) / 26)) + letter;
}

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

/** What symbols mean, why small counts are handed out, and what was found in the data and accepted. */
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
