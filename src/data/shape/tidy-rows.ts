import type { Position } from '../../diagnostics.js';
import type { CellNote, SourceRow } from '../../model/source-table.js';
import type { FieldContract } from '../contract.js';
import type { Layout, Source } from './layout.js';
import type { ValueColumn } from './value-columns.js';

/** The tidy rows that a row of a file makes: one, or one for each column that is set below others. */
export function tidyRows(
  row: SourceRow,
  { sources, values }: Layout,
  fields: readonly FieldContract[],
): readonly SourceRow[] {
  const { line, texts, at, noteOf } = row;
  const make = (value?: ValueColumn): SourceRow => ({
    line,
    ...(noteOf === undefined ? {} : { noteOf: (column) => noteIn(sources[column], noteOf, value) }),
    texts: fields.map((_, column) => textOf(sources[column], texts, value)),
    at: (column) => placeOf(sources[column], at, value),
  });
  return values.length === 0 ? [make()] : values.map(make);
}

function textOf(
  source: Source | undefined,
  texts: readonly string[],
  value: ValueColumn | undefined,
): string {
  switch (source?.kind) {
    case 'column':
      return texts[source.heading.index] ?? '';
    case 'constant':
      return source.text;
    case 'category':
      return value?.categories[source.part] ?? '';
    case 'value':
      return value === undefined ? '' : (texts[value.heading.index] ?? '');
    default:
      return '';
  }
}

function noteIn(
  source: Source | undefined,
  noteOf: NonNullable<SourceRow['noteOf']>,
  value: ValueColumn | undefined,
): CellNote | undefined {
  if (source?.kind === 'column') return noteOf(source.heading.index);
  return source?.kind === 'value' && value !== undefined ? noteOf(value.heading.index) : undefined;
}

function placeOf(source: Source | undefined, at: SourceRow['at'], value: ValueColumn | undefined): Position {
  switch (source?.kind) {
    case 'column':
      return at(source.heading.index);
    case 'constant':
      return source.position;
    case 'category': {
      const { heading, categories } = value ?? {};
      // Where each row of the header names one thing, the place is that row's.
      const part =
        heading?.parts.length === categories?.length ? heading?.parts[source.part] : heading?.position;
      return part ?? at(0);
    }
    default:
      return at(value?.heading.index ?? 0);
  }
}
