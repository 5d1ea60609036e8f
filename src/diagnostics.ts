/**
 * The one diagnostic type of Tallybook, its codes, and how a diagnostic reads.
 *
 * Every stage returns diagnostics instead of printing or throwing them; `cli.ts` alone prints.
 */
import { visible } from './control-characters.js';

/** A place in a file of the project. `line` and `column` count from 1; `file` is relative to the project, with `/`. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A `note` is said only to who asks for it, and is no fault. */
export type Severity = 'error' | 'warning' | 'note';

/** A second place that a message leans on, printed as a `see:` line. */
export interface Related {
  readonly position: Position;
  readonly note: string;
}

export interface Diagnostic {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** One sentence: "Unexpected *actual*, expected *expected*"; names in backticks; never a confidential value. */
  readonly message: string;
  readonly position: Position;
  /** What to do about it, one short sentence without a final full stop. */
  readonly hint?: string;
  readonly see?: readonly Related[];
  /** How many more problems there are of this kind in this column of a file, and the line of the last one. */
  readonly others?: { readonly count: number; readonly lastLine: number };
}

/** How many problems of a severity there are, those that a diagnostic only counts among them. */
export function countProblems(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .reduce((sum, { others }) => sum + 1 + (others?.count ?? 0), 0);
}

/**
 * Every code with what it means. The list is complete: a code that is not here does not compile, and a test
 * checks that each has a case in `tests/`.
 */
