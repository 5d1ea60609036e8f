/**
 * The one diagnostic type of Tallybook, and how a diagnostic reads.
 *
 * Every stage returns diagnostics instead of printing or throwing them; `cli.ts` alone prints.
 */

import { visible } from './control-characters.js';
import { type DiagnosticCode, draftable } from './diagnostic-codes.js';
import { groupBy } from './model/group-by.js';

/** A place in a file of the project. `line` and `column` count from 1; `file` is relative to the project, with `/`. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** In a workbook the sheet, of which `line` is a row. */
  readonly sheet?: string;
  /** `file` is a query, and `line` and `column` count in its result. */
  readonly result?: true;
}

/** The place of an offset in the text of a file. */
export function positionIn(file: string, text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** A place as messages and pages name it: `data/cases.csv:12:3`, in a workbook `data/cases.xlsx Table 3!C12`; a line where no column is known. */
export function shownPlace({
  file,
  line,
  column,
  sheet,
  result,
}: Omit<Position, 'column'> & { readonly column?: number }): string {
  if (result === true) return `${file} row ${line} of the result`;
  if (sheet !== undefined)
    return `${file} ${sheet}!${column === undefined ? '' : columnLetters(column)}${line}`;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/** The column of these letters, counted from 1. */
export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** The letters of a column that is counted from 1: `A`, `Z`, `AA`. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : columnLetters(Math.floor((column - 1) / 26)) + letter;
}

/** A `note` is said only to who asks for it, and is no fault. */
export type Severity = 'error' | 'warning' | 'note';

/** A second place that a message leans on, printed as a `see:` line. */
export interface Related {
  readonly position: Position;
  readonly note: string;
}

/** A replacement that a hint tells in words. */
export interface Fix {
  readonly written: string;
  readonly instead: string;
}

export interface Diagnostic {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** What is the case, in one plain sentence; names in backticks; never a confidential value. */
  readonly message: string;
  readonly position: Position;
  /** What to do about it, one short sentence without a final full stop. */
  readonly hint?: string;
  readonly see?: readonly Related[];
  /** What an editor can do about it: `instead` goes where `written` stands, at the position or behind it. */
  readonly fix?: Fix;
  /** How many more problems there are of this kind in this column of a file, and the line of the last one. */
  readonly others?: { readonly count: number; readonly lastLine: number };
  /** The column that it is about: problems of one code in one column of a file are alike, and are printed as one. */
  readonly column?: string;
  /** A draft shows it, and what is to be done is the same wherever it stands: such are alike in one file. */
  readonly isOfDraft?: true;
  /** Of reports that are made for many, for which of them, by the names of their parameters. */
  readonly items?: readonly Readonly<Record<string, string>>[];
}

/** Problems that are alike are printed by themselves up to this many; of more the first says how many there are, and names so many places. */
const mostAlike = 3;

/**
 * The problems of one code in one column of a file, or of a draft in one file, as one, where there are more than a person reads. It has the first,
 * the places of the next two, and how many more there are. The list is sorted, and stays so.
 */
export function groupAlike(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = groupBy(diagnostics, (each) => {
    const { code, severity, column, position, isOfDraft } = each;
    return column === undefined && isOfDraft === undefined
      ? each
      : [severity, code, column, position.file, position.sheet].join('\u0000');
  });
  const together = [...groups.values()].flatMap((group) =>
    countOf(group) > mostAlike ? [asOne(group)] : group,
  );
  return together.length === diagnostics.length ? together : sortDiagnostics(together);
}

const countOf = (group: readonly Diagnostic[]): number =>
  group.reduce((sum, { others }) => sum + 1 + (others?.count ?? 0), 0);

function asOne(group: readonly Diagnostic[]): Diagnostic {
  const [first, ...rest] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) throw new Error('a group of none');
  const shown = rest.slice(0, mostAlike - 1);
  const see = shown.map(({ position, message }) => ({ position, note: message }));
  const count = countOf(group) - 1 - shown.length;
  const lastLine = last.others?.lastLine ?? last.position.line;
  return {
    ...first,
    ...(see.length === 0 ? {} : { see: [...(first.see ?? []), ...see] }),
    ...(count === 0 ? {} : { others: { count, lastLine } }),
  };
}

/** How many problems of a severity there are, those that a diagnostic only counts among them. */
export function countProblems(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .reduce((sum, { others }) => sum + 1 + (others?.count ?? 0), 0);
}

/** What a stage returns. `value` can be structured-cloned; what it rests on, the recording host knows. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when a diagnostic among these stops the build. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** The diagnostics of a draft: the faults that a draft may show become warnings. */
export function forDraft(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    draftable.has(diagnostic.code)
      ? { ...diagnostic, severity: 'warning', ...(oneRemedy.test(diagnostic.code) && { isOfDraft: true }) }
      : diagnostic,
  );
}

/** What is mended in one way wherever it stands. */
const oneRemedy = /^(?:number|claim)\//;

