import { composed, hasComposed } from '../model/composed.js';
import type { LetterForms, SourceRow, Sources, SourceTable } from '../model/dataset/source-table.js';
import type { SourceFormat } from './format.js';
import { formats } from './formats.js';
import { type ReadWorkbook, workbook } from './workbook/format.js';

/** A table whose texts have letters and accents in one form, and that knows afterwards which forms its file has. */
function composeTexts(table: SourceTable): SourceTable {
  const seen = new Forms();
  return {
    ...table,
    header: seen.compose(table.header, true),
    read: (take, most) => {
      const counts = seen.isFirstReading();
      return table.read((row) => take(seen.compose(row, counts)), most);
    },
    letterForms: () => seen.found(),
  };
}

class Forms {
  #composed: LetterForms['composed'] | undefined;
  #apart: LetterForms['apart'] | undefined;
  #count = 0;
  #wasRead = false;

  /** Rows may be read more than once, and are counted once. */
  isFirstReading(): boolean {
    const isFirst = !this.#wasRead;
    this.#wasRead = true;
    return isFirst;
  }

  compose(row: SourceRow, counts: boolean): SourceRow {
    let changed: string[] | undefined;
    for (const [index, text] of row.texts.entries()) {
      const better = composed(text);
      if (better !== text) {
        changed ??= [...row.texts];
        changed[index] = better;
        if (counts) this.#count++;
        this.#apart ??= { text, position: row.at(index) };
      } else if (this.#composed === undefined && hasComposed(text)) {
        this.#composed = { text, position: row.at(index) };
      }
    }
    return changed === undefined ? row : { ...row, texts: changed };
  }

  found(): LetterForms | undefined {
    if (this.#composed === undefined || this.#apart === undefined) return undefined;
    return { composed: this.#composed, apart: this.#apart, count: this.#count };
  }
}

/** Opens files of these formats. A file of another one does not come this far: the data package refuses it. */
export function sourcesOf(known: Readonly<Record<string, SourceFormat>>): Sources {
  return {
    formats: Object.fromEntries(Object.entries(known).map(([name, { dialect }]) => [name, dialect])),
    open: async (source, limits) => {
      const format = Object.hasOwn(known, source.format) ? known[source.format] : undefined;
      if (format === undefined) throw new Error(`no format \`${source.format}\``);
      const opened = await format.open(source, limits);
      return 'code' in opened ? opened : composeTexts(opened);
    },
  };
}

/** The formats that the tool reads; how the sheets of a workbook are had is for the caller to say. */
export const sourcesWith = (read: ReadWorkbook): Sources =>
  sourcesOf({ ...formats, xlsx: workbook('xlsx', read), ods: workbook('ods', read) });
