import { columnLetters } from '../../diagnostics.js';
import type { CellNote } from '../../model/dataset/source-table.js';
import { wording } from '../../problems/problem.js';
import { chooseSheet, type Merged, type SheetContent, type SheetRow, type WorkbookFault } from './content.js';
import { coverMerged } from './covered.js';
import { generalDecimals, plainNumber, timesHundred } from './numbers.js';
import type { ShownText } from './runs.js';
import {
  decoded,
  isOn,
  type Look,
  localName,
  plainLook,
  type Relation,
  readBook,
  readRelations,
  readSharedTexts,
  readStyles,
  TextReader,
} from './xlsx-parts.js';
import { type Attributes, scanXml } from './xml.js';

/** Reads one sheet of a workbook of Excel. Macros, pictures and other sheets are left alone. */
export async function readXlsxSheet(
  read: (name: string) => Promise<Uint8Array | undefined>,
  wanted?: string,
): Promise<SheetContent | WorkbookFault> {
  const roots = await relationsOf('', '', read);
  const path = roots.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(path) ?? [];
  const book = readBook(await partOf(path, read));
  const relations = await relationsOf(folder, file, read);
  const sheets = book.sheets.flatMap((sheet) => {
    const found = relations.find(({ id, type }) => id === sheet.id && type === 'worksheet');
    return found === undefined ? [] : [{ ...sheet, path: found.path }];
  });
  if (sheets.length === 0) return { about: 'file', ...wording('inputs/xlsx.workbook') };
  const index = chooseSheet(
    sheets.map(({ name }) => name),
    wanted,
  );
  if (typeof index !== 'number') return index;
  const sheet = sheets[index];
  if (sheet === undefined) throw new Error('no such sheet');
  const partOfType = async (type: string): Promise<Uint8Array | undefined> => {
    const at = relations.find((relation) => relation.type === type)?.path;
    return at === undefined ? undefined : read(at);
  };
  const [texts, styles] = [await partOfType('sharedStrings'), await partOfType('styles')];
  const cells = readXlsxCells(await partOf(sheet.path, read), {
    texts: texts === undefined ? [] : readSharedTexts(texts),
    looks: styles === undefined ? [] : readStyles(styles),
    countsFrom1904: book.countsFrom1904,
  });
  return { name: sheet.name, isHidden: sheet.isHidden, ...cells };
}

async function partOf(
  path: string,
  read: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === undefined) throw new Error(`\`${path}\` is missing`);
  return bytes;
}

