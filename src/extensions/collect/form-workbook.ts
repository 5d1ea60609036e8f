import type { CellValue, DataValidation, WriteSheet } from 'hucre/xlsx';
import { columnLetters, shownPlace } from '../../diagnostics.js';
import type { SheetContent } from '../../inputs/workbook/content.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import { greatest } from '../../model/chart/extremes.js';
import type { CellNote } from '../../model/dataset/source-table.js';
import { finishWorkbook, sheetFont, sheetStyles } from '../../outputs/annex/sheet-styles.js';
import { phrase } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { AskedField, AskedSheet, ReturnForm } from '../return-form.js';
import type { Returned, ReturnedRow } from './merge-returns.js';

/** What is written into a form beyond what it asks. */
interface FormWriting {
  readonly language: Language;
  /** The day by which it is to come back. */
  readonly due?: string | undefined;
  /** Dates the file. */
  readonly epochSeconds: number;
  /** What stands in the cells to fill in, by sheet, code and field; nothing in a form that is sent out. */
  readonly answers?: (sheet: AskedSheet, code: string, field: AskedField) => string;
  /** The day of return; empty in a form that is sent out. */
  readonly day?: string;
}

/** The rows of the cover: of whom a form is, for which edition, the day by which it is to come back, and the day of its return. */
const coverRows = ['institution', 'edition', 'due', 'day'] as const;

/**
 * A form as a workbook: a cover, then a sheet for each kind of item. What is known is locked, what is asked is open, with
 * drop-down lists and checks. The lock has no password: it keeps from slips, and `merge` looks at what was asked anyway.
 */
export async function formWorkbook(form: ReturnForm, writing: FormWriting): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const { language, epochSeconds } = writing;
  const day = new Date(epochSeconds * 1000);
  const written = await writeXlsx({
    sheets: [cover(form, writing), ...form.sheets.map((sheet) => itemSheet(sheet, writing))],
    properties: {
      title: language.message('content.collect.form', {
        institution: form.title,
        edition: String(form.edition),
      }),
      creator: 'Tallybook',
      created: day,
      modified: day,
    },
    defaultFont: sheetFont,
    activeSheet: 0,
  });
  return finishWorkbook(written, language.tag);
}

const locked = {
  sheet: true,
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatColumns: true,
  formatRows: true,
};
const open = {
  protection: { locked: false },
  numFmt: '@',
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'FFF8DC' } },
};

function cover(
  { institution, title, edition }: ReturnForm,
  { language, due = '', day = '' }: FormWriting,
): WriteSheet {
  const say = (id: MessageId): string => language.message(id);
  const values: Readonly<Record<(typeof coverRows)[number], string>> = {
    institution,
    edition: String(edition),
    due,
    day,
  };
  const rows: CellValue[][] = [
    [language.message('content.collect.form', { institution: title, edition: String(edition) })],
    [say('content.collect.how')],
    ...coverRows.map((id) => [say(`content.collect.cover-${id}`), values[id]]),
  ];
  const at = rows.length - 1;
  return {
    name: say('content.collect.cover'),
    rows,
    columns: [{ width: 40 }, { width: 30 }],
    cells: new Map([
      ['0,0', { value: rows[0]?.[0] ?? '', type: 'string' as const, style: sheetStyles.heading }],
      [`${at},1`, { value: day, type: 'string' as const, style: open }],
    ]),
    protection: locked,
  };
}

/** A sheet with a head and a row for each item. */
function itemSheet(sheet: AskedSheet, { answers = () => '' }: FormWriting): WriteSheet {
  const { name, heads, fields, items } = sheet;
  const titles = [...heads, ...fields.map((field) => (field.isRequired ? `${field.title} *` : field.title))];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [column, text] of titles.entries())
    cells.set(`0,${column}`, { value: text, type: 'string', style: sheetStyles.head });
  const rows = items.map((item, row) => {
    const given = fields.map((field) => answers(sheet, item.code, field));
    for (const [index, text] of given.entries())
      cells.set(`${row + 1},${heads.length + index}`, { value: text, type: 'string', style: open });
    return [...item.about, ...given];
  });
  const widths = titles.map((title, column) =>
    Math.min(
      50,
      greatest([14, ...[title, ...rows.map((row) => row[column] ?? '')].map((text) => text.length + 2)]),
    ),
  );
  return {
    name,
    rows: [titles, ...rows],
    cells,
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: 1, columns: 2 },
    protection: locked,
    dataValidations: fields.flatMap((field, index) => validation(field, heads.length + index, items.length)),
  };
}

