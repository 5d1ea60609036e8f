import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { CellName } from '../../model/dataset/cell-address.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { ownOf } from '../../model/own.js';
import type { CellChange, TextChange } from '../../model/snapshot/editions.js';
import type { SnapshotDataset } from '../../model/snapshot/snapshot.js';
import { cellText, withoutTotals } from '../../model/snapshot/snapshot-cells.js';
import { problem } from '../../problems/problem.js';
import { isNumber } from './compare-cells.js';
import { lineToAdd, type ReasonsFile, type RevisionColumn, type RevisionLine } from './read-revisions.js';

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
  readonly edition: number;
  /** The file of the lines. */
  readonly reasonsFile: ReasonsFile;
}

/** What is reported of changes and of the lines that should give their reasons. */
interface Reports<Change, Line> {
  readonly dataset: (change: Change) => string;
  readonly isAbout: (line: Line, change: Change) => boolean;
  readonly unknown: (line: Line) => Diagnostic | undefined;
  readonly unexplained: (change: Change) => Diagnostic;
  /** Of a change that a second line is about too; without it, that line is left for others. */
  readonly twice?: (line: Line, second: Line, change: Change) => Diagnostic;
  readonly unused: (line: Line, changes: readonly Change[]) => readonly Diagnostic[];
}

/** Gives every change its line. Reports changes without one or with several, and lines without a change. */
function withReasons<Change, Line extends RevisionLine>(
  changes: readonly Change[],
  lines: readonly Line[],
  { dataset, isAbout, unknown, unexplained, twice, unused }: Reports<Change, Line>,
) {
  const faults = new Map(
    lines.flatMap((line) => {
      const fault = unknown(line);
      return fault === undefined ? [] : [[line, fault] as const];
    }),
  );
  const diagnostics: Diagnostic[] = [...faults.values()];
  const used = new Map(lines.flatMap((line) => (faults.has(line) ? [] : [[line, [] as Change[]]])));
  const explained = changes.flatMap((change) => {
    const about = [...used.keys()].filter((line) => isAbout(line, change));
    const [line, second] = about;
    if (line === undefined) {
      // A line that was meant for it may have a fault, which has been reported.
      const isMeant = [...faults.keys()].some((each) => each.dataset === dataset(change));
      if (!isMeant) diagnostics.push(unexplained(change));
      return [];
    }
    for (const each of twice === undefined ? [line] : about) used.get(each)?.push(change);
    if (second !== undefined && twice !== undefined) diagnostics.push(twice(line, second, change));
    return [{ ...change, reason: line.reason, date: line.date }];
  });
  for (const [line, its] of used) for (const each of unused(line, its)) diagnostics.push(each);
  return { explained, diagnostics };
}

/** Gives every changed cell its line. A dataset without time that went on to another year is told once. */
export function explain(input: ExplainInput) {
  const movedOn = input.after.flatMap((later) => movedOnBy(later, input));
  const { explained, diagnostics } = withReasons(
    input.changes.filter(({ cell }) => !movedOn.some(({ dataset }) => dataset === cell.dataset)),
    input.lines,
    {
      dataset: ({ cell }: CellChange) => cell.dataset,
      isAbout: (line, change) => isAbout(line, change, input),
      unknown: (line) => unknownName(line, input),
      unexplained: (change) => unexplained(change, input),
      twice,
      unused: (line, changes) => unused(line, changes, input),
    },
  );
  return { explained, diagnostics: [...movedOn.map(({ fault }) => fault), ...diagnostics] };
}

/** Of ten figures nine differ at least: single ones may be the same in two years. */
const mostSame = 0.1;

/** A dataset without time whose figures are nearly all gone or others, of which nobody gave a reason. */
function movedOnBy(
  later: SnapshotDataset,
  { before, changes, lines, edition, previous, positionOf, reasonsFile }: ExplainInput,
): { readonly dataset: string; readonly fault: Diagnostic }[] {
  const { name, dimensions } = later;
  const earlier = before.find((each) => each.name === name);
  const isTimed = dimensions.some(({ type }) => isTimeType(type));
  if (earlier === undefined || isTimed || lines.some(({ dataset }) => dataset === name)) return [];
  const figures = earlier.rows.flatMap((row) =>
    earlier.measures.filter((measure) => isNumber(cellText(row, measure.name) ?? '')),
  ).length;
  const own = changes.filter(({ cell }) => cell.dataset === name);
  const differ = own.filter((change) => isNumber(change.before ?? '')).length;
  const [first] = [...own.filter(({ after }) => after !== undefined), ...own];
  // A corrigendum is of the same year.
  if (
    first === undefined ||
    figures < 2 ||
    figures - differ > figures * mostSame ||
    edition === previous.edition
  )
    return [];
  const values = { name, differ, figures, earlier: previous.edition, edition, reasonsFile };
  return [
    { dataset: name, fault: problem('data/unexplained-revision.period', positionOf(first.cell), values) },
  ];
}

