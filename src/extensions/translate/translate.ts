import { basename, dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Document, parseDocument } from 'yaml';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { folderFiles } from '../../host/files/files.js';
import { FileProblem } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { csvRow } from '../../model/csv-row.js';
import { phrase, problem } from '../../problems/problem.js';
import { hashOf, sectionsOf, sourceMark, type TranslatedText } from './blocks.js';
import { translatedPiece } from './pieces.js';
import { type LanguageState, type TemplateState, translationState } from './state.js';

/** Texts on their way to a translator and back: CSV, which every office program opens. */

const head = ['place', 'state', 'source', 'translation'] as const;

/** A text that an office program would take for a formula has an apostrophe before it, which the way back takes off. */
const guarded = (text: string): string => (/^['=+\-@\t\r]/.test(text) ? `'${text}` : text);
const unguarded = (text: string): string => unprinted(/^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** What is printed so that no log takes it for a command, as it was: `::` that begins a line, and `##[`. */
const unprinted = (text: string): string => text.replace(/^(\s*)\\::/gm, '$1::').replaceAll('##\\[', '##[');

/** Every text of a language, in the order of data, templates, and the partials and charts in them. */
const textsIn = ({ data, templates, pieces }: LanguageState): readonly TranslatedText[] => [
  ...data.texts,
  ...templates.flatMap(({ sections }) => sections.flatMap(({ texts }) => texts)),
  ...pieces.flatMap(({ texts }) => texts),
];

/** The texts as CSV, with a byte order mark, by which office programs know UTF-8; those that are current only where all are asked for. */
function exported(state: LanguageState, all: boolean): string {
  const rows = textsIn(state)
    .filter((text) => all || text.state !== 'current')
    .map(({ place, state: how, source, translation }) => [place, how, source, translation].map(guarded));
  return `\uFEFF${[head, ...rows].map(csvRow).join('\n')}\n`;
}

/** A row that came back. */
interface ReturnedText {
  readonly place: string;
  readonly source: string;
  readonly translation: string;
  readonly line: number;
}

/** Reads a list of texts that came back; rows without a translation say nothing. */
function readReturned(
  text: string,
  file: string,
): { readonly rows: readonly ReturnedText[]; readonly diagnostics: readonly Diagnostic[] } {
  const delimiter = /^\uFEFF?place;/.test(text) ? ';' : ',';
  const refuse = (message: string, line: number): { rows: []; diagnostics: Diagnostic[] } => ({
    rows: [],
    diagnostics: [
      {
        severity: 'error',
        code: 'translation/returned',
        message,
        position: { file, line, column: 1 },
        hint: phrase('translation/returned.tallybook'),
      },
    ],
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
  return { rows: rows.filter(({ translation }) => translation !== ''), diagnostics: [] };
}

/** What a list that came back makes of the files of a language, and which of its rows are of a text that is no more. */
function imported(
  state: LanguageState,
  rows: readonly ReturnedText[],
  current: Readonly<Record<string, string>>,
  file: string,
): {
  readonly files: Readonly<Record<string, string>>;
  readonly taken: number;
  readonly diagnostics: readonly Diagnostic[];
} {
  const texts = new Map(textsIn(state).map((text) => [text.place, text]));
  const fits = (row: ReturnedText): boolean => texts.get(row.place)?.source === row.source;
  const diagnostics = rows
    .filter((row) => !fits(row))
    .map(
      ({ place, line }): Diagnostic =>
        problem('translation/returned.translation', { file, line, column: 1 }, { place }),
    );
  const taken = new Map(rows.filter(fits).map(({ place, translation }) => [place, translation]));
  // What came back as it was is left where it stands, which may be under its place.
  const ofData = state.data.texts.filter(
    ({ place, translation }) => taken.has(place) && taken.get(place) !== translation,
  );
  const files: Record<string, string> = {};
  if (ofData.length > 0) {
    files[state.data.file] = withTexts(
      current[state.data.file] ?? '',
      ofData.map(({ place, source }) => ({ place, source, translation: taken.get(place) ?? '' })),
      state.language,
    );
  }
  for (const template of state.templates) {
    const isTouched = template.sections.some((section) =>
      section.texts.some(({ place }) => taken.has(place)),
    );
    if (isTouched) files[template.file] = translatedTemplate(template, taken, current);
  }
  for (const piece of state.pieces) {
    if (piece.texts.some(({ place }) => taken.has(place)))
      files[piece.file] = translatedPiece(piece, taken, current[piece.source] ?? '', current[piece.file]);
  }
  return { files, taken: taken.size, diagnostics };
}

/** The file of texts with new ones; what stands in it, remarks included, stays. */
function withTexts(
  before: string,
  texts: readonly Pick<TranslatedText, 'place' | 'source' | 'translation'>[],
  language: string,
): string {
  const document = before.trim() === '' ? new Document({ texts: {} }) : parseDocument(before);
  if (before.trim() === '') document.commentBefore = ` The texts of the data package in \`${language}\`.`;
  for (const { place, source, translation } of texts)
    document.setIn(document.hasIn(['at', place]) ? ['at', place] : ['texts', source], translation);
  return document.toString({ lineWidth: 0 });
}

/** A template of translated blocks; what nobody translated stands in the language of the source, and its section is not marked. */
function translatedTemplate(
  { source, file, sections }: TemplateState,
  taken: ReadonlyMap<string, string>,
  current: Readonly<Record<string, string>>,
): string {
  const own = sectionsOf(current[source] ?? '');
  const before = sectionsOf(current[file] ?? '');
  const blocks = sections.flatMap(({ texts, state }, index) => {
    // A section that was translated in another number of paragraphs is one text.
    const written = texts.flatMap(({ place, source: text, translation }) =>
      sectionsOf(taken.get(place) ?? (translation === '' ? text : translation)).flatMap((each) =>
        each.blocks.map((block) => block.text),
      ),
    );
    const section = own[index];
    const isWhole = texts.every(
      (text) => taken.has(text.place) || (text.translation !== '' && state === 'current'),
    );
    const hash = isWhole && section !== undefined ? hashOf(section) : before[index]?.source;
    const [first = '', ...others] = written;
    return hash === undefined ? written : [first, sourceMark(hash), ...others];
  });
  return `${blocks.join('\n\n')}\n`;
}

export interface TranslateOptions {
  /** The project folder, absolute. */
  readonly root: string;
}

/** What came of a list of texts. */
export interface Exchange {
  readonly diagnostics: readonly Diagnostic[];
  /** The list, as CSV. */
  readonly text?: string;
  /** Files that were written, and how many translations were taken over. */
  readonly written?: readonly string[];
  readonly taken?: number;
}

/** How far the translations of a project are. */
export async function status({ root }: TranslateOptions): Promise<{
  readonly languages: readonly LanguageState[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { languages, diagnostics } = await translationState(root);
  return { languages, diagnostics };
}

/** What a translator has to look at, or all texts, as CSV. */
export async function exportTexts(
  { root }: TranslateOptions,
  language: string,
  all: boolean,
): Promise<Exchange> {
  const { languages, diagnostics } = await translationState(root, language);
  const [state] = languages;
  return state === undefined || isBroken(diagnostics)
    ? { diagnostics }
    : { diagnostics, text: exported(state, all) };
}

/** A file of texts that cannot be read would lose what stands in it. */
const isBroken = (found: readonly Diagnostic[]): boolean =>
  found.some(({ severity, code }) => severity === 'error' && code.startsWith('translation/'));

async function readList(path: string, shown: string, most: number): Promise<string | Diagnostic> {
  try {
    return await folderFiles(dirname(path)).readText(basename(path), most);
  } catch (fault) {
    if (!(fault instanceof FileProblem)) throw fault;
    const found = fault.reason === 'missing' ? 'missing file' : `file (${fault.reason.replaceAll('-', ' ')})`;
    return problem('translation/returned.texts', { file: shown, line: 1, column: 1 }, { found, shown });
  }
}

/** Takes over what came back: texts of the data package, and templates. Rejects with an `EnvironmentProblem`. */
export async function importTexts(
  { root }: TranslateOptions,
  language: string,
  { path, shown: file }: { readonly path: string; readonly shown: string },
): Promise<Exchange> {
  const { languages, project, diagnostics } = await translationState(root, language);
  const [state] = languages;
  if (state === undefined || project === undefined || isBroken(diagnostics)) return { diagnostics };
  const text = await readList(path, file, project.limits.textBytes);
  if (typeof text !== 'string') return { diagnostics: [text] };
  const returned = readReturned(text, file);
  if (hasErrors(returned.diagnostics)) return { diagnostics: returned.diagnostics };
  const { project: files } = createHost(root, project.limits);
  const paths = [
    state.data.file,
    ...[...state.templates, ...state.pieces].flatMap((each) => [each.source, each.file]),
  ];
  const current: Record<string, string> = {};
  for (const path of paths) {
    if (await files.exists(path)) current[path] = await files.readText(path, project.limits.textBytes);
  }
  const made = imported(state, returned.rows, current, file);
  await writeFiles(root, made.files);
  return { diagnostics: made.diagnostics, written: Object.keys(made.files), taken: made.taken };
}
