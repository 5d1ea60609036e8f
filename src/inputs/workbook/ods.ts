import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import type { CellNote } from '../../model/source-table.js';
import { chooseSheet, type Merged, type SheetContent, type SheetRow, type WorkbookFault } from './content.js';
import { plainNumber, timesHundred } from './numbers.js';

/** Rows and columns that a sheet has at most; what lies beyond was never written by anybody. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
const mostCells = 20_000_000;

/** Reads one sheet from the `content.xml` of a workbook of OpenDocument. */
export function readOdsSheet(xml: string, wanted?: string): SheetContent | WorkbookFault {
  const names: string[] = [];
  scan(xml, (tag) => {
    if (tag.name === 'table:table') names.push(tag.attributes['table:name'] ?? '');
  });
  const index = chooseSheet(names, wanted);
  if (typeof index !== 'number') return index;
  const reader = new SheetReader(index, names[index] ?? '');
  scan(
    xml,
    (tag) => reader.open(tag),
    (name) => reader.close(name),
    (text) => reader.text(text),
  );
  return reader.content();
}

type Attributes = Readonly<Record<string, string>>;

function scan(
  xml: string,
  open: (tag: { readonly name: string; readonly attributes: Attributes }) => void,
  close: (name: string) => void = () => {},
  text: (text: string) => void = () => {},
): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => open(tag));
  parser.on('closetag', ({ name }) => close(name));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('attribute', (_: SaxesAttributePlain) => {});
  parser.write(xml).close();
}

/** A cell as a text, and what is said of it. */
interface ReadCell {
  readonly text: string;
  readonly note?: CellNote;
}

interface OpenCell {
  readonly attributes: Attributes;
  readonly paragraphs: string[];
  readonly isCovered: boolean;
}

/** Takes the one sheet out of all that a workbook says. */
class SheetReader {
  readonly #rows: SheetRow[] = [];
  readonly #hiddenColumns: number[] = [];
  readonly #merged: Merged[] = [];
  /** Styles that hide a sheet. */
  readonly #hiding = new Set<string>();
  #style = '';
  #tables = -1;
  #isHidden = false;
  #columns = 0;
  #row: { texts: string[]; notes: Map<number, CellNote>; repeated: number; isHidden: boolean } | undefined;
  #cell: OpenCell | undefined;
  #depth = 0;
  #inParagraph = 0;
  #inNote = 0;

  constructor(
    readonly index: number,
    readonly name: string,
  ) {}

  open({ name, attributes }: { readonly name: string; readonly attributes: Attributes }): void {
    if (name === 'style:style') this.#style = attributes['style:name'] ?? '';
    if (name === 'style:table-properties' && attributes['table:display'] === 'false')
      this.#hiding.add(this.#style);
    if (name === 'table:table') {
      this.#tables++;
      this.#depth++;
      if (this.#isHere) this.#isHidden = this.#hiding.has(attributes['table:style-name'] ?? '');
    }
    if (!this.#isHere) return;
    if (name === 'table:table-column') this.#column(attributes);
    if (name === 'table:table-row') {
      const repeated = countOf(attributes['table:number-rows-repeated'], mostRows);
      this.#row = { texts: [], notes: new Map(), repeated, isHidden: isHiddenBy(attributes) };
    }
    if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
      this.#cell = { attributes, paragraphs: [], isCovered: name === 'table:covered-table-cell' };
    }
    if (name === 'office:annotation') this.#inNote++;
    if (this.#inNote > 0) return;
    if (name === 'text:p' && this.#inParagraph++ === 0) this.#cell?.paragraphs.push('');
    if (name === 'text:s') this.text(' '.repeat(countOf(attributes['text:c'], 1000)));
    if (name === 'text:tab') this.text('\t');
    if (name === 'text:line-break') this.text('\n');
  }

  close(name: string): void {
    // What other sheets open is not counted, and neither is what they close.
    if (!this.#isHere) {
      if (name === 'table:table') this.#depth--;
      return;
    }
    if (name === 'office:annotation') this.#inNote--;
    else if (name === 'text:p' && this.#inNote === 0) this.#inParagraph--;
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.#endCell();
    else if (name === 'table:table-row') this.#endRow();
    else if (name === 'table:table') this.#depth--;
  }

  text(text: string): void {
    const paragraphs = this.#cell?.paragraphs;
    if (paragraphs === undefined || this.#inParagraph === 0 || this.#inNote > 0) return;
    paragraphs.push((paragraphs.pop() ?? '') + text);
  }

  content(): SheetContent {
    const width = this.#rows.reduce((most, { texts }) => Math.max(most, texts.length), 0);
    if (width * this.#rows.length > mostCells) throw new Error(`more than ${mostCells} cells`);
    return {
      name: this.name,
      isHidden: this.#isHidden,
      rows: this.#rows.map((row) => ({
        ...row,
        texts: [...row.texts, ...Array<string>(width - row.texts.length).fill('')],
      })),
      hiddenColumns: this.#hiddenColumns,
      merged: this.#merged,
    };
  }

  get #isHere(): boolean {
    return this.#tables === this.index && this.#depth > 0;
  }

  #column(attributes: Attributes): void {
    const repeated = countOf(attributes['table:number-columns-repeated'], mostColumns);
    if (isHiddenBy(attributes)) {
      for (let index = 0; index < repeated; index++) this.#hiddenColumns.push(this.#columns + index);
    }
    this.#columns += repeated;
  }

  #endCell(): void {
    const [cell, row] = [this.#cell, this.#row];
    this.#cell = undefined;
    if (cell === undefined || row === undefined) return;
    const { attributes } = cell;
    const repeated = countOf(attributes['table:number-columns-repeated'], mostColumns);
    const { text, note }: ReadCell = cell.isCovered ? { text: '' } : readCell(cell);
    const at = row.texts.length;
    const wide = countOf(attributes['table:number-columns-spanned'], mostColumns);
    const high = countOf(attributes['table:number-rows-spanned'], mostRows);
    const line = this.#rows.length + this.#empty;
    if (wide > 1 || high > 1) {
      this.#merged.push({
        firstRow: line,
        lastRow: line + high - 1,
        firstColumn: at,
        lastColumn: at + wide - 1,
      });
    }
    if (at + repeated > mostColumns) throw new Error(`more than ${mostColumns} columns`);
    for (let index = 0; index < repeated; index++) {
      row.texts.push(text);
      if (note !== undefined) row.notes.set(at + index, note);
    }
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (row === undefined) return;
    const end = row.texts.findLastIndex((text, index) => text !== '' || row.notes.has(index));
    const texts = row.texts.slice(0, end + 1);
    // Sheets end with a million empty rows; what comes after them brings them back.
    if (texts.length === 0) {
      this.#empty += row.repeated;
      return;
    }
    if (this.#rows.length + this.#empty + row.repeated > mostRows)
      throw new Error(`more than ${mostRows} rows`);
    for (; this.#empty > 0; this.#empty--) this.#rows.push({ texts: [] });
    for (let index = 0; index < row.repeated; index++) {
      this.#rows.push({
        texts,
        ...(row.isHidden ? { isHidden: true } : {}),
        ...(row.notes.size === 0 ? {} : { notes: row.notes }),
      });
    }
  }

  #empty = 0;
}

