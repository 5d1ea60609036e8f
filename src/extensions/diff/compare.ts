/** What differs between two sets of reports: what a reviewer has to look at. */
import { cellAddress } from '../../model/dataset/cell-address.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { reportName } from '../../model/project/target-name.js';
import type {
  Snapshot,
  SnapshotClaim,
  SnapshotDataset,
  SnapshotNumber,
} from '../../model/snapshot/snapshot.js';
import { cellText, identityOf } from '../../model/snapshot/snapshot-cells.js';

/**
 * The words in which datasets are told, by dataset and key: titles, descriptions, labels, units, definitions and what symbols
 * mean. `visits/reader=adults label` -> `Adults`. What Tallybook derives has its words from Tallybook.
 */
function wordsOfData(snapshots: readonly Snapshot[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const dataset of snapshots.flatMap(({ datasets }) => datasets)) {
    if (dataset.derived) continue;
    for (const [key, text] of wordsOf(dataset))
      if (text !== undefined && !words.has(key)) words.set(key, text);
  }
  return words;
}

function wordsOf(dataset: SnapshotDataset): readonly (readonly [key: string, text: string | undefined])[] {
  const { name, title, definition, counts = {}, dimensions, measures, symbols } = dataset;
  return [
    [`${name} title`, title],
    [`${name} description`, definition],
    ...Object.entries(counts).map(([key, text]) => [`${name} counts.${key}`, text] as const),
    ...dimensions.flatMap((each) => [
      ...ofColumn(name, each),
      // A year or a month is its own label.
      ...(isTimeType(each.type) ? [] : (each.categories ?? [])).map(
        ({ value, label }) => [`${name}/${each.name}=${value} label`, label] as const,
      ),
    ]),
    ...measures.flatMap((each) => [
      [`${name}/${each.name} unit`, each.unit] as const,
      ...ofColumn(name, each),
    ]),
    ...symbols.map(({ symbol, meaning }) => [`${name} ${symbol} meaning`, meaning] as const),
  ];
}

const ofColumn = (
  dataset: string,
  { name, label, definition }: { name: string; label?: string; definition?: string },
) =>
  [
    [`${dataset}/${name} label`, label],
    [`${dataset}/${name} definition`, definition],
  ] as const;

/** Something that differs: absent on one side, or not alike on both. */
export interface Change {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  /** Of a number, where it has one. */
  readonly id?: string;
  /** Id of the section, figure or table, where it stands in one. */
  readonly part?: string;
  /** `file:line:column` of the template, where it comes from one. */
  readonly at?: string;
}

/** What differs in one report in one language. `presence`: only one side has the report. */
export interface ReportChanges {
  readonly report: string;
  readonly item?: string;
  readonly language: string;
  readonly presence: 'both' | 'only before' | 'only after';
  readonly numbers: readonly Change[];
  readonly claims: readonly Change[];
  readonly text: readonly Change[];
}

export interface Changes {
  /** Cells of all reports, each once. */
  readonly data: readonly Change[];
  /** The words in which the data are told: titles, descriptions, labels, units, definitions, meanings of symbols. */
  readonly words: readonly Change[];
  readonly reports: readonly ReportChanges[];
}

/** Compares reports by their id and language; where each side has one report, these two whatever they are called. */
export function compareSnapshots(before: readonly Snapshot[], after: readonly Snapshot[]): Changes {
  const name = (each: Snapshot): string => `${reportName(each)} ${each.language}`;
  const [onlyBefore, onlyAfter] = [before[0], after[0]];
  const pairs: [Snapshot | undefined, Snapshot | undefined][] =
    before.length === 1 && after.length === 1
      ? [[onlyBefore, onlyAfter]]
      : [...new Set([...after, ...before].map(name))].map((wanted) => [
          before.find((each) => name(each) === wanted),
          after.find((each) => name(each) === wanted),
        ]);
  return {
    data: compareData(before, after),
    words: compareWords(before, after),
    reports: pairs.map(([a, b]) => compareReport(a, b)),
  };
}

/** True when nothing differs. */
export function isSame({ data, words, reports }: Changes): boolean {
  return (
    data.length + words.length === 0 &&
    reports.every(
      ({ presence, numbers, claims, text }) =>
        presence === 'both' && numbers.length + claims.length + text.length === 0,
    )
  );
}

function compareData(before: readonly Snapshot[], after: readonly Snapshot[]): Change[] {
  const [earlier, later] = [cellsOf(before), cellsOf(after)];
  return changesOf(earlier, later, (cell) => cell.text).map(({ key, item, ...change }) => ({
    what: item.name,
    ...change,
  }));
}