export const diagnosticCodes = {
  'usage/variable': 'A variable of the environment has a value that Tallybook does not take.',
  'project/not-found': 'The project folder or its `tallybook.yaml` does not exist.',
  'project/yaml': '`tallybook.yaml` is not valid YAML.',
  'project/encoding': '`tallybook.yaml` is not in UTF-8.',
  'project/unknown-key': 'A key of `tallybook.yaml` is not in its grammar.',
  'project/version': 'The version that `tallybook.yaml` is written for is none that this Tallybook knows.',
  'project/outdated': 'Something is written as an older version of Tallybook had it.',
  'project/value': 'A value in `tallybook.yaml` has the wrong type or form.',
  'project/path-outside': 'A path leaves the project folder.',
  'project/missing-file': 'A file that the project names does not exist.',
  'project/unknown-target':
    'A report, language or format asked for on the command line is not in the project.',
  'project/not-empty': '`init` was asked to write into a folder that already holds files.',
  'data/yaml': 'The data package is not valid YAML or JSON.',
  'data/unknown-key': 'A key of the data package is neither Frictionless v2 nor an addition of Tallybook.',
  'data/package': 'A value in the data package has the wrong type or form.',
  'data/missing-file': 'A data file named by the data package does not exist.',
  'data/path-outside': 'A data path leaves the project folder.',
  'data/encoding': 'A data file is not in the encoding that it declares (or UTF-8).',
  'data/empty': 'A data file has no header or no rows.',
  'data/delimiter': 'The header has one column: the file likely uses another delimiter.',
  'data/csv': 'The file is not well-formed CSV.',
  'data/row-length': 'A row has more or fewer cells than the header.',
  'data/header': 'The header lacks a declared field, repeats one, or has one that is not declared.',
  'data/value-type': 'A cell is not of the type of its field.',
  'data/constraint': 'A cell breaks a constraint of its field.',
  'data/blank': 'A cell is blank, and no missing value says what blank means.',
  'data/category': 'A cell holds a category that its field does not declare.',
  'data/status': 'A status is not made of the letters of the marks.',
  'data/missing-value': 'A cell looks like a missing-value code, but is not declared as one.',
  'data/invisible':
    'A cell, a column name or a text of the data package has a character that cannot be seen.',
  'data/twins': 'Two names, categories or labels look alike and are different texts.',
  'data/case': 'Categories of one dimension differ in nothing but capital letters (a warning).',
  'data/duplicate-key': 'Two rows have the same primary key.',
  'data/total': 'Parts do not add up to their declared total.',
  'gate/blank-total': 'A total is missing though all its parts are there.',
  'gate/equals': 'Two cells that are declared equal differ.',
  'gate/within': 'A part is greater than its whole.',
  'gate/rate': 'A rate is not what its numerator and denominator come to.',
  'gate/gap': 'A series of years leaves out a year.',
  'gate/jump': 'A number rises or falls by more than the factor that is declared plausible.',
  'gate/future': 'A date or year lies after the edition.',
  'gate/unit': 'Units are mixed in a field.',
  'gate/accepts-unused': 'An accepted finding is no longer there.',
  'data/reference': 'A foreign key points at no row.',
  'data/previous-edition': 'What `previous` names is no snapshot of an earlier edition.',
  'data/revision': 'A line of `revisions.csv` has the wrong form, or names what does not exist.',
  'data/unexplained-revision':
    'A figure is not that of the edition before, and no line of `revisions.csv` says why.',
  'data/unused-revision': 'A line of `revisions.csv` explains no figure that changed.',
  'data/unused': 'A data cell is in no report (listed by `check --unused` only).',
  'data/protect': 'A dataset asks for a protection that this version cannot give.',
  'protect/small-count': 'A dataset about persons has counts so small that they may give somebody away.',
  'plan/package': 'A resource of the plan does not exist, or lacks a field that a plan needs.',
  'plan/reserved': 'A code of the plan is one that derived datasets keep for totals.',
  'plan/blank': 'A cell that the plan needs is empty.',
  'plan/reference': 'A code of an objective, institution or indicator has no row.',
  'plan/cycle': 'An objective stands above itself, directly or through others.',
  'plan/level': 'An objective, or an action, does not fit the two levels of objectives.',
  'plan/two-statuses': 'Two rows give an action two statuses.',
  'plan/status': 'The status of an action is not what its dates say.',
  'plan/date': 'The dates of an action are in an order that cannot be, or lie after the edition.',
  'plan/budget': 'An action spent money that was not planned.',
  'plan/target': 'A target lies against the direction of its indicator.',
  'plan/year': 'A year of an indicator is before its baseline, or after the edition.',
  'plan/gap': 'An indicator lacks what it would be scored by: it is shown as a gap.',
  'limit/exceeded': 'An input is larger or deeper than the limits of the project allow.',
  'content/yaml': 'The front matter is not valid YAML.',
  'content/front-matter': 'A key or value of the front matter is not in its grammar.',
  'content/template-syntax': 'The template is not valid Handlebars.',
  'content/other-level':
    'A filter fits no row, or a table shows none, while the dataset has rows at another level.',
  'content/unclosed-block': 'A Handlebars block is never closed, or closed by another name.',
  'content/empty': 'A template has no text.',
  'content/unknown-helper': 'The helper does not exist.',
  'content/unknown-parameter': 'The helper does not take this parameter.',
  'content/argument': 'A parameter of a helper is missing or has the wrong type.',
  'content/unknown-partial': 'The partial does not exist.',
  'content/partial-circle': 'A partial includes itself, directly or through others.',
  'content/unknown-dataset': 'The data package has no such dataset.',
  'content/unknown-field': 'The dataset has no such field.',
  'content/unknown-category': 'The field has no such category.',
  'content/unknown-cell': 'No row, or more than one, answers to these keys.',
  'content/unknown-fact': 'The dataset `facts` has no such key.',
  'content/unknown-name': 'Neither a field of the current row nor a helper has this name.',
  'content/missing-value': 'A calculation meets a missing value that does not add.',
  'content/division-by-zero': 'A share, ratio or percentage would divide by zero or by a negative number.',
  'content/unit': 'An operation mixes units.',
  'guard/small-base': 'A percentage stands on a base that is too small for one.',
  'guard/percent-of-percentages': 'A change between percentages is asked for in per cent.',
  'guard/unlike-units': 'A ratio divides different units, and does not say that this is meant.',
  'guard/unlike-periods':
    'A share or ratio divides numbers of different years, and does not say that this is meant.',
  'content/not-comparable': 'Two datasets that count differently are compared without a note.',
  'content/no-plan': 'A helper asks for the plan of a strategy, and the data package names none.',
  'number/hard-typed': 'A number is typed into the words of a report by hand.',
  'number/word': 'A number in words counts something that the report counts.',
  'content/bare-number': 'A number is printed that no dataset answers for.',
  'content/quantity-in-condition': 'A quantity stands where a condition is expected.',
  'content/token-in-url': 'A helper prints inside a URL or an id.',
  'content/character':
    'A text has a character that cannot be seen, or that changes the order in which others are read.',
  'content/private-use': 'The input contains private-use characters, which Tallybook keeps for itself.',
  'content/raw-html': 'Raw HTML is not part of the template language.',
  'content/unknown-directive': 'The container or leaf directive does not exist.',
  'content/cards': 'A box of key figures holds something other than a list.',
  'content/table-caption': 'The caption of a Markdown table has no table, no words or no id.',
  'content/block-inline': 'A table or chart helper does not stand alone in its paragraph.',
  'content/heading-depth': 'A heading skips a level, or is deeper than the report numbers.',
  'content/nesting': 'Lists, quotations, emphasis or partials stand in each other too deep.',
  'content/chart-yaml': 'A chart is not valid YAML or JSON.',
  'content/chart-spec': 'A chart lacks a part that it needs or has one in a wrong form.',
  'content/link': 'A link leads neither into the report nor to an address on the network.',
  'content/missing-image': 'An image does not exist.',
  'content/image': 'An image has no alternative text, or is of a kind that reports do not take.',
  'content/picture': 'A picture is broken, is not what its name says, or does more than show something.',
  'number/in-picture': 'A picture shows a number that its alternative text does not answer for.',
  'content/path-outside': 'A path in a template leaves the project folder.',
  'content/encoding': 'A template, a partial or a chart file is not in UTF-8.',
  'content/missing-file': 'A file that a template names does not exist.',
  'claim/false': 'Figures contradict a claim of the text.',
  'claim/untestable': 'A claim of the text cannot be tested: a figure is missing, or a series breaks.',
  'claim/word': 'A word of trend or comparison stands outside a claim.',
  'claim/verdict': 'The verdict on a quoted claim is not the one that the author wrote down.',
  'chart/spec': 'A chart is not a valid Vega-Lite specification.',
  'chart/unknown-field': 'A chart names a field that its dataset does not have.',
  'chart/unknown-category': 'A chart compares a field with a category that it does not have.',
  'chart/data': 'A chart brings its own data or names data outside the data package.',
  'chart/expression': 'An expression in a chart does not parse or reaches outside the chart.',
  'chart/limit': 'A chart would need more marks, rows or memory than allowed.',
  'chart/empty': 'A chart, or a layer of it, shows nothing of what it has.',
  'chart/scale':
    'A scale or an axis of a chart would mislead: marks outside it, a distorted length, labels that are not its numbers.',
  'chart/temporal': 'A year field is used as a moment in time in a way that cannot be drawn rightly.',
  'chart/rows-per-mark': 'Several rows would be drawn as one mark, one over the other.',
  'chart/colours': 'A chart has more colours than a reader can tell apart.',
  'chart/sum': 'A chart adds up a measure that is declared not additive.',
  'chart/missing-value': 'A chart adds up a missing value that does not add.',
  'chart/literal-number': 'A number is written into a chart by hand.',
  'chart/render': 'The chart could not be drawn.',
  'chart/baseline': 'Bars or areas stand on a scale that leaves out zero.',
  'chart/axis-title': 'An axis or legend has a title that was not written by the author.',
  'document/paragraph-id': 'A paragraph bears an id, but no number.',
  'document/duplicate-id': 'Two things bear the same id.',
  'document/dead-reference': 'A reference points at nothing.',
  'document/unused-footnote': 'A footnote is defined but never used.',
  'document/unknown-footnote': 'A footnote is used but never defined.',
  'trace/nothing': '`trace` was asked for a number, page or line that the report does not have.',
  'number/unclassified': 'A numeral of a finished page or PDF does not say what it is.',
  'number/two-meanings': 'One symbol is printed with two meanings in one report.',
  'number/two-roundings': 'One number is printed with two roundings in one report.',
  'output/words': 'A PDF has other words than the page, or hides some of them.',
  'output/figure-alt': 'A picture in the PDF has no text alternative.',
  'output/table-shape': 'A table of the PDF has rows of unequal width.',
  'output/missing-glyph': 'A text has a character that no font of the theme has.',
  'output/page-number': 'The contents ask for the page of an id that the PDF has no link target for.',
  'output/page-drift': 'The page numbers of the contents do not settle.',
  'output/left':
    'A file in the output folder is no longer an output, and is not as Tallybook wrote it, so that it stays.',
  'verify/output': 'The folder holds no outputs of Tallybook, or their manifest cannot be read.',
  'verify/manifest':
    'The manifest does not name the files that its reports have, or says of one what is not so.',
  'verify/missing-file': 'A file that the manifest names is not there.',
  'verify/hash': 'A file is not the one that the manifest names.',
  'verify/foreign-file': 'A file in the output folder is none of those that the manifest names.',
  'verify/form': 'A file of the outputs is not in the form that Tallybook writes.',
  'verify/number': 'A number on the page is not the one that was published.',
  'verify/calculation': 'A number does not follow from the cells that it rests on.',
  'verify/text': 'The page has figures or words that are not those that were published.',
  'verify/markup':
    'A page has elements, attributes, styles, scripts or drawings that are not those that were published, or that pages do not have.',
  'verify/other-version':
    'A page was built by another version, so that a part of it cannot be held against what this one writes.',
  'verify/digest': 'The manifest is not the one with the given hash.',
  'diff/side': 'What is to be compared is neither project, output, snapshot nor git revision.',
  'host/git': 'Git is not there, or failed.',
  'host/browser-missing': 'No browser that can print was found.',
  'host/browser-override': 'The browser named by an environment variable does not work.',
  'host/browser-download': 'The browser asked for with `doctor --install-browser` could not be downloaded.',
  'host/browser-failed': 'The browser crashed, hung or refused to print.',
  'host/sandbox': 'The browser runs without its sandbox.',
  'host/disk-full': 'The disk is full.',
  'host/output-locked': 'The output folder is in use by another build, or a file in it by another program.',
  'host/foreign-file': 'A file that Tallybook did not write stands at the place of an output.',
  'host/write': 'A file could not be written.',
  'host/read': 'A file could not be read.',
  'host/thread': 'A thread of Tallybook could not start, or ended before its work.',
  'host/package': 'A file of Tallybook itself is missing or damaged.',
  'host/open-files': 'The machine does not let Tallybook open as many files as it needs.',
  'host/memory': 'The machine has no memory, or no more processes, to give.',
  'host/current-folder': 'The folder that the command was started in is no more.',
  'host/stream': 'The standard output or error could not be written.',
  'host/internal': 'Tallybook itself failed.',
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** What a stage returns. `value` can be structured-cloned; what it rests on, the recording host knows. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when a diagnostic among these stops the build. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Faults that leave a report readable: a draft may show them, stamped on every page. Everything else stays an error. */
const draftable: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'data/total',
  'gate/blank-total',
  'gate/equals',
  'gate/within',
  'gate/rate',
  'gate/gap',
  'gate/jump',
  'gate/future',
  'gate/unit',
  'gate/accepts-unused',
  'data/unexplained-revision',
  'number/hard-typed',
  'number/unclassified',
  'number/word',
  'content/heading-depth',
  'content/image',
  'claim/false',
  'claim/untestable',
  'claim/verdict',
  'claim/word',
  'document/dead-reference',
  'document/unknown-footnote',
]);

