import type { CellNote } from '../../model/dataset/source-table.js';
import { chooseSheet, type Merged, type SheetContent, type SheetRow, type WorkbookFault } from './content.js';
import { coverMerged } from './covered.js';
import { plainNumber, timesHundred } from './numbers.js';
import { joinRuns, type Run, type ShownText } from './runs.js';
import { type Attributes, scanXml } from './xml.js';

/** Rows and columns that a sheet has at most; what lies beyond was never written by anybody. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
const mostCells = 20_000_000;

/**
 * Reads one sheet from the `content.xml` of a workbook of OpenDocument.
 *
 * @param styles Its `styles.xml`, which styles of cells go back to.
 */
export function readOdsSheet(
  content: Uint8Array,
  styles: Uint8Array | undefined,
  wanted?: string,
): SheetContent | WorkbookFault {
  const names: string[] = [];
  scanXml(content, {
    open: (name, attributes) => {
      if (name === 'table:table') names.push(attributes['table:name'] ?? '');
    },
  });
  const index = chooseSheet(names, wanted);
  if (typeof index !== 'number') return index;
  const reader = new SheetReader(index, names[index] ?? '');
  if (styles !== undefined) scanXml(styles, { open: (name, attributes) => reader.style(name, attributes) });
  scanXml(content, reader);
  return reader.content();
}

/** How texts, columns, rows and sheets of a style look. */
interface Style {
  isStruck: boolean;
  isRaised: boolean;
  isUnseen: boolean;
}

const plain: Style = { isStruck: false, isRaised: false, isUnseen: false };

interface OpenCell {
  readonly attributes: Attributes;
  readonly paragraphs: Run[][];
  /** Styles of the texts that are open. */
  readonly spans: Style[];
}

/** Takes the one sheet out of all that a workbook says. */
class SheetReader {
  readonly #rows: SheetRow[] = [];
  readonly #hiddenColumns: number[] = [];
  readonly #merged: Merged[] = [];
  readonly #styles = new Map<string, Style>();
  #style: Style = { ...plain };
  /** Groups of rows or columns that are open; true for one that is closed up. */
  readonly #groups: boolean[] = [];
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