function compareWords(before: readonly Snapshot[], after: readonly Snapshot[]): Change[] {
  const changes = changesOf(wordsOfData(before), wordsOfData(after), (text) => text);
  return changes.map(({ key, item: _, ...change }) => ({ what: key, ...change }));
}

/** The cells of every dataset by what tells them apart. */
function cellsOf(snapshots: readonly Snapshot[]): Map<string, { name: string; text: string }> {
  const datasets = new Map<string, SnapshotDataset>();
  for (const dataset of snapshots.flatMap((snapshot) => snapshot.datasets)) {
    if (!datasets.has(dataset.name)) datasets.set(dataset.name, dataset);
  }
  const cells = new Map<string, { name: string; text: string }>();
  for (const dataset of datasets.values()) {
    for (const row of dataset.rows) {
      for (const { name: measure } of dataset.measures) {
        const text = cellText(row, measure);
        const name = cellAddress({ dataset: dataset.name, measure, keys: row.keys });
        const key = JSON.stringify([dataset.name, measure, identityOf(dataset, row.keys)]);
        if (text !== undefined) cells.set(key, { name, text });
      }
    }
  }
  return cells;
}

function compareReport(before: Snapshot | undefined, after: Snapshot | undefined): ReportChanges {
  const { report = '', item, language = '' } = after ?? before ?? {};
  const about = { report, ...(item !== undefined && { item }), language };
  if (before === undefined || after === undefined) {
    const presence = before === undefined ? 'only after' : 'only before';
    return { ...about, presence, numbers: [], claims: [], text: [] };
  }
  return {
    ...about,
    presence: 'both',
    numbers: compareNumbers(before, after),
    claims: compareClaims(before.claims, after.claims),
    text: compareText(before, after),
  };
}

/** Numbers are the same when they have the same id. */
function compareNumbers(before: Snapshot, after: Snapshot): Change[] {
  const keyed = (snapshot: Snapshot) => {
    const parts = new Map(snapshot.parts.flatMap(({ id, numbers }) => numbers.map((index) => [index, id])));
    return new Map(
      snapshot.numbers.map((number, index) => [number.id, { number, part: parts.get(index) }] as const),
    );
  };
  return changesOf(keyed(before), keyed(after), ({ number }) => number.text).map(
    ({ item, key: _, ...change }) => ({
      what: describeNumber(item.number),
      ...change,
      ...(item.part === undefined ? {} : { part: item.part }),
      id: item.number.id,
      at: item.number.at,
    }),
  );
}

/** "share of cases-by-offence/cases?year=2013&offence=trafficking and 1 more" */
function describeNumber({ operation, cells }: SnapshotNumber): string {
  const [first = 'nothing'] = cells;
  const rest = cells.length > 1 ? ` and ${cells.length - 1} more` : '';
  return operation === 'value' ? `${first}${rest}` : `${operation} of ${first}${rest}`;
}

/** A claim is the same when it says the same kind of thing of the same cells. */
function compareClaims(before: readonly SnapshotClaim[], after: readonly SnapshotClaim[]): Change[] {
  const keyed = (claims: readonly SnapshotClaim[]) =>
    numbered(claims, ({ kind, cells }) => JSON.stringify([kind, cells]));
  return changesOf(keyed(before), keyed(after), ({ verdict }) => verdict).map(
    ({ item, key: _, ...change }) => ({
      what: `${item.kind}: ${item.text}`,
      ...change,
      at: item.at,
    }),
  );
}

function compareText(before: Snapshot, after: Snapshot): Change[] {
  const keyed = ({ parts }: Snapshot) => new Map(parts.map((part) => [part.id, part]));
  const changes = changesOf(keyed(before), keyed(after), ({ text }) => text);
  return changes.map(({ item, key: _, ...change }) => ({
    what: item.title === '' ? item.id : item.title,
    ...change,
    part: item.id,
  }));
}

/** Items by their keys; those with the same key are numbered in their order. */
function numbered<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const key = keyOf(item);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key} ${count}`, item];
    }),
  );
}

interface Found<T> {
  readonly key: string;
  readonly item: T;
  readonly before?: string;
  readonly after?: string;
}

/** What differs, in the order of the later side, what is gone last. */
function changesOf<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  textOf: (item: T) => string,
): Found<T>[] {
  const present = [...after].flatMap(([key, item]): Found<T>[] => {
    const earlier = before.get(key);
    const now = textOf(item);
    if (earlier === undefined) return [{ key, item, after: now }];
    const was = textOf(earlier);
    return was === now ? [] : [{ key, item, before: was, after: now }];
  });
  const gone = [...before].flatMap(([key, item]): Found<T>[] =>
    after.has(key) ? [] : [{ key, item, before: textOf(item) }],
  );
  return [...present, ...gone];
}
