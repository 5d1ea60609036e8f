import type { CellValue, DataValidation, WriteSheet } from 'hucre/xlsx';
import type { Language } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import { greatest } from '../../model/chart/extremes.js';
import { repack } from '../../outputs/annex/zip.js';
import type { AskedField, AskedSheet, ReturnForm } from '../return-form.js';

/** What is written into a form beyond what it asks. */
export interface FormWriting {
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

/** The first sheet of a form: what it is, of whom, for which edition, and the day of its return. */
export const coverRows = ['institution', 'edition', 'due', 'day'] as const;

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
    defaultFont: { name: 'Arial', size: 12 },
    activeSheet: 0,
  });
  return repack(written);
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
const head = { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } };

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
      [
        '0,0',
        { value: rows[0]?.[0] ?? '', type: 'string' as const, style: { font: { bold: true, size: 16 } } },
      ],
      [`${at},1`, { value: day, type: 'string' as const, style: open }],
    ]),
    protection: locked,
  };
}

/** Rows under the head that Excel is asked to check; a form has no more items than that. */
function itemSheet(sheet: AskedSheet, { answers = () => '' }: FormWriting): WriteSheet {
  const { name, heads, fields, items } = sheet;
  const titles = [...heads, ...fields.map((field) => (field.isRequired ? `${field.title} *` : field.title))];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [column, text] of titles.entries())
    cells.set(`0,${column}`, { value: text, type: 'string', style: head });
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

/** A drop-down list of the labels. Excel takes no list of more than 255 characters; `merge` checks every answer. */
function validation({ kind, choices, title }: AskedField, column: number, rows: number): DataValidation[] {
  const values = choices.map(({ label }) => label);
  if (kind !== 'choice' || values.some((label) => label.includes(',')) || values.join().length > 255)
    return [];
  const letter = String.fromCharCode(65 + column);
  return [
    {
      type: 'list',
      values,
      range: `${letter}2:${letter}${rows + 1}`,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: title.slice(0, 30),
    },
  ];
}
