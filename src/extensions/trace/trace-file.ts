import { languageProperty, numberName, reportProperty } from '../../outputs/docx/names.js';
import { piecesOf } from '../../outputs/docx/read/paragraph-words.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import { problem } from '../../problems/problem.js';
import { readWordFile } from '../../session/read-word-file.js';
import { answersOf } from './answer.js';
import { findNumbers, normal, readQuery } from './query.js';
import { type TraceOptions, type TraceResult, traceable } from './trace.js';
import type { TracedNumber } from './traced.js';

interface FileTraceOptions extends Omit<TraceOptions, 'report'> {
  /** Of the Word file, absolute. */
  readonly path: string;
  /** The same as typed. */
  readonly shown: string;
}

/**
 * What a number of a Word file answers, by the report that it was made of. It is found by the id that the file keeps for it, so also
 * where a colleague changed it; in a file without ids by its text. Rejects with an `EnvironmentProblem`.
 */
export async function traceFile({
  path,
  shown,
  query,
  language,
  ...options
}: FileTraceOptions): Promise<TraceResult> {
  const whole = { file: shown, line: 1, column: 1 };
  const document = await readWordFile(path, shown, options.root);
  if ('severity' in document) return { diagnostics: [document], answers: [] };
  const { [reportProperty]: report, [languageProperty]: written } = document.properties;
  if (report === undefined) {
    const hint = 'name the report in place of the file';
    return { diagnostics: [problem('word/file.foreign', whole, {}, { hint })], answers: [] };
  }
  const { traced, diagnostics } = await traceable({ ...options, report, language: language ?? written });
  if (traced === undefined) return { diagnostics, answers: [] };
  const { numbers, lookUp } = traced;
  const marked = markedNumbers(document, query, numbers);
  const found = marked.length > 0 ? marked : findNumbers(readQuery(query), numbers);
  const others = marked.filter(({ text }) => normal(text) !== normal(query));
  const changed = others.map(({ text, at }) =>
    problem('word/number', at ?? whole, { text: query, printed: text }, { severity: 'warning' }),
  );
  if (found.length === 0)
    return { diagnostics: [problem('trace/nothing', whole, { query, reportName: report })], answers: [] };
  return { diagnostics: changed, answers: answersOf(found, numbers, lookUp) };
}

/** The numbers of the report whose marks in the file are around a text. */
function markedNumbers(
  { paragraphs }: ReadDocument,
  text: string,
  numbers: readonly TracedNumber[],
): readonly TracedNumber[] {
  const meant = new Set<string>();
  for (const paragraph of paragraphs) {
    const texts = new Map<string, string>();
    for (const { kind, id = '', text: part } of piecesOf(paragraph, 'after'))
      if (kind === 'number') texts.set(id, (texts.get(id) ?? '') + part);
    for (const [id, shown] of texts) if (normal(shown) === normal(text)) meant.add(id);
  }
  return numbers.filter(({ entry }) => entry && (meant.has(entry.id) || meant.has(numberName(entry.id))));
}