/** Names in a line what is not there. */
const unknown = (what: string, name: string, names: readonly string[], position: Position): Diagnostic =>
  problem('data/revision.what', position, { what, name, names: listNames(names) }, didYouMean(name, names));

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

function unexplained(
  change: CellChange,
  { positionOf, previous, columns, reasonsFile }: ExplainInput,
): Diagnostic {
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
      reasonsFile,
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

/** A line about words. */
type TextLine = RevisionLine & { readonly what: TextChange['what'] };

interface ExplainTextsInput {
  readonly changes: readonly TextChange[];
  readonly lines: readonly RevisionLine[];
  readonly columns?: readonly RevisionColumn[];
  readonly datasets: readonly SnapshotDataset[];
  readonly positionOf: (change: TextChange) => Position;
  /** The year of the edition before. */
  readonly edition: number;
  readonly reasonsFile: ReasonsFile;
}

/** Gives every changed text its line. */
export const explainTexts = (input: ExplainTextsInput) =>
  withReasons(
    input.changes,
    input.lines.filter((line): line is TextLine => line.what !== undefined),
    {
      dataset: ({ dataset }: TextChange) => dataset,
      isAbout: isAboutText,
      unknown: (line) => unknownNameOfText(line, input.datasets),
      unexplained: (change) => unexplainedText(change, input),
      unused: ({ what, at }, changes) =>
        changes.length > 0
          ? []
          : [problem('data/unused-revision.differs', at.keys, { what, edition: input.edition })],
    },
  );

function isAboutText({ dataset, what, keys, measure }: TextLine, change: TextChange): boolean {
  if (dataset !== change.dataset || what !== change.what) return false;
  const { field, category, symbol } = change;
  if (symbol !== undefined) return keys.has(symbol);
  if (field === undefined) return keys.size === 0 && measure === undefined;
  const named = keys.get(field);
  if (category === undefined) return measure === field || named?.length === 0;
  return named === 'all' || named?.includes(category) === true;
}

/** A dataset, column or measure that is not there. */
function unknownNameOfText(line: TextLine, datasets: readonly SnapshotDataset[]): Diagnostic | undefined {
  const dataset = datasets.find(({ name }) => name === line.dataset);
  const named = datasets.map(({ name }) => name);
  if (dataset === undefined) return unknown('dataset', line.dataset, named, line.at.dataset);
  const measures = dataset.measures.map(({ name }) => name);
  if (line.measure !== undefined && !measures.includes(line.measure))
    return unknown('measure', line.measure, measures, line.at.measure);
  const isSymbol = line.what === 'meaning';
  const columns = isSymbol
    ? [...dataset.dimensions.map(({ name }) => name), ...dataset.symbols.map(({ symbol }) => symbol)]
    : dataset.dimensions.map(({ name }) => name);
  const other = [...line.keys.keys()].find((name) => !columns.includes(name));
  return other === undefined
    ? undefined
    : unknown(isSymbol ? 'symbol' : 'dimension', other, columns, line.at.keys);
}

/** "label of `kosovar` (`nationality` of `victims`)" */
function nameOf({ dataset, what, field, category, symbol, key }: TextChange): string {
  if (symbol !== undefined) return `${what} of \`${symbol}\` in \`${dataset}\``;
  if (category !== undefined) return `${what} of \`${category}\` (\`${field}\` of \`${dataset}\`)`;
  if (field !== undefined) return `${what} of \`${field}\` of \`${dataset}\``;
  return key === undefined ? `${what} of \`${dataset}\`` : `\`${key}\` of \`${dataset}\``;
}

/** As much of a definition as tells it from another. */
const short = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 160)}…`);

function unexplainedText(change: TextChange, input: ExplainTextsInput): Diagnostic {
  const { before, after, dataset, what } = change;
  const line = lineToAdd({ dataset, what, ...cellsOf(change, input.datasets) }, input.columns);
  return problem(
    after === undefined ? 'data/unexplained-revision.absence-means' : 'data/unexplained-revision.means',
    input.positionOf(change),
    {
      name: nameOf(change),
      before: short(before),
      edition: input.edition,
      line,
      after: short(after ?? ''),
      reasonsFile: input.reasonsFile,
    },
  );
}

/** What the line of a text says under `keys` and `measure`: a measure has its own column. */
function cellsOf(
  { dataset, field, category, symbol }: TextChange,
  datasets: readonly SnapshotDataset[],
): { readonly keys?: string; readonly measure?: string } {
  if (symbol !== undefined) return { keys: symbol };
  if (field === undefined) return {};
  if (category !== undefined) return { keys: `${field}=${category}` };
  const measures = datasets.find(({ name }) => name === dataset)?.measures ?? [];
  return measures.some(({ name }) => name === field) ? { measure: field } : { keys: field };
}
