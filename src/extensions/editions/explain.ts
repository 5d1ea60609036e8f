import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { CellName } from '../../model/dataset/cell-address.js';
import { ownOf } from '../../model/own.js';
import type { CellChange, Explained } from '../../model/snapshot/editions.js';
import type { SnapshotDataset } from '../../model/snapshot/snapshot.js';
import { withoutTotals } from '../../model/snapshot/snapshot-cells.js';
import { problem } from '../../problems/problem.js';
import { lineToAdd, type RevisionColumn, type RevisionLine } from './revisions/revision-line.js';

interface ExplainInput {
  readonly changes: readonly CellChange[];
  /** Those about numbers. */
  readonly lines: readonly RevisionLine[];
  /** The columns of their file. */
  readonly columns: readonly RevisionColumn[] | undefined;
  readonly before: readonly SnapshotDataset[];
  readonly after: readonly SnapshotDataset[];
  readonly positionOf: (cell: CellName) => Position;
  readonly previous: { readonly edition: number; readonly position: Position };
}

interface Explanation {
  readonly explained: readonly Explained[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives every changed cell its line. Reports cells without one or with several, and lines without a cell. */
export function explain(input: ExplainInput): Explanation {
  const diagnostics: Diagnostic[] = [];
  const known = input.lines.filter((line) => {
    const fault = unknownName(line, input);
    if (fault !== undefined) diagnostics.push(fault);
    return fault === undefined;
  });
  const faulty = new Set(input.lines.filter((line) => !known.includes(line)).map(({ dataset }) => dataset));
  const used = new Map<RevisionLine, CellChange[]>(known.map((line) => [line, []]));
  const explained = input.changes.flatMap((change): Explained[] => {
    const lines = known.filter((line) => isAbout(line, change, input));
    for (const line of lines) used.get(line)?.push(change);
    const [line, second] = lines;
    if (line === undefined) {
      // A line that was meant for it may have a fault, which has been reported.
      if (!faulty.has(change.cell.dataset)) diagnostics.push(unexplained(change, input));
      return [];
    }
    if (second !== undefined) diagnostics.push(twice(line, second, change));
    return [{ ...change, reason: line.reason, date: line.date }];
  });
  for (const [line, changes] of used) for (const each of unused(line, changes, input)) diagnostics.push(each);
  return { explained, diagnostics };
}

type Editions = Pick<ExplainInput, 'before' | 'after'>;

/** The dataset as it is, else as it was. */
const datasetOf = ({ before, after }: Editions, name: string): SnapshotDataset | undefined =>
  after.find((dataset) => dataset.name === name) ?? before.find((dataset) => dataset.name === name);

function isAbout(line: RevisionLine, { cell }: CellChange, editions: Editions): boolean {
  const dataset = datasetOf(editions, cell.dataset);
  if (dataset === undefined || line.dataset !== cell.dataset) return false;
  if ((line.measure ?? dataset.measures[0]?.name) !== cell.measure) return false;
  const named = withoutTotals(dataset.dimensions, cell.keys);
  return dataset.dimensions.every(({ name, total }) => {
    const [category, wanted] = [ownOf(named, name) ?? total, line.keys.get(name)];
    if (wanted === undefined) return ownOf(named, name) === undefined;
    return wanted === 'all' || (category !== undefined && wanted.includes(category));
  });
}

/** A dataset, dimension or measure that is in neither edition, or a measure that has to be named. */
function unknownName(line: RevisionLine, editions: Editions): Diagnostic | undefined {
  const unknown = (what: string, name: string, names: readonly string[], position: Position): Diagnostic =>
    problem('data/revision.what', position, { what, name, names: listNames(names) }, didYouMean(name, names));
  const dataset = datasetOf(editions, line.dataset);
  if (dataset === undefined) {
    const names = [...new Set([...editions.after, ...editions.before].map(({ name }) => name))];
    return unknown('dataset', line.dataset, names, line.at.dataset);
  }
  const dimensions = dataset.dimensions.map(({ name }) => name);
  const other = [...line.keys.keys()].find((name) => !dimensions.includes(name));
  if (other !== undefined) return unknown('dimension', other, dimensions, line.at.keys);
  const measures = dataset.measures.map(({ name }) => name);
  if (line.measure === undefined && measures.length !== 1) {
    return problem('data/revision.empty', line.at.measure, { measures: listNames(measures) });
  }
  if (line.measure !== undefined && !measures.includes(line.measure)) {
    return unknown('measure', line.measure, measures, line.at.measure);
  }
  return undefined;
}

function unexplained(change: CellChange, { positionOf, previous, columns }: ExplainInput): Diagnostic {
  const { cell, before, after } = change;
  const name = `\`${cell.measure}\` of \`${cell.dataset}\` (${describeKeys(cell)})`;
  const edition = `the edition of ${previous.edition}`;
  return problem(
    after === undefined
      ? 'data/unexplained-revision.absence'
      : before === undefined
        ? 'data/unexplained-revision.new'
        : 'data/unexplained-revision.figure',
    positionOf(cell),
    {
      name,
      before,
      edition,
      lineToAdd: lineToAdd({ dataset: cell.dataset, keys: keysText(cell), measure: cell.measure }, columns),
      after,
    },
  );
}

/** As a line of `revisions.csv` names it. */
const keysText = ({ keys }: CellName): string =>
  Object.entries(keys)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');

const describeKeys = ({ keys }: CellName): string =>
  Object.entries(keys)
    .map(([name, value]) => `${name} \`${value}\``)
    .join(', ');

function twice(line: RevisionLine, second: RevisionLine, { cell }: CellChange): Diagnostic {
  return problem(
    'data/revision.line',
    second.at.dataset,
    { measure: cell.measure, dataset: cell.dataset, keys: describeKeys(cell) },
    { see: line.at.dataset },
  );
}

/** A line that explains nothing, or names a category of which it explains nothing. */
function unused(line: RevisionLine, changes: readonly CellChange[], input: ExplainInput): Diagnostic[] {
  const edition = `the edition of ${input.previous.edition}`;
  if (changes.length === 0) {
    return [problem('data/unused-revision.revision', line.at.keys, { edition })];
  }
  const dataset = datasetOf(input, line.dataset);
  return [...line.keys].flatMap(([name, wanted]) => {
    if (wanted === 'all') return [];
    const total = dataset?.dimensions.find((dimension) => dimension.name === name)?.total;
    const idle = wanted.filter(
      (category) => !changes.some(({ cell }) => (cell.keys[name] ?? total) === category),
    );
    return idle.map((category) =>
      problem('data/unused-revision.category', line.at.keys, { category, name, edition }),
    );
  });
}
