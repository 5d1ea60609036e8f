import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';

/** A dataset without some of its fields: what names one is told that there is none. Without a dimension no row is told from another. */
export function withoutFields(dataset: Dataset, gone: readonly Field[]): Dataset {
  if (gone.length === 0) return dataset;
  const names = new Set(gone.map(({ name }) => name));
  const first = dataset.fields.find(({ role }) => role === 'note')?.name ?? '';
  const left = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).filter(([name]) => !names.has(name)));
  const bare = ({ noteFields, ...row }: Row): Row => {
    const isLeft = (_: string, index: number): boolean => !names.has(noteFields?.[index] ?? first);
    return {
      ...row,
      measures: left(row.measures),
      attributes: left(row.attributes),
      notes: row.notes.filter(isLeft),
      ...(noteFields === undefined ? {} : { noteFields: noteFields.filter(isLeft) }),
    };
  };
  return {
    ...dataset,
    fields: dataset.fields.filter(({ name }) => !names.has(name)),
    rows: gone.some(({ role }) => role === 'dimension') ? [] : dataset.rows.map(bare),
  };
}