/** The diagnostics of a draft: the faults that a draft may show become warnings. */
export function forDraft(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) =>
    draftable.has(diagnostic.code) ? { ...diagnostic, severity: 'warning' } : diagnostic,
  );
}

/**
 * Orders diagnostics by file, line, column, then code, so that a run always reports in the same order. Each is there
 * once: the languages of a report share its template, and find the same faults.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const different = new Map(diagnostics.map((each) => [formatDiagnostic(each), each]));
  return [...different.values()].sort(
    (a, b) =>
      compare(a.position.file, b.position.file) ||
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
  const { position, severity, code, message, hint, see } = diagnostic;
  const at = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
  const lines = [`${at(position)} ${severity} ${code}: ${message}`];
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  for (const related of see ?? []) lines.push(`  see: ${at(related.position)}, ${related.note}`);
  if (diagnostic.others !== undefined) lines.push(`  ${describeOthers(diagnostic.others)}`);
  return lines.map((line) => visible(shortened(line))).join('\n');
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
  return bestDistance <= Math.max(1, Math.floor(longest / 3)) ? best : undefined;
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

const english = new Intl.ListFormat('en-GB');

/** "a, b and c": words of a message as an English sentence lists them. */
export const listWords = (words: readonly string[]): string => english.format(words);

/** Spreads into a diagnostic: a "did you mean" hint where a near name exists, else nothing. */
export function didYouMean(name: string, candidates: readonly string[]): { hint?: string } {
  const near = nearest(name, candidates);
  return near === undefined ? {} : { hint: `did you mean \`${near}\`?` };
}
