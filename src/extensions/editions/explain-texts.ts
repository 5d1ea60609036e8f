import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { TextChange } from '../../model/snapshot/editions.js';
import type { SnapshotDataset, SnapshotRevisedText } from '../../model/snapshot/snapshot.js';
import { problem } from '../../problems/problem.js';
import { lineToAdd, type RevisionColumn, type RevisionLine } from './revisions/revision-line.js';

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
}

interface TextExplanation {
  readonly explained: readonly SnapshotRevisedText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives every changed text its line. Reports texts without one, and lines without a text. */
export function explainTexts(input: ExplainTextsInput): TextExplanation {
  const lines = input.lines.filter((line): line is TextLine => line.what !== undefined);
  const faults = new Map<TextLine, Diagnostic>();
  for (const line of lines) {
    const fault = unknownName(line, input.datasets);
    if (fault !== undefined) faults.set(line, fault);
  }
  const used = new Set<TextLine>();
  const diagnostics: Diagnostic[] = [...faults.values()];
  const explained = input.changes.flatMap((change): SnapshotRevisedText[] => {
    const line = lines.find((each) => !faults.has(each) && isAbout(each, change));
    if (line !== undefined) {
      used.add(line);
      return [{ ...change, reason: line.reason, date: line.date }];
    }
    const isMeant = [...faults.keys()].some((each) => each.dataset === change.dataset);
    if (!isMeant) diagnostics.push(unexplained(change, input));
    return [];
  });
  const idle = lines.filter((line) => !faults.has(line) && !used.has(line));
  return { explained, diagnostics: [...diagnostics, ...idle.map((line) => unused(line, input.edition))] };
}

function isAbout({ dataset, what, keys, measure }: TextLine, change: TextChange): boolean {
  if (dataset !== change.dataset || what !== change.what) return false;
  const { field, category, symbol } = change;
  if (symbol !== undefined) return keys.has(symbol);
  if (field === undefined) return keys.size === 0 && measure === undefined;
  const named = keys.get(field);
  if (category === undefined) return measure === field || named?.length === 0;
  return named === 'all' || named?.includes(category) === true;
}

/** A dataset, column or measure that is not there. */
function unknownName(line: TextLine, datasets: readonly SnapshotDataset[]): Diagnostic | undefined {
  const unknown = (what: string, name: string, names: readonly string[], position: Position): Diagnostic =>
    problem('data/revision.what', position, { what, name, names: listNames(names) }, didYouMean(name, names));
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

function unexplained(change: TextChange, input: ExplainTextsInput): Diagnostic {
  const { before, after, dataset, what } = change;
  const was = `expected \`${short(before)}\` as in the edition of ${input.edition}`;
  const line = lineToAdd({ dataset, what, ...cellsOf(change, input.datasets) }, input.columns);
  return problem(
    after === undefined ? 'data/unexplained-revision.absence-means' : 'data/unexplained-revision.means',
    input.positionOf(change),
    { name: nameOf(change), was, line, after: short(after ?? '') },
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

function unused({ what, at }: TextLine, edition: number): Diagnostic {
  return problem('data/unused-revision.differs', at.keys, { what, edition });
}
