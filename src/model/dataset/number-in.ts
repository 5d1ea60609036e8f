import type { Row } from './dataset.js';

/** A text with one whole number of no more digits than persons can have: "4", "4.0", "4 persons". */
const oneNumber = /^\D*?(\d{1,10})(?:[.,]0+)?\D*$/u;
const betweenThousands = /(?<=\d)[\s.,'’](?=\d{3}(?!\d))/gu;

interface Named {
  readonly name: string;
  readonly role: string;
}

interface Fields {
  readonly fields: readonly Named[];
}

/** What a row says in a field that is no measure; undefined where it says nothing. */
export function textIn(row: Row, { name, role }: Named, { fields }: Fields): string | undefined {
  if (role === 'dimension') return row.keys[name];
  if (role === 'attribute') return row.attributes[name];
  const first = fields.find((field) => field.role === 'note')?.name;
  return row.notes.find((_, index) => (row.noteFields?.[index] ?? first) === name);
}

/** The whole number that a reader finds in a field of a row, whatever its role. */
export function numberIn(row: Row, field: Named, dataset: Fields): number | undefined {
  if (field.role !== 'measure') {
    const text = textIn(row, field, dataset)?.replace(betweenThousands, '') ?? '';
    const found = oneNumber.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  }
  const value = row.measures[field.name];
  if (value?.kind === 'integer') return Number(value.value);
  if (value?.kind !== 'decimal') return undefined;
  const number = Number(value.coefficient) / 10 ** value.scale;
  return Number.isInteger(number) ? number : undefined;
}