/** What a part of the archive refers to; of no part, the archive itself. */
async function relationsOf(
  folder: string,
  file: string,
  read: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Relation[]> {
  const bytes = await read(`${folder}_rels/${file}.rels`);
  return bytes === undefined ? [] : readRelations(bytes, folder);
}

/** What cells refer to. */
interface Referred {
  readonly texts: readonly (string | ShownText)[];
  readonly looks: readonly Look[];
  readonly countsFrom1904: boolean;
}

type Cells = Pick<SheetContent, 'rows' | 'hiddenColumns' | 'merged'>;

/** Reads the XML of a sheet. Throws where it is not whole, or says two things of one cell. */
function readXlsxCells(bytes: Uint8Array, referred: Referred): Cells {
  const reader = new CellsReader(referred);
  scanXml(bytes, reader);
  return reader.cells();
}

const mostRows = 1_048_576;
const mostColumns = 16_384;
const mostCells = 20_000_000;
/** Nobody sees columns of less, in letters, and rows of less, in points. */
const seenWidth = 0.15;
const seenHeight = 1;

interface OpenCell {
  readonly at: string;
  readonly column: number;
  readonly type: string;
  readonly look: Look;
  value: string | undefined;
  isFormula: boolean;
  written: string | ShownText | undefined;
}

interface OpenRow {
  readonly texts: (string | undefined)[];
  readonly isHidden: boolean;
  notes: Map<number, CellNote> | undefined;
}

class CellsReader {
  readonly #referred: Referred;
  readonly #rows: OpenRow[] = [];
  readonly #hiddenColumns: number[] = [];
  readonly #merged: Merged[] = [];
  readonly #text = new TextReader();
  #parts = 0;
  #row: OpenRow | undefined;
  #line = 0;
  #cell: OpenCell | undefined;
  #column = 0;
  /** The element within a cell whose text is read. */
  #inside = '';

  constructor(referred: Referred) {
    this.#referred = referred;
  }

  open(name: string, attributes: Attributes): void {
    const local = localName(name);
    const cell = this.#cell;
    if (cell !== undefined) this.#openInside(local, attributes, cell);
    else if (local === 'c' && this.#row !== undefined) this.#openCell(attributes, this.#row);
    else if (local === 'row') this.#openRow(attributes);
    else if (local === 'sheetData' && this.#parts++ > 0) throw new Error('two `sheetData` in a sheet');
    else if (local === 'col') this.#openColumns(attributes);
    else if (local === 'mergeCell') this.#merged.push(rangeOf(attributes.ref ?? ''));
  }

  close(name: string): void {
    const local = localName(name);
    if (local === 'c') this.#closeCell();
    else if (local === 'row') this.#row = undefined;
    else if (this.#cell !== undefined) {
      if (local === 'is') this.#cell.written = this.#text.end();
      if (local === this.#inside) this.#inside = '';
      if (this.#inside === 'is') this.#text.close(local);
    }
  }

  text(text: string): void {
    if (this.#cell === undefined) return;
    if (this.#inside === 'v') this.#cell.value += text;
    if (this.#inside === 'is') this.#text.text(text);
  }

  cells(): Cells {
    const rows = this.#rows;
    while (rows.length > 0 && isEmpty(rows.at(-1))) rows.pop();
    const width = rows.reduce((most, row) => Math.max(most, row?.texts.length ?? 0), 0);
    if (width * rows.length > mostCells) throw new Error(`more than ${mostCells} cells`);
    const filled = Array.from({ length: rows.length }, (_, index): SheetRow => {
      const { texts = [], isHidden = false, notes } = rows[index] ?? {};
      return {
        texts: Array.from({ length: width }, (_, column) => texts[column] ?? ''),
        ...(isHidden ? { isHidden } : {}),
        ...(notes === undefined ? {} : { notes }),
      };
    });
    coverMerged(filled, this.#merged);
    return { rows: filled, hiddenColumns: this.#hiddenColumns, merged: this.#merged };
  }

  #openColumns({ min, max, width, hidden }: Attributes): void {
    if (!isOn(hidden) && !(Number(width) < seenWidth)) return;
    for (let column = Number(min); column <= Math.min(Number(max), mostColumns); column++)
      this.#hiddenColumns.push(column - 1);
  }

  #openRow({ r, ht, hidden }: Attributes): void {
    const line = r === undefined ? this.#line + 1 : Number(r);
    if (!Number.isInteger(line) || line < 1 || line > mostRows) throw new Error(`a row \`${r}\``);
    if (this.#rows[line - 1] !== undefined) throw new Error(`two rows ${line}`);
    this.#line = line;
    this.#column = 0;
    this.#row = { texts: [], isHidden: isOn(hidden) || Number(ht) < seenHeight, notes: undefined };
    this.#rows[line - 1] = this.#row;
  }

  #openCell({ r, t = 'n', s }: Attributes, row: OpenRow): void {
    const [, letters = '', digits = ''] = r === undefined ? [] : (/^([A-Z]{1,3})(\d+)$/.exec(r) ?? []);
    const column = r === undefined ? this.#column : columnOf(letters);
    const at = r ?? `${columnLetters(column + 1)}${this.#line}`;
    if (column < 0 || column >= mostColumns || (r !== undefined && Number(digits) !== this.#line))
      throw new Error(`a cell \`${at}\` in row ${this.#line}`);
    if (row.texts[column] !== undefined) throw new Error(`two cells ${at}`);
    this.#column = column + 1;
    const look = s === undefined ? plainLook : (this.#referred.looks[Number(s)] ?? plainLook);
    this.#cell = { at, column, type: t, look, value: undefined, isFormula: false, written: undefined };
  }

  #openInside(local: string, attributes: Attributes, cell: OpenCell): void {
    if (this.#inside === 'is') this.#text.open(local, attributes);
    if (this.#inside !== '') return;
    if (local === 'f') cell.isFormula = true;
    if (local === 'is') this.#text.begin();
    if (local === 'v') {
      if (cell.value !== undefined) throw new Error(`two values in cell ${cell.at}`);
      cell.value = '';
    }
    this.#inside = local;
  }

  #closeCell(): void {
    const [cell, row] = [this.#cell, this.#row];
    this.#cell = undefined;
    this.#inside = '';
    if (cell === undefined || row === undefined) return;
    const read = this.#read(cell);
    const { text, note }: ShownText = typeof read === 'string' ? { text: read } : read;
    row.texts[cell.column] = text;
    const said = cell.look.isStruck && text !== '' ? { fault: 'struck' as const } : note;
    if (said === undefined) return;
    row.notes ??= new Map();
    row.notes.set(cell.column, said);
  }

  #read({ at, type, value = '', look, isFormula, written }: OpenCell): string | ShownText {
    switch (type) {
      case 's': {
        if (value === '') return '';
        const text = /^\s*\d+\s*$/.test(value) ? this.#referred.texts[Number(value)] : undefined;
        if (text === undefined) throw new Error(`cell ${at} names a text that the workbook lacks`);
        return text;
      }
      case 'inlineStr':
        return written ?? '';
      case 'str':
        return decoded(value);
      case 'b':
        return value === '' ? '' : String(value === '1' || value.toLowerCase() === 'true').toUpperCase();
      case 'e':
        return { text: value, note: { fault: 'error' } };
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?$/, '');
      default:
        if (value === '') return isFormula ? { text: '', note: { fault: 'uncached' } } : '';
        return readNumber(value.trim(), look, this.#referred.countsFrom1904);
    }
  }
}

const isEmpty = (row: OpenRow | undefined): boolean =>
  row === undefined || (row.notes === undefined && row.texts.every((text = '') => text === ''));

/** Digits that spreadsheets keep of a whole number. */
const mostDigits = 15;

/** A number as it is stored; what its format shows of it is said where that is less. */
function readNumber(stored: string, { format }: Look, countsFrom1904: boolean): string | ShownText {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(stored)) return stored;
  const value = Number(stored);
  if (format.isDate) return dayOf(value, countsFrom1904);
  const plain = plainNumber(value);
  const isRounded = Number.isInteger(value) && plain.replace('-', '').length > mostDigits;
  if (isRounded || !Number.isFinite(value)) return { text: stored, note: { fault: 'inexact' } };
  const { isPercent, decimals, fault } = format.shown(value);
  const text = isPercent ? timesHundred(plain) : plain;
  if (fault !== undefined) return { text, note: { fault } };
  const has = text.split('.')[1]?.length ?? 0;
  if (has === 0 && !isPercent) return text;
  const shown = Math.min(decimals ?? has, generalDecimals(text));
  return { text, note: { number: { isPercent, ...(shown < has ? { shown } : {}) } } };
}

const day = 86_400_000;
/** The 29th of February 1900, which Excel counts and which was not. */
const noDay = 60;

/** A day as `2014-12-31`, with its time where it has one. */
function dayOf(count: number, countsFrom1904: boolean): string {
  const first = countsFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, count < noDay ? 31 : 30);
  const date = new Date(first + Math.round(count * day));
  if (Number.isNaN(date.getTime()) || (!countsFrom1904 && Math.trunc(count) === noDay)) return 'not a date';
  const [text = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? text : `${text}T${time.slice(0, 8)}`;
}

/** The cells of `B3:C4`. */
function rangeOf(ref: string): Merged {
  const [from, to = from] = ref.split(':').map((each) => /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(each));
  if (from == null || to == null) throw new Error(`merged cells \`${ref}\``);
  return {
    firstRow: Number(from[2]) - 1,
    lastRow: Number(to[2]) - 1,
    firstColumn: columnOf(from[1] ?? ''),
    lastColumn: columnOf(to[1] ?? ''),
  };
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