  open(name: string, attributes: Attributes): void {
    this.style(name, attributes);
    if (name === 'table:table') this.#openTable(attributes);
    if (!this.#isHere) return;
    if (isGroup(name)) this.#groups.push(attributes['table:display'] === 'false');
    if (name === 'table:table-column') this.#column(attributes);
    if (name === 'table:table-row') {
      const repeated = countOf(attributes['table:number-rows-repeated'], mostRows);
      this.#row = { texts: [], notes: new Map(), repeated, isHidden: this.#isUnseen(attributes) };
    }
    if (isCell(name)) {
      this.#cell = { attributes, paragraphs: [], spans: [] };
    }
    if (isBesideText(name)) this.#inNote++;
    if (this.#inNote === 0) this.#openText(name, attributes);
  }

  #openTable(attributes: Attributes): void {
    this.#tables++;
    this.#depth++;
    if (this.#isHere) this.#isHidden = this.#look(attributes).isUnseen;
  }

  #openText(name: string, attributes: Attributes): void {
    if (name === 'text:p' && this.#inParagraph++ === 0) this.#cell?.paragraphs.push([]);
    if (name === 'text:span') this.#cell?.spans.push(this.#look(attributes, 'text:style-name'));
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
    if (isBesideText(name)) this.#inNote--;
    else if (name === 'text:p' && this.#inNote === 0) this.#inParagraph--;
    else if (name === 'text:span' && this.#inNote === 0) this.#cell?.spans.pop();
    else if (isGroup(name)) this.#groups.pop();
    else if (isCell(name)) this.#endCell();
    else if (name === 'table:table-row') this.#endRow();
    else if (name === 'table:table') this.#depth--;
  }

  text(text: string): void {
    const cell = this.#cell;
    if (cell === undefined || this.#inParagraph === 0 || this.#inNote > 0) return;
    const isStruck = cell.spans.some((span) => span.isStruck);
    cell.paragraphs.at(-1)?.push({ text, isStruck, isRaised: cell.spans.at(-1)?.isRaised ?? false });
  }

  /** Takes what elements within a style say. */
  style(name: string, attributes: Attributes): void {
    switch (name) {
      case 'style:style': {
        this.#style = { ...(this.#styles.get(attributes['style:parent-style-name'] ?? '') ?? plain) };
        this.#styles.set(attributes['style:name'] ?? '', this.#style);
        break;
      }
      case 'style:table-properties':
        this.#style.isUnseen = attributes['table:display'] === 'false';
        break;
      case 'style:table-column-properties':
        this.#style.isUnseen = isNothing(attributes['style:column-width']);
        break;
      case 'style:table-row-properties':
        this.#style.isUnseen = isNothing(attributes['style:row-height']);
        break;
      case 'style:text-properties': {
        const { 'style:text-line-through-style': line, 'style:text-line-through-type': type } = attributes;
        if (line !== undefined || type !== undefined)
          this.#style.isStruck = (line ?? type) !== 'none' && type !== 'none';
        const position = attributes['style:text-position'];
        if (position !== undefined) this.#style.isRaised = /^(?:super|[1-9])/.test(position);
      }
    }
  }

  content(): SheetContent {
    const width = this.#rows.reduce((most, { texts }) => Math.max(most, texts.length), 0);
    if (width * this.#rows.length > mostCells) throw new Error(`more than ${mostCells} cells`);
    const rows = this.#rows.map((row) => ({
      ...row,
      texts: [...row.texts, ...Array<string>(width - row.texts.length).fill('')],
    }));
    coverMerged(rows, this.#merged);
    return {
      name: this.name,
      isHidden: this.#isHidden,
      rows,
      hiddenColumns: this.#hiddenColumns,
      merged: this.#merged,
    };
  }

  #look(attributes: Attributes, key = 'table:style-name'): Style {
    return this.#styles.get(attributes[key] ?? '') ?? plain;
  }

  #isUnseen(attributes: Attributes): boolean {
    const isHidden = ['collapse', 'filter'].includes(attributes['table:visibility'] ?? '');
    return isHidden || this.#look(attributes).isUnseen || this.#groups.includes(true);
  }

  get #isHere(): boolean {
    return this.#tables === this.index && this.#depth > 0;
  }

  #column(attributes: Attributes): void {
    const repeated = countOf(attributes['table:number-columns-repeated'], mostColumns);
    if (this.#isUnseen(attributes)) {
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
    const { text, note } = readCell(cell, this.#look(attributes).isStruck);
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

const isCell = (name: string): boolean => name === 'table:table-cell' || name === 'table:covered-table-cell';

const isGroup = (name: string): boolean =>
  name === 'table:table-row-group' || name === 'table:table-column-group';

/** A remark, or how a text is read in another alphabet. */
const isBesideText = (name: string): boolean => name === 'office:annotation' || name === 'text:ruby-text';

/** True for a length that nobody sees. */
const isNothing = (length = '1cm'): boolean => Number.parseFloat(length) < 0.01;

function countOf(text: string | undefined, most: number): number {
  if (text === undefined) return 1;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > most)
    throw new Error(`a repetition of ${text.slice(0, 20)}`);
  return count;
}

/** What a formula that failed displays. */
const errorText = /^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$/;

function readCell({ attributes, paragraphs }: OpenCell, isStruck: boolean): ShownText {
  const read = readValue(attributes, paragraphs);
  return isStruck && read.text !== '' ? { text: read.text, note: { fault: 'struck' } } : read;
}

function readValue(attributes: Attributes, paragraphs: readonly Run[][]): ShownText {
  const lines = paragraphs.map(joinRuns);
  const shown = lines.map(({ text }) => text).join('\n');
  const stored = (name: string): string => attributes[`office:${name}`] ?? '';
  const type = attributes['office:value-type'];
  const isFormula = attributes['table:formula'] !== undefined;
  const isError = attributes['calcext:value-type'] === 'error' || (isFormula && errorText.test(shown));
  if (isError) return { text: shown, note: { fault: 'error' } };
  if (isFormula && type === undefined) return { text: '', note: { fault: 'uncached' } };
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage':
      return readNumber(stored('value'), shown, paragraphs.length, type === 'percentage');
    case 'date':
      return { text: stored('date-value').replace(/T00:00:00(?:\.0+)?$/, '') };
    case 'time':
      return { text: stored('time-value') };
    case 'boolean':
      return { text: stored('boolean-value').toUpperCase() };
    default:
      return readText(attributes['office:string-value'], lines, shown);
  }
}

/** The text that a cell stores, where it is what the cell displays. */
function readText(stored: string | undefined, lines: readonly ShownText[], shown: string): ShownText {
  const note = lines.find((line) => line.note !== undefined)?.note;
  if (note !== undefined) return { text: shown, note };
  if (stored === undefined) return { text: shown };
  // Programs that are no spreadsheet write no text for what they do not display.
  const isSame = lines.length === 0 || plainText(stored) === plainText(shown);
  return isSame ? { text: stored } : { text: stored, note: { fault: 'otherwise' } };
}

const plainText = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A number as it is stored, and how much of it was displayed, in whatever marks. */
function readNumber(value: string, shown: string, paragraphs: number, isPercent: boolean): ShownText {
  const stored = /^-?\d+(?:\.\d+)?$/.test(value) ? value : plainNumber(Number(value));
  if (!/^-?\d+(?:\.\d+)?$/.test(stored)) return { text: shown, note: { fault: 'error' } };
  const text = isPercent ? timesHundred(stored) : stored;
  const has = text.split('.')[1]?.length ?? 0;
  const plain = has === 0 && !isPercent ? { text } : { text, note: { number: { isPercent } } };
  // Programs that are no spreadsheet write no text for what they do not display.
  if (paragraphs === 0) return plain;
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
