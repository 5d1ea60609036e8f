import type { Diagnostic } from '../../diagnostics.js';
import { add, compare, type Exact, toPlainText, zero } from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { digitsOf, hashOfCells, rowsText } from '../../model/snapshot/signed-figures.js';
import type { Snapshot, SnapshotDataset, SnapshotRow } from '../../model/snapshot/snapshot.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { addendOf, cellOf, SnapshotCells } from './cells.js';
import { mostShown, placedIn } from './problem.js';

/**
 * Adds up the totals of every measure of which the snapshot says that they are sums, so that rows which no number rests on
 * are looked at too. A draft may have been built with totals that are none.
 */
export function checkTotals(snapshot: Snapshot, file: string): Diagnostic[] {
  if (snapshot.draft) return [];
  const faults = snapshot.datasets.flatMap((dataset) =>
    dataset.measures.filter(({ adds }) => adds === true).flatMap(({ name }) => totalFaults(dataset, name)),
  );
  return faults.slice(0, mostShown).map((fault) => placedIn(file)(fault));
}

/** What an edition says that it corrected, against the cells that it publishes now. */
export function checkCorrections(snapshot: Snapshot, file: string): Diagnostic[] {
  const cells = new SnapshotCells(snapshot);
  const wrong = (snapshot.corrections ?? []).filter(({ cell, after }) => cells.textAt(cell) !== after);
  return wrong
    .slice(0, mostShown)
    .map(({ cell, after = 'none' }) =>
      placedIn(file)(
        faultOf('verify/calculation.corrected', { cell, after, is: cells.textAt(cell) ?? 'none' }),
      ),
    );
}

/** The figures that somebody signed off, against the cells that are published. */
export function checkSigned(
  { release, signedBeside = [], datasets, draft, audience }: Snapshot,
  file: string,
): Diagnostic[] {
  // The office's own edition has counts that the public one hides, and one sign-off is of the public one.
  if (release?.signedOff === undefined || draft || audience !== undefined) return [];
  const { by, on, figures = 'none' } = release.signedOff;
  const is = digitsOf([...signedBeside, ...datasets.map(hashOfCells)]);
  return is === figures
    ? []
    : [placedIn(file)(faultOf('verify/calculation.signed', { by, on, figures, is }))];
}

function totalFaults(dataset: SnapshotDataset, measure: string): Fault[] {
  const value = (row: SnapshotRow): Exact | undefined => addendOf(cellOf(dataset, row, measure));
  return dataset.dimensions.flatMap((dimension) => {
    const { name } = dimension;
    return sumsOver(dimension, dataset).flatMap(({ whole, parts }) => {
      const stated = value(whole);
      const known = parts.map(value).filter((part) => part !== undefined);
      if (stated === undefined || known.length < parts.length) return [];
      const sum = known.reduce(add, zero);
      if (compare(stated, sum) === 0) return [];
      const keys = Object.entries(whole.keys).map(([key, category]) => `${key} \`${category}\``);
      return [
        faultOf('verify/calculation.total', {
          stated: toPlainText(stated),
          measure,
          name: dataset.name,
          keys: keys.join(', '),
          sum: toPlainText(sum),
          otherName: name,
        }),
      ];
    });
  });
}

interface Group {
  readonly whole: SnapshotRow;
  readonly parts: readonly SnapshotRow[];
}

/** Every total over a dimension with its parts; where categories are part of others, every subtotal too. */
function sumsOver(dimension: SnapshotDataset['dimensions'][number], dataset: SnapshotDataset): Group[] {
  const { name, total, categories = [] } = dimension;
  if (categories.every(({ parent }) => parent === undefined))
    return total === undefined ? [] : groupsOf(dataset, name, total);
  const partsOf = (whole?: string): string[] =>
    categories.filter(({ value, parent }) => value !== total && parent === whole).map(({ value }) => value);
  const wholes = categories.filter(({ value }) => value !== total && partsOf(value).length > 0);
  return [
    ...(total === undefined ? [] : groupsOf(dataset, name, total, partsOf())),
    ...wholes.flatMap(({ value }) => groupsOf(dataset, name, value, partsOf(value))),
  ];
}

/**
 * The rows at the total of a dimension with those that make them up: no way that the integrity gate would not go. Where a
 * category has no row of its own beside the total of the others, only the gate knows what makes it up.
 */
function groupsOf(
  { dimensions, rows }: SnapshotDataset,
  over: string,
  total: string,
  direct?: readonly string[],
): Group[] {
  const isPart = (category = ''): boolean => category !== total && direct?.includes(category) !== false;
  const others = dimensions.filter(({ name }) => name !== over);
  const keyOf = ({ keys }: SnapshotRow, of: typeof others): string =>
    JSON.stringify(of.map(({ name }) => keys[name]));
  const beside = groupBy(rows, (row) => keyOf(row, others));
  const within = new Map<string, ReadonlyMap<string, ReadonlySet<string | undefined>>>();
  const categoriesBelow = (row: SnapshotRow, fixed: typeof others): ReadonlySet<string | undefined> => {
    const names = fixed.map(({ name }) => name).join('\n');
    const known =
      within.get(names) ??
      categoriesBy(
        groupBy(rows, (each) => keyOf(each, fixed)),
        over,
      );
    within.set(names, known);
    return known.get(keyOf(row, fixed)) ?? new Set();
  };
  return rows.flatMap((whole) => {
    if (whole.keys[over] !== total) return [];
    const fixed = others.filter((other) => whole.keys[other.name] !== other.total);
    const parts = (beside.get(keyOf(whole, others)) ?? []).filter(({ keys }) => isPart(keys[over]));
    const told = new Set([total, ...parts.map(({ keys }) => keys[over])]);
    // Of a hierarchy the parts are those right below; where one has no row, only the gate knows what makes it up.
    const isWhole =
      direct?.every((category) => told.has(category)) ??
      [...categoriesBelow(whole, fixed)].every((category) => told.has(category));
    return parts.length === 0 || !isWhole ? [] : [{ whole, parts }];
  });
}

const categoriesBy = (groups: ReadonlyMap<string, readonly SnapshotRow[]>, name: string) =>
  new Map([...groups].map(([key, rows]) => [key, new Set(rows.map(({ keys }) => keys[name]))] as const));

/** A snapshot and its file. */
interface PlacedSnapshot {
  readonly snapshot: Snapshot;
  readonly file: string;
}

/**
 * Reports of one project that were built from the same data publish the same rows of a dataset. Takes one snapshot after
 * another and holds none of them: thousands of items of a report have the same rows.
 */
export function sameRows(): (placed: PlacedSnapshot) => Diagnostic[] {
  const known = new Map<string, { readonly written: string; readonly rows: string; readonly file: string }>();
  return ({ snapshot, file }) =>
    snapshot.datasets.flatMap((dataset): Diagnostic[] => {
      const key = JSON.stringify([snapshot.inputs, dataset.name]);
      const written = JSON.stringify(dataset.rows);
      const before = known.get(key);
      if (before?.written === written) return [];
      const rows = rowsText(dataset.rows);
      if (before === undefined) known.set(key, { written, rows, file });
      if (before === undefined || before.rows === rows) return [];
      return [placedIn(file)(faultOf('verify/calculation.rows', { name: dataset.name, file: before.file }))];
    });
}
