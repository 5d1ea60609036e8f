import type { Diagnostic } from '../../../diagnostics.js';
import type { Files } from '../../../host/host.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import type { ResourceLimits } from '../../../resource-limits.js';
import { unusedName } from '../describe-files.js';
import { type Converted, convert, dataIn } from './convert.js';
import type { WordReport } from './read/blocks.js';
import { readReport } from './read/read-report.js';

/** A Word file that was read. */
export interface OpenedReport {
  readonly name: string;
  /** What its report is called where there are several. */
  readonly id: string;
  readonly report: WordReport;
}

/** A report that begins with the text of a Word file. */
export interface BegunReport extends Converted {
  /** Its Word file. */
  readonly name: string;
  readonly id: string;
  /** The paths of its template, and of the list of what is left. */
  readonly template: string;
  readonly list: string;
  /** The tables in which no number was looked up: a draft is built without them. */
  readonly aside: readonly string[];
  /** What is written of it, by paths in the project. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Reads a Word file, or says why it cannot be read; `ids` are those of the files before it. */
export function openReport(
  name: string,
  bytes: Uint8Array,
  limits: ResourceLimits,
  ids: Set<string>,
): OpenedReport | Diagnostic {
  const report = readReport(bytes, limits);
  if ('message' in report) return { ...report, position: { file: name, line: 1, column: 1 } };
  return { name, id: unusedName(idOf(name), ids), report };
}

/** The data that Word files have in their own tables. */
export async function dataOfReports(
  word: readonly OpenedReport[],
  tool: Files,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { id, report } of word)
    for (const [file, bytes] of await dataIn(report, tool))
      found.set(word.length > 1 ? `${id}-${file}` : file, bytes);
  return found;
}

interface Beginning {
  readonly data: PublishedData;
  /** What the rows above tables call these, by the names of datasets. */
  readonly titles: ReadonlyMap<string, string>;
  readonly lastYear: number;
  readonly aside: BegunReport['aside'];
  readonly tool: Files;
}

/** Makes a report of each Word file: one alone is the annual report, several bear their names. */
export async function beginReports(
  word: readonly OpenedReport[],
  { data, titles, lastYear, aside, tool }: Beginning,
): Promise<readonly BegunReport[]> {
  const begun: BegunReport[] = [];
  for (const { name, report, ...own } of word) {
    const id = word.length > 1 ? own.id : 'annual-report';
    const title = name.replace(/\.docx?$/i, '').replace(/[-_]+/g, ' ');
    const converted = await convert({ report, data, titles, lastYear, title, tool });
    // A folder of its own keeps pictures of the same name apart.
    const folder = word.length > 1 ? `templates/${id}` : 'templates';
    const template = `${folder}/${id}.md`;
    const files = Object.fromEntries(
      [...converted.draft.files].map(([path, content]) => [`${folder}/${path}`, content]),
    );
    begun.push({
      ...converted,
      ...{ name, id, template, aside },
      list: word.length > 1 ? `from-word-${id}.md` : 'from-word.md',
      files: { ...files, [template]: converted.draft.template },
    });
  }
  return begun;
}

/** "Schools (final).docx" -> "schools-final", "2024.docx" -> "report-2024". */
const idOf = (name: string): string =>
  name
    .replace(/\.docx?$/i, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-?(?=\d|$)/, 'report-')
    .replace(/^-+|-+$/g, '');