/** Without the numerals of pages that a template is told are typed: a page knows of them only where their block begins. */
function untold(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const numeral = ({ message, position }: Diagnostic): string =>
    `${position.file} ${/`([^`]*)`/.exec(message)?.[1]}`;
  const lastLines = new Map<string, number>();
  for (const each of diagnostics)
    if (each.code === 'number/hard-typed')
      lastLines.set(numeral(each), Math.max(each.position.line, lastLines.get(numeral(each)) ?? 0));
  return diagnostics.filter(
    (each) => each.code !== 'number/unclassified' || each.position.line > (lastLines.get(numeral(each)) ?? 0),
  );
}

/**
 * Orders diagnostics by file, line, column, then code, so that a run always reports in the same order. Each is there
 * once: the languages of a report share its template, and find the same faults.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return groupItems(onceForAll(untold(diagnostics), (each) => formatDiagnostic(withoutItems(each)))).sort(
    (a, b) =>
      compare(a.position.file, b.position.file) ||
      compare(a.position.sheet ?? '', b.position.sheet ?? '') ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/**
 * Formats one diagnostic as `path:line:column severity code: message` with its `hint:` and `see:` lines. Each is one
 * line, whatever a file puts into it: control characters stand as their escapes.
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { position, severity, code, message, hint, see, items = [] } = diagnostic;
  const of = items.length === 0 ? '' : ` (${shownItems(items)})`;
  const lines = [`${shownPlace(position)} ${severity} ${code}: ${message}${of}`];
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  for (const related of see ?? []) lines.push(`  see: ${shownPlace(related.position)}, ${related.note}`);
  if (diagnostic.others !== undefined) lines.push(`  ${describeOthers(diagnostic.others)}`);
  // Once more, since an escape is six times as long as what it stands for.
  return lines.map((line) => shortened(visible(shortened(line)))).join('\n');
}

/** A text of a message that a person reads: what a file puts into it may be longer than anybody reads. */
export function shortened(text: string): string {
  if (text.length <= longestLine) return text;
  return `${text.slice(0, longestLine / 2).trimEnd()} … ${text.slice(-longestLine / 2).trimStart()}`;
}

/** Longer than every sentence of Tallybook with the names that people give. */
const longestLine = 1_200;

/** A longer name is no misspelling, and to compare long ones takes as long as their lengths multiplied. */
const longestMisspelt = 100;

/** "and 99,990 more like it, to line 100,001". */
export function describeOthers({ count, lastLine }: NonNullable<Diagnostic['others']>): string {
  const place = count === 1 ? 'in' : 'to';
  return `and ${count.toLocaleString('en')} more like it, ${place} line ${lastLine.toLocaleString('en')}`;
}

/**
 * The nearest of `candidates` to `name`, for "did you mean" hints; undefined when none is near.
 * Near means an optimal-string-alignment distance of at most a third of the longer name.
 */
function nearest(name: string, candidates: readonly string[]): string | undefined {
  // A year is not a misspelling of another year.
  if (name.length > longestMisspelt || /^\d+$/.test(name)) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.length > 2 * longestMisspelt) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  // "victims" for "victims-by-age": nobody who leaves out the end of a long name is near it by distance.
  const continued = candidates.filter((candidate) => name.length > 2 && candidate.startsWith(name));
  if (bestDistance > 1 && continued.length === 1) return continued[0];
  const longest = Math.max(name.length, best?.length ?? 0);
  // One letter is near to every other.
  return bestDistance < longest && bestDistance <= Math.max(1, Math.floor(longest / 3)) ? best : undefined;
}

/** Optimal string alignment distance (Levenshtein with adjacent transpositions). */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}

/** "`a`, `b`, `c`", cut after `most` names: the list of what was expected. */
export function listNames(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}

/** "a, b and c": words of a message as an English sentence lists them. One word needs no rules, which take 10 ms to load. */
export const listWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : new Intl.ListFormat('en-GB').format(words);

/** Spreads into a diagnostic: a "did you mean" hint where a near name exists, else nothing. */
export function didYouMean(name: string, candidates: readonly string[]): Pick<Diagnostic, 'hint' | 'fix'> {
  const near = nearest(name, candidates);
  return near === undefined
    ? {}
    : { hint: `did you mean \`${near}\`?`, fix: { written: name, instead: near } };
}

/** Each diagnostic once: what is said of data is said again by all that is made from them. */
export const eachOnce = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  onceForAll(diagnostics, (each) => `${shownPlace(each.position)} ${each.code} ${each.message}`);

/** Those of one key as one, the last of them, which names the items of all. */
function onceForAll(
  diagnostics: readonly Diagnostic[],
  keyOf: (diagnostic: Diagnostic) => string,
): Diagnostic[] {
  return [...groupBy(diagnostics, keyOf).values()].flatMap((group) => withItemsOf(group.at(-1), group));
}

/** A diagnostic with the items of all of a group, each once. */
function withItemsOf(one: Diagnostic | undefined, group: readonly Diagnostic[]): Diagnostic[] {
  if (one === undefined) return [];
  const items = new Map(group.flatMap((each) => (each.items ?? []).map((item) => [shownItem(item), item])));
  return [items.size === (one.items?.length ?? 0) ? one : { ...one, items: [...items.values()] }];
}

/**
 * What is wrong in one place for more items than a person reads about as one: the first, which names the others. What is said of each
 * differs in its names and figures; the fault is that of the place.
 */
function groupItems(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = groupBy(
    diagnostics.filter(({ items }) => items !== undefined),
    ({ position, severity, code }) => `${shownPlace(position)} ${severity} ${code}`,
  );
  const large = [...groups.values()].filter((group) => group.length > mostAlike);
  if (large.length === 0) return [...diagnostics];
  const first = new Map(large.map((group) => [group[0], group]));
  const others = new Set(large.flatMap((group) => group.slice(1)));
  return diagnostics.flatMap((each) => {
    const group = first.get(each);
    return others.has(each) ? [] : group === undefined ? [each] : withItemsOf(each, group);
  });
}

const withoutItems = ({ items: _, ...diagnostic }: Diagnostic): Diagnostic => diagnostic;

const shownItem = (item: Readonly<Record<string, string>>): string =>
  Object.entries(item)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

const shownItems = (items: NonNullable<Diagnostic['items']>): string =>
  items.length <= mostAlike
    ? items.map(shownItem).join('; ')
    : `${items.slice(0, mostAlike).map(shownItem).join('; ')} and ${items.length - mostAlike} more`;
