import { factsName } from '../content/helpers/fact.js';
import type {
  Counts,
  Field,
  PublishedData,
  PublishedDataset,
  Row,
  Stated,
} from '../model/dataset/dataset.js';
import { isHierarchy } from '../model/dataset/hierarchy.js';
import { type RowTitle, rowTitle } from '../model/dataset/row-title.js';
import { decimalsOf, isNumeric, toExact, type Value } from '../model/dataset/value.js';
import { toDecimalText } from '../model/exact.js';
import type { SnapshotDataset, SnapshotRow } from '../model/snapshot/snapshot.js';

/** The cells of every dataset as a snapshot keeps them, in the order of the data package. */
export function publishCells(data: PublishedData): readonly SnapshotDataset[] {
  return Object.values(data).map((dataset) => publishDataset(dataset, data));
}

function publishDataset(dataset: PublishedDataset, data: PublishedData): SnapshotDataset {
  const { name, title, description, counts, period, illustrative, rows } = dataset;
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const measures = dataset.fields.filter(({ role }) => role === 'measure');
  const named = rowTitle(dataset, data);
  const derived = rows.some(({ derivations }) => derivations !== undefined);
  return {
    name,
    title,
    dimensions: dimensions.map((field) => ({
      name: field.name,
      type: field.type,
      ...(field.total === undefined ? {} : { total: field.total }),
      ...wordsOf(field),
      categories: field.categories.map(({ value, label, bounds, parent }) => ({
        value,
        label,
        ...(bounds === undefined ? {} : { bounds: [...bounds] as [number, number] }),
        ...(parent === undefined ? {} : { parent }),
      })),
    })),
    measures: measures.map((field) => ({
      name: field.name,
      unit: field.unit ?? '',
      ...(derived || !addsUp(dataset, field) ? {} : { adds: true as const }),
      ...wordsOf(field),
    })),
    ...(description === undefined ? {} : { definition: folded(description) }),
    ...(counts === undefined ? {} : { counts: textsOf(counts) }),
    ...(period === undefined ? {} : { period: `${period.from}/${period.to}` }),
    derived,
    illustrative,
    ...(dataset.sources.length > 0 && { sources: dataset.sources.map((source) => source.title) }),
    symbols: symbolsOf(rows),
    rows: rows.map((row) => ({
      ...publishRow(row, dimensions, measures),
      ...statedIn(row, dataset),
      ...titleIn(row, named),
    })),
  };
}

/** A text whose lines were broken elsewhere is the same text. */
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

const wordsOf = ({ title, description }: Field): { label: string; definition?: string } => ({
  label: folded(title),
  ...(description === undefined ? {} : { definition: folded(description) }),
});

/** What is counted, each text under its key: `definition`, or `definition.identified` where statuses have their own. */
function textsOf({ unit, status, statusField, definition, dated }: Counts): Record<string, string> {
  const stated = (key: string, of: Stated | undefined): (readonly [string, string])[] => {
    if (of === undefined) return [];
    if (typeof of === 'string') return [[key, folded(of)]];
    return Object.entries(of).map(([each, text]) => [`${key}.${each}`, folded(text)]);
  };
  return Object.fromEntries([
    ['unit', unit],
    ...stated('status', status ?? statusField),
    ...stated('definition', definition),
    ...stated('dated', dated),
  ]);
}

/** The unit and the qualifier of a fact, which are those of its row. */
function statedIn({ attributes }: Row, { name }: PublishedDataset): Pick<SnapshotRow, 'stated'> {
  if (name !== factsName) return {};
  const stated = ['unit', 'qualifier'].flatMap((each) => {
    const text = attributes[each];
    return text === undefined ? [] : [[each, text] as const];
  });
  return stated.length === 0 ? {} : { stated: Object.fromEntries(stated) };
}

/** What a row is called that its code alone tells apart: the page says it beside the code. */
function titleIn(row: Row, named: RowTitle | undefined): Pick<SnapshotRow, 'attributes'> {
  const title = named?.of(row);
  return title === undefined ? {} : { attributes: { title } };
}

/** True where the integrity gate has added up every total of a measure, and nobody had to accept one as it is. */
function addsUp({ fields, accepted = [] }: PublishedDataset, { name, additive }: Field): boolean {
  const hasTotals = fields.some(
    (field) => field.role === 'dimension' && (field.total !== undefined || isHierarchy(field)),
  );
  const isAccepted = accepted.some(
    ({ code, measure }) => code === 'data/total' && (measure ?? name) === name,
  );
  const hasRest = fields.some(({ remainder }) => remainder !== undefined);
  return hasTotals && additive !== false && !isAccepted && !hasRest;
}

type Named = readonly { readonly name: string }[];

function publishRow({ keys, measures: cells }: Row, dimensions: Named, measures: Named): SnapshotRow {
  const values: Record<string, string> = {};
  const missing: Record<string, string> = {};
  for (const { name } of measures) {
    const value = cells[name];
    if (value === undefined) continue;
    if (isNumeric(value)) values[name] = toDecimalText(toExact(value), decimalsOf(value));
    else missing[name] = value.symbol;
  }
  return {
    keys: Object.fromEntries(dimensions.map(({ name }) => [name, keys[name] ?? ''])),
    values,
    ...(Object.keys(missing).length === 0 ? {} : { missing }),
  };
}

/** The symbols in place of numbers that occur, in the order of the alphabet: the order of rows must not matter. */
function symbolsOf(rows: readonly Row[]): SnapshotDataset['symbols'] {
  const found = new Map<string, SnapshotDataset['symbols'][number]>();
  for (const value of rows.flatMap(({ measures }): Value[] => Object.values(measures))) {
    if (isNumeric(value)) continue;
    const { symbol, meaning, reason } = value;
    const adds = value.kind === 'missing' && value.adds === 0 ? { adds: 0 as const } : {};
    const key = JSON.stringify([symbol, meaning, adds.adds]);
    const reasons = new Set([...(found.get(key)?.reasons ?? []), ...(reason === undefined ? [] : [reason])]);
    const why = reasons.size === 0 ? {} : { reasons: [...reasons].sort() };
    found.set(key, { symbol, meaning, ...adds, ...why });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
