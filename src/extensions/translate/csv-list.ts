import { parse } from 'csv-parse/sync';
import type { Diagnostic } from '../../diagnostics.js';
import { csvRow } from '../../model/csv-row.js';
import { phrase } from '../../problems/problem.js';
import type { TranslatedText } from './blocks.js';

/** Texts as CSV, which every office program opens. */

const head = ['place', 'state', 'source', 'translation'] as const;

/** A text that an office program would take for a formula has an apostrophe before it, which the way back takes off. */
const guarded = (text: string): string => (/^['=+\-@\t\r]/.test(text) ? `'${text}` : text);
const unguarded = (text: string): string => unprinted(/^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** What is printed so that no log takes it for a command, as it was: `::` that begins a line, and `##[`. */
const unprinted = (text: string): string => text.replace(/^(\s*)\\::/gm, '$1::').replaceAll('##\\[', '##[');

/** The texts as CSV, with a byte order mark, by which office programs know UTF-8. */
export function csvOf(texts: readonly TranslatedText[]): string {
  const rows = texts.map(({ place, state: how, source, translation }) =>
    [place, how, source, translation].map(guarded),
  );
  return `\uFEFF${[head, ...rows].map(csvRow).join('\n')}\n`;
}

/** A row that came back. */
export interface ReturnedText {
  readonly place: string;
  readonly source: string;
  readonly translation: string;
  readonly line: number;
}

/** Reads a list of texts that came back; rows without a translation say nothing. */
export function readCsv(text: string, file: string): readonly ReturnedText[] | Diagnostic {
  const delimiter = /^\uFEFF?place;/.test(text) ? ';' : ',';
  const refuse = (message: string, line: number): Diagnostic => ({
    severity: 'error',
    code: 'translation/returned',
    message,
    position: { file, line, column: 1 },
    hint: phrase('translation/returned.tallybook'),
  });
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
    }) as unknown as typeof records;
  } catch (error) {
    return refuse(
      phrase('translation/returned.csv', { message: error instanceof Error ? error.message : String(error) }),
      1,
    );
  }
  const [names, ...others] = records;
  const at = head.map((name) => names?.record.indexOf(name) ?? -1);
  const lacking = head.find((_, index) => at[index] === -1);
  if (lacking !== undefined)
    return refuse(phrase('translation/returned.head', { lacking, head: head.join(',') }), 1);
  const rows = others.map(({ record, info }): ReturnedText => {
    const [place = '', , source = '', translation = ''] = at.map((index) => unguarded(record[index] ?? ''));
    return { place, source, translation: translation.trim(), line: info.lines };
  });
  return rows.filter(({ translation }) => translation !== '');
}