/** A drop-down list of the labels. Excel takes no list of more than 255 characters, and none with a comma in a label. */
function validation({ kind, choices, title }: AskedField, column: number, rows: number): DataValidation[] {
  const values = choices.map(({ label }) => label);
  if (kind !== 'choice' || values.some((label) => label.includes(',')) || values.join().length > 255)
    return [];
  const letters = columnLetters(column + 1);
  return [
    {
      type: 'list',
      values,
      range: `${letters}2:${letters}${rows + 1}`,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: title.slice(0, 30),
    },
  ];
}

/** What a workbook is read with. */
interface ReturnReading {
  readonly forms: readonly ReturnForm[];
  readonly language: Language;
  readonly limits: ResourceLimits;
  readonly read: ReadWorkbook;
}

/** What a workbook that came back answers, or why nothing of it is read. */
export async function readReturn(
  file: string,
  bytes: Uint8Array,
  { forms, language, limits, read }: ReturnReading,
): Promise<Returned | { readonly fault: string; readonly hint?: string }> {
  const kind = file.toLowerCase().endsWith('.ods') ? 'ods' : 'xlsx';
  const sheetOf = async (sheet: string): Promise<SheetContent | string> => {
    const content = await read({ kind, bytes, sheet }, limits);
    if (!('about' in content)) return content;
    return content.about === 'limit' ? content.problem.message : content.message;
  };
  const cover = await sheetOf(language.message('content.collect.cover'));
  if (typeof cover === 'string') return { fault: cover };
  // By what stands before each, so that a row that was put in does not move the answers.
  const values = Object.fromEntries(
    coverRows.map((id) => {
      const label = language.message(`content.collect.cover-${id}`);
      return [id, cover.rows.find(({ texts }) => texts[0] === label)?.texts[1]?.trim() ?? ''];
    }),
  );
  const { institution = '', edition = '', day = '' } = values;
  const form = forms.find((each) => each.institution === institution);
  const asked = forms[0]?.edition;
  if (institution === '')
    return {
      fault: phrase('collect/read-return.workbook'),
    };
  if (asked !== undefined && edition !== String(asked))
    return { fault: phrase('collect/read-return.edition', { edition, asked }) };
  const sheets = new Map<string, ReadonlyMap<string, ReturnedRow>>();
  for (const { name, heads, fields } of form?.sheets ?? []) {
    const content = await sheetOf(name);
    if (typeof content === 'string') continue;
    const unsure = unsureCell(content, file);
    if (unsure !== undefined) return { fault: unsure };
    sheets.set(name, rowsOf(content, { file, heads: heads.length, fields: fields.length }));
  }
  return { file, institution, day, sheets };
}

const unsure: Readonly<Record<NonNullable<CellNote['fault']>, string>> = {
  error: 'a formula that failed',
  uncached: 'a formula without a result',
  inexact: 'a number of more digits than a workbook keeps',
  otherwise: 'a value that is displayed as another one',
  unseen: 'a value that is not displayed',
  struck: 'a value that is struck out',
  'partly-struck': 'a value of which a part is struck out',
  covered: 'a value under merged cells',
};

/** Of the first cell of which it is not sure what its institution meant, what is wrong with it. */
function unsureCell({ name, rows }: SheetContent, file: string): string | undefined {
  for (const [index, { notes }] of rows.entries()) {
    for (const [column, { fault }] of notes ?? []) {
      const place = shownPlace({ file, sheet: name, line: index + 1, column: column + 1 });
      if (fault !== undefined)
        return `\`${place}\` holds ${unsure[fault]}, so that nothing of the workbook is read`;
    }
  }
  return undefined;
}

function rowsOf(
  { name, rows }: SheetContent,
  { file, heads, fields }: { readonly file: string; readonly heads: number; readonly fields: number },
): ReadonlyMap<string, ReturnedRow> {
  return new Map(
    rows.slice(1).flatMap(({ texts }, index): [string, ReturnedRow][] => {
      const code = texts[0]?.trim() ?? '';
      if (code === '') return [];
      const columns = Array.from({ length: fields }, (_, column) => heads + column);
      const place = (column: number): string =>
        shownPlace({ file, sheet: name, line: index + 2, column: column + 1 });
      return [[code, { texts: columns.map((column) => texts[column] ?? ''), places: columns.map(place) }]];
    }),
  );
}
