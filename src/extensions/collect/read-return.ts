import { shownPlace } from '../../diagnostics.js';
import type { SheetContent } from '../../inputs/workbook/content.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import type { Language } from '../../language/language.js';
import type { CellNote } from '../../model/dataset/source-table.js';
import { phrase } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { ReturnForm } from '../return-form.js';
import { coverRows } from './form-workbook.js';
import type { Returned, ReturnedRow } from './merge-returns.js';

/** What a workbook is read with. */
export interface ReturnReading {
  readonly forms: readonly ReturnForm[];
  readonly language: Language;
  readonly limits: ResourceLimits;
  readonly read: ReadWorkbook;
}

/** A workbook that came back; a phrase where it is none of ours. */
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
