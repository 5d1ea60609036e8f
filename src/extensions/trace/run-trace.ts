import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { shownPlace } from '../../diagnostics.js';
import { type Answer, type AnswerCell, type AnswerPlace, type AnswerStep, trace } from './trace.js';
import { traceFile } from './trace-file.js';

export interface TraceRequest extends SharedRequest {
  readonly command: 'trace';
  readonly report: string;
  /** What is looked for, as typed. */
  readonly query: string;
  /** As typed. */
  readonly project: string;
  readonly language?: string;
}

/** Cells and places beyond this many are counted. */
const mostListed = 12;

/** An answer as lines for a terminal: what it is, where it stands, from which cells, by which steps, where else. */
export function describeAnswer(answer: Answer): string[] {
  const { text, unit, value, meaning, places, cells, steps, elsewhere } = answer;
  // Units are words of the data package, in the plural: "1 (accidents)".
  const counted = unit === undefined ? '' : ` (${unit})`;
  const exact = value === undefined ? '' : ` = ${exactText(value)}${counted}`;
  const lines = [
    `“${text}”${exact}`,
    ...(meaning === undefined ? [] : [`  no quantity: ${meaning}`]),
    ...part(places.length === 1 ? 'printed once' : `printed ${places.length} times`, places.map(placeLine)),
    ...part(cells.length === 1 ? 'from the cell' : `from ${cells.length} cells`, cells.flatMap(cellLines)),
    ...part('by', steps.map(stepLine)),
    ...part('the same cells are also printed as', elsewhere.map(placeLine)),
  ];
  return lines.map((line) => visible(line));
}

function part(head: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - mostListed;
  const more = rest > 0 ? [`    and ${rest} more`] : [];
  return [`  ${head}`, ...lines.slice(0, mostListed).map((line) => `    ${line}`), ...more];
}

function placeLine({ text, class: name, place, id, anchor, section, page, at }: AnswerPlace): string {
  const parts = [
    `“${text}” in ${places[place] ?? place}`,
    section,
    anchor === undefined ? undefined : `#${anchor}`,
    page === undefined ? undefined : page.includes(' ') ? `pages ${page}` : `page ${page}`,
    name === 'ledger' ? undefined : `class ${name}`,
    at,
    id,
  ];
  return parts.filter((each) => each !== undefined).join(', ');
}

const places: Readonly<Record<string, string>> = {
  text: 'the text',
  table: 'a table',
  chart: 'a chart',
  alternative: 'a text alternative',
  heading: 'a heading',
  caption: 'a caption',
  card: 'a card',
  footnote: 'a footnote',
  contents: 'the contents',
  cover: 'the title of the report',
  'running-head': 'the head of a page',
  'page-number': 'the foot of a page',
};

function cellLines({ title, field, keys, text, query, sources, ...place }: AnswerCell): string[] {
  const line = `${shownPlace(place)}  ${title}: ${[field, ...keys].join(', ')} = ${text}`;
  if (query === undefined) return [line, ...(sources === undefined ? [] : [`  ${rowsLine(sources)}`])];
  if (place.result !== true) return [line, `  answered by a database to the query ${query}`];
  return [line, `  ${sources === undefined ? 'the engine cannot tell from which rows' : rowsLine(sources)}`];
}

/** The rows that a cell was made from: `made from 3 rows: data/records.csv:8, data/records.csv:9 and 1 more`. */
function rowsLine(sources: NonNullable<AnswerCell['sources']>): string {
  const rest = sources.length - mostListed;
  const shown = sources.slice(0, mostListed).map((source) => shownPlace(source));
  return `made from ${sources.length === 1 ? '1 row' : `${sources.length.toLocaleString('en')} rows`}: ${shown.join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''}`;
}

function stepLine({ operation, formula, value, missing, source, by }: AnswerStep): string {
  const result = value === undefined ? (missing ?? '') : exactText(value);
  const how = formula ?? source ?? (by && `calculated by ${by}`);
  return [operation, how, result]
    .filter((each) => each !== undefined && each !== '')
    .join(' = ')
    .replace(' = ', ': ');
}

function exactText({ fraction, decimal }: { readonly fraction: string; readonly decimal: string }): string {
  return fraction === decimal ? decimal : `${fraction} = ${decimal}`;
}

/** Traces a number of a report and prints its answers to `out`, as text or with `--json` one object a line. */
export async function runTrace(request: TraceRequest, terminal: Printing): Promise<0 | 1> {
  const { project, report, query, language, json } = request;
  const root = resolve(terminal.cwd, project);
  const { env } = terminal;
  const isFile = report.toLowerCase().endsWith('.docx');
  const { diagnostics, answers } = isFile
    ? await traceFile({ root, path: resolve(terminal.cwd, report), shown: report, query, language, env })
    : await trace({ root, report, query, language, env });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const answer of answers) terminal.json(answer);
  else if (answers.length > 0)
    terminal.out(answers.map((answer) => describeAnswer(answer).join('\n')).join('\n\n'));
  return answers.length === 0 ? 1 : 0;
}