const isHiddenBy = (attributes: Attributes): boolean =>
  ['collapse', 'filter'].includes(attributes['table:visibility'] ?? '');

function countOf(text: string | undefined, most: number): number {
  if (text === undefined) return 1;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > most)
    throw new Error(`a repetition of ${text.slice(0, 20)}`);
  return count;
}

/** What a formula that failed displays. */
const errorText = /^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$/;

function readCell({ attributes, paragraphs }: OpenCell): ReadCell {
  const shown = paragraphs.join('\n');
  const type = attributes['office:value-type'];
  const isFormula = attributes['table:formula'] !== undefined;
  const isError = attributes['calcext:value-type'] === 'error' || (isFormula && errorText.test(shown));
  if (isError) return { text: shown, note: { fault: 'error' } };
  if (isFormula && type === undefined) return { text: '', note: { fault: 'uncached' } };
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage':
      return readNumber(attributes['office:value'] ?? '', paragraphs, type === 'percentage');
    case 'date':
      return { text: (attributes['office:date-value'] ?? '').replace(/T00:00:00(?:\.0+)?$/, '') };
    case 'time':
      return { text: attributes['office:time-value'] ?? '' };
    case 'boolean':
      return { text: (attributes['office:boolean-value'] ?? '').toUpperCase() };
    default:
      return { text: attributes['office:string-value'] ?? shown };
  }
}

/** A number as it is stored, and how much of it was displayed, in whatever marks. */
function readNumber(value: string, paragraphs: readonly string[], isPercent: boolean): ReadCell {
  const stored = /^-?\d+(?:\.\d+)?$/.test(value) ? value : plainNumber(Number(value));
  const shown = paragraphs.join('');
  if (!/^-?\d+(?:\.\d+)?$/.test(stored)) return { text: shown, note: { fault: 'error' } };
  const text = isPercent ? timesHundred(stored) : stored;
  const has = text.split('.')[1]?.length ?? 0;
  const plain = has === 0 && !isPercent ? { text } : { text, note: { number: { isPercent } } };
  // Programs that are no spreadsheet write no text for what they do not display.
  if (paragraphs.length === 0) return plain;
  if (shown.trim() === '') return { text, note: { fault: 'unseen' } };
  const decimals = shownDecimals(text, shown, has);
  if (decimals === undefined) return { text, note: { fault: 'otherwise' } };
  return decimals === has ? plain : { text, note: { number: { isPercent, shown: decimals } } };
}

/** To how many decimals a number was rounded to be displayed; undefined where it was displayed as another one. */
function shownDecimals(text: string, shown: string, has: number): number | undefined {
  const digits = shown.replace(/\D/g, '');
  const isNegative = text.startsWith('-') && /[1-9]/.test(digits);
  if (isNegative && !/[-(\u2212]/.test(shown)) return undefined;
  if (digits === text.replace(/\D/g, '')) return has;
  const size = text.replace('-', '');
  for (let decimals = Math.min(has, 100); decimals >= 0; decimals--) {
    const rounded = Number(size).toFixed(decimals).replace('.', '');
    if (rounded === digits) return decimals;
    // Zeros after the last decimal are displayed, and say nothing.
    if (
      decimals === has &&
      digits.startsWith(rounded) &&
      /^0*$/.test(digits.slice(rounded.length)) &&
      /[.,]/.test(shown)
    )
      return has;
  }
  return undefined;
}
