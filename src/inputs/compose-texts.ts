import { composed, hasComposed } from '../model/composed.js';
import type { LetterForms, SourceRow, SourceTable } from '../model/source-table.js';

/** A table whose texts have letters and accents in one form, and that knows afterwards which forms its file has. */
export function composeTexts(table: SourceTable): SourceTable {
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
