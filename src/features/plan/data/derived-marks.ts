import type { Dataset, Row } from '../../../model/dataset.js';
import { united } from '../../../model/missing.js';
import type { CellKey } from '../../../model/quantity.js';

/** Derived datasets whose numbers bear the marks of every cell that they were made from: provisional money is so in its sum. */
export function withMarks(
  derived: readonly Dataset[],
  sources: readonly { readonly name: string; readonly rows: readonly Row[] }[],
): readonly Dataset[] {
  const marked = new Map(
    sources.flatMap(({ name, rows }) =>
      rows.flatMap(({ keys, marks = {} }) =>
        Object.entries(marks).map(([field, own]) => [idOf({ dataset: name, field, keys }), { marks: own }]),
      ),
    ),
  );
  if (marked.size === 0) return derived;
  const marksOf = (row: Row): Pick<Row, 'marks'> => {
    const entries = Object.entries(row.derivations ?? {}).flatMap(([field, { cells }]) => {
      const { marks } = united(cells.map((cell) => marked.get(idOf(cell)) ?? {}));
      return marks === undefined ? [] : [[field, marks] as const];
    });
    return entries.length === 0 ? {} : { marks: Object.fromEntries(entries) };
  };
  return derived.map((dataset) => ({
    ...dataset,
    rows: dataset.rows.map((row) => ({ ...row, ...marksOf(row) })),
  }));
}

const idOf = ({ dataset, field, keys }: Pick<CellKey, 'dataset' | 'field' | 'keys'>): string =>
  JSON.stringify([dataset, field, ...Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))]);
