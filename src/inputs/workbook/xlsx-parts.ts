/** The parts of a workbook of Excel that its sheets refer to. */
import { type NumberFormat, readFormat } from './number-format.js';
import { joinRuns, type ShownText } from './runs.js';
import { type Attributes, scanXml } from './xml.js';

/** The name of an element without its prefix, which every program chooses. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

/** What an attribute of another namespace, whatever its prefix, is set to. */
const attributeOf = (attributes: Attributes, local: string): string | undefined =>
  Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === local)?.[1];

/** Where the parts are that a part refers to, by the id of the reference. */
export interface Relation {
  readonly id: string;
  /** The last word of what it is: `worksheet`, `styles`, `sharedStrings`. */
  readonly type: string;
  readonly path: string;
}

export function readRelations(bytes: Uint8Array, folder: string): Relation[] {
  const relations: Relation[] = [];
  scanXml(bytes, {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (localName(name) !== 'Relationship') return;
      const path = new URL(target, `file:///${folder}`).pathname.slice(1);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: decodeURIComponent(path) });
    },
  });
  return relations;
}

export interface Book {
  readonly sheets: readonly { readonly name: string; readonly id: string; readonly isHidden: boolean }[];
  readonly countsFrom1904: boolean;
}

export function readBook(bytes: Uint8Array): Book {
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let countsFrom1904 = false;
  scanXml(bytes, {
    open(name, attributes) {
      const local = localName(name);
      if (local === 'workbookPr') countsFrom1904 = isOn(attributes.date1904);
      if (local !== 'sheet') return;
      const { name: named = '', state = 'visible' } = attributes;
      sheets.push({ name: named, id: attributeOf(attributes, 'id') ?? '', isHidden: state !== 'visible' });
    },
  });
  return { sheets, countsFrom1904 };
}

/** How the cells of a style look. */
export interface Look {
  readonly format: NumberFormat;
  readonly isStruck: boolean;
}

/** The formats that files name by their number alone; those that are not here are days and times. */
const formats: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '#,##0_);(#,##0)',
  6: '#,##0_);(#,##0)',
  7: '#,##0.00_);(#,##0.00)',
  8: '#,##0.00_);(#,##0.00)',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  37: '#,##0_);(#,##0)',
  38: '#,##0_);(#,##0)',
  39: '#,##0.00_);(#,##0.00)',
  40: '#,##0.00_);(#,##0.00)',
  41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  42: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
  44: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
  48: '##0.0E+0',
  49: '@',
};
/** Numbers of formats that are days and times, in some languages. */
const isDay = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

export const plainLook: Look = { format: readFormat('General'), isStruck: false };

/** The looks of cells by the number of their style. */
export function readStyles(bytes: Uint8Array): Look[] {
  const own = new Map<number, string>();
  const struck: boolean[] = [];
  const looks: Look[] = [];
  const read = new Map<string, NumberFormat>();
  const path: string[] = [];
  const formatOf = (id: number): NumberFormat => {
    const code = own.get(id) ?? formats[id] ?? (isDay(id) ? 'yyyy-mm-dd' : 'General');
    const format = read.get(code) ?? readFormat(code);
    read.set(code, format);
    return format;
  };
  scanXml(bytes, {
    open(name, attributes) {
      path.push(localName(name));
      switch (path.slice(-2).join('/')) {
        case 'numFmts/numFmt':
          own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
          break;
        case 'fonts/font':
          struck.push(false);
          break;
        case 'font/strike':
          if (path.at(-3) === 'fonts') struck[struck.length - 1] = isStruck(attributes);
          break;
        case 'cellXfs/xf':
          looks.push({
            format: formatOf(Number(attributes.numFmtId ?? 0)),
            isStruck: struck[Number(attributes.fontId ?? 0)] ?? false,
          });
      }
    },
    close: () => void path.pop(),
  });
  return looks;
}

const isStruck = ({ val = '1' }: Attributes): boolean => isOn(val);

/** Characters that XML cannot write. */
export const decoded = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** Puts together the text of a cell, which may have several runs and its reading in another alphabet, from its elements. */
export class TextReader {
  #runs: { text: string; isStruck: boolean; isRaised: boolean }[] = [];
  #phonetic = 0;
  #inText = false;
  #isRich = false;

  begin(): void {
    this.#runs = [];
    this.#phonetic = 0;
    this.#isRich = false;
  }

  open(local: string, attributes: Attributes): void {
    if (local === 'rPh') this.#phonetic++;
    if (this.#phonetic > 0) return;
    if (local === 'r') {
      this.#isRich = true;
      this.#runs.push({ text: '', isStruck: false, isRaised: false });
    }
    if (local === 't') {
      if (this.#runs.length === 0) this.#runs.push({ text: '', isStruck: false, isRaised: false });
      this.#inText = true;
    }
    const run = this.#runs.at(-1);
    if (run === undefined) return;
    if (local === 'strike') run.isStruck = isStruck(attributes);
    if (local === 'vertAlign') run.isRaised = attributes.val === 'superscript';
  }

  close(local: string): void {
    if (local === 'rPh') this.#phonetic--;
    if (local === 't') this.#inText = false;
  }

  text(text: string): void {
    const run = this.#runs.at(-1);
    if (this.#inText && run !== undefined) run.text += text;
  }

  /** A text alone is kept as one, since most are, and there are many. */
  end(): string | ShownText {
    const runs = this.#runs.map((run) => ({ ...run, text: decoded(run.text) }));
    const [first] = runs;
    if (!this.#isRich) return first?.text ?? '';
    const shown = joinRuns(runs);
    return shown.note === undefined ? shown.text : shown;
  }
}

export function readSharedTexts(bytes: Uint8Array): (string | ShownText)[] {
  const texts: (string | ShownText)[] = [];
  const reader = new TextReader();
  scanXml(bytes, {
    open(name, attributes) {
      const local = localName(name);
      if (local === 'si') reader.begin();
      else reader.open(local, attributes);
    },
    close(name) {
      const local = localName(name);
      if (local === 'si') texts.push(reader.end());
      else reader.close(local);
    },
    text: (text) => reader.text(text),
  });
  return texts;
}
