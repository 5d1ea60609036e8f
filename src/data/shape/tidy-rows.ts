import type { Position } from '../../diagnostics.js';
import type { CellNote, SourceRow } from '../../model/source-table.js';
import type { FieldContract } from '../contract.js';
import { combined } from './combined.js';
import type { Layout, Source } from './layout.js';
import type { ValueColumn } from './value-columns.js';

/** The tidy rows that a row of a file makes: one, or one for each column that is set below others. */
export function tidyRows(
  row: SourceRow,
  { sources, values, flagsOf }: Layout,
  fields: readonly FieldContract[],
): readonly SourceRow[] {
  const { line, at, noteOf } = row;
  const written = flagsOf.size === 0 ? row.texts : withFlags(row.texts, flagsOf);
  const make = (value?: ValueColumn): SourceRow => ({
    line,
    ...(noteOf === undefined ? {} : { noteOf: (column) => noteIn(sources[column], noteOf, value) }),
    texts: fields.map((field, column) => textOf(sources[column], written, field, value)),
    at: (column) => placeOf(sources[column], at, value),
  });
  return values.length === 0 ? [make()] : values.map(make);
}

/** The cells with what stands in the column beside each, as if it stood in the cell. */
function withFlags(texts: readonly string[], flagsOf: Layout['flagsOf']): readonly string[] {
  return texts.map((text, column) => {
    const beside = flagsOf.get(column);
    const flag = beside === undefined ? '' : (texts[beside] ?? '').trim();
    return flag === '' ? text : `${text} ${flag}`.trimStart();
  });
}

function textOf(
  source: Source | undefined,
  texts: readonly string[],
  { type }: FieldContract,
  value: ValueColumn | undefined,
): string {
  switch (source?.kind) {
    case 'column':
      return texts[source.heading.index] ?? '';
    case 'combined': {
      const [year, rest] = source.headings.map(({ index }) => texts[index] ?? '');
      return combined(type, year ?? '', rest ?? '');
    }
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
  if (source?.kind === 'combined') {
    return source.headings.map(({ index }) => noteOf(index)).find((note) => note?.fault !== undefined);
  }
  return source?.kind === 'value' && value !== undefined ? noteOf(value.heading.index) : undefined;
}

function placeOf(source: Source | undefined, at: SourceRow['at'], value: ValueColumn | undefined): Position {
  switch (source?.kind) {
    case 'column':
      return at(source.heading.index);
    case 'combined':
      return at(source.headings[1].index);
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
