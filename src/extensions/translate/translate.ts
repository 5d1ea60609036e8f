import { Document, parseDocument } from 'yaml';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { problem } from '../../problems/problem.js';
import { hashOf, sectionsOf, sourceMark, type TranslatedText } from './blocks.js';
import type { ReturnedText } from './csv-list.js';
import { isListName, listOf, readList } from './lists.js';
import { translatedPiece } from './pieces.js';
import { type LanguageState, type TemplateState, translationState } from './state.js';

/** Every text of a language, in the order of data, templates, and the partials and charts in them. */
const textsIn = ({ data, templates, pieces }: LanguageState): readonly TranslatedText[] => [
  ...data.texts,
  ...templates.flatMap(({ sections }) => sections.flatMap(({ texts }) => texts)),
  ...pieces.flatMap(({ texts }) => texts),
];

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
  /** The list, in the form that was asked for. */
  readonly list?: Uint8Array;
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

/** What a translator has to look at, or all texts, in the form that the name of a file says. */
export async function exportTexts(
  { root }: TranslateOptions,
  language: string,
  { all = false, file = '.csv' }: { readonly all?: boolean; readonly file?: string } = {},
): Promise<Exchange> {
  if (!isListName(file)) {
    const at = { file, line: 1, column: 1 };
    return { diagnostics: [problem('translation/returned.form', at, { shown: file })] };
  }
  const { languages, project, diagnostics } = await translationState(root, language);
  const [state] = languages;
  if (state === undefined || isBroken(diagnostics)) return { diagnostics };
  const texts = textsIn(state).filter((text) => all || text.state !== 'current');
  const [source = ''] = project?.languages ?? [];
  return { diagnostics, list: listOf(file, texts, { source, target: state.language }) };
}

/** A file of texts that cannot be read would lose what stands in it. */
const isBroken = (found: readonly Diagnostic[]): boolean =>
  found.some(({ severity, code }) => severity === 'error' && code.startsWith('translation/'));

/** Takes over what came back: texts of the data package, and templates. Rejects with an `EnvironmentProblem`. */
export async function importTexts(
  { root }: TranslateOptions,
  language: string,
  { path, shown: file }: { readonly path: string; readonly shown: string },
): Promise<Exchange> {
  const { languages, project, diagnostics } = await translationState(root, language);
  const [state] = languages;
  if (state === undefined || project === undefined || isBroken(diagnostics)) return { diagnostics };
  const most = project.limits.textBytes;
  const texts = textsIn(state);
  const returned = await readList({ path, shown: file, root, texts, language: state.language, most });
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
