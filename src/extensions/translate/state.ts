import { type PlacedText, textsOf } from '../../data/translations/check.js';
import { textsInPackage } from '../../data/translations/in-package.js';
import { type ReadTranslation, readTranslation } from '../../data/translations/read.js';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { translatedPath } from '../../language/language-tag.js';
import { loadOwnWords } from '../../language/own-words.js';
import { writtenForm } from '../../language/serbian-latin.js';
import type { Project } from '../../model/project/project.js';
import { problem } from '../../problems/problem.js';
import { resolveProject } from '../../project/resolve.js';
import { prepareData } from '../../session/prepare-data.js';
import { recordReaders } from '../extensions.js';
import {
  hashOf,
  sectionsOf,
  stateOf,
  type TemplateSection,
  type TextState,
  type TranslatedText,
} from './blocks.js';
import { drawnFiles, type PieceState, pieceStates, unusedPieces } from './pieces.js';

/** A section of a template. */
export interface SectionState {
  readonly state: TextState;
  /** Its heading as written, or "(before the first heading)". */
  readonly heading: string;
  /** Of it in the source, from 1. */
  readonly line: number;
  readonly texts: readonly TranslatedText[];
}

/** A template and its translation. */
export interface TemplateState {
  readonly source: string;
  readonly file: string;
  readonly sections: readonly SectionState[];
}

/** What of a project is translated into a language. */
export interface LanguageState {
  readonly language: string;
  readonly data: { readonly file: string; readonly texts: readonly TranslatedText[] };
  readonly templates: readonly TemplateState[];
  /** The partials and chart files that they draw in. */
  readonly pieces: readonly PieceState[];
}

/** The languages of a project beside its first, or what stands in the way. */
interface TranslationState {
  readonly project?: Project;
  readonly languages: readonly LanguageState[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the translations of a project; Serbian in Latin letters has none of its own. */
export async function translationState(root: string, only?: string): Promise<TranslationState> {
  const files = createHost(root);
  const { value: project, diagnostics } = await resolveProject(files, recordReaders, isWorkedOn);
  if (project === undefined) return { languages: [], diagnostics };
  const [first = '', ...others] = project.languages;
  const tags = [...new Set(others.map(writtenForm))].filter((tag) => tag !== writtenForm(first));
  const wanted = only === undefined ? tags : tags.filter((tag) => tag === writtenForm(only));
  if (only !== undefined && wanted.length === 0) return { diagnostics: [unknown(only, tags)], languages: [] };
  const host = { ...files, limits: project.limits };
  const found: Diagnostic[] = [...diagnostics];
  const languages: LanguageState[] = [];
  const sources = [...new Set(project.reports.map(({ template }) => template))];
  const drawn = await drawnFiles(sources, host);
  for (const language of wanted) {
    const { texts, translation, diagnostics: said } = await translatedTexts(project, language, host);
    for (const each of said) found.push(each);
    const templates: TemplateState[] = [];
    for (const each of await unusedPieces(drawn, sources, language, host)) found.push(each);
    for (const source of sources) {
      const file = translatedPath(source, language);
      const has = await host.project.exists(file);
      templates.push({
        source,
        file,
        sections: sectionStates(
          sectionsOf(await host.project.readText(source, host.limits.textBytes)),
          has ? sectionsOf(await host.project.readText(file, host.limits.textBytes)) : [],
          file,
        ),
      });
    }
    languages.push({
      language,
      data: {
        file: translation.file,
        texts: texts.map(({ text, place }) => {
          const translated = translation.at.get(place) ?? translation.texts.get(text);
          const state = translated === undefined ? 'missing' : 'current';
          return { place, state, source: text, translation: translated ?? '' };
        }),
      },
      templates,
      pieces: await pieceStates(drawn, language, host),
    });
  }
  const isStopped = found.some(({ code, severity }) => severity === 'error' && !isWorkedOn(code));
  return isStopped ? { languages: [], diagnostics: found } : { project, languages, diagnostics: found };
}

/** Faults of what a translator works on, which say no more than that it is not whole. */
const isWorkedOn = (code: DiagnosticCode): boolean =>
  code.startsWith('messages/') || code.startsWith('translation/');

function unknown(tag: string, tags: readonly string[]): Diagnostic {
  return problem(
    'project/unknown-target.language',
    { file: 'tallybook.yaml', line: 1, column: 1 },
    {
      tag,
      aProject: tags.length === 0 ? 'one language only' : tags.map((each) => `\`${each}\``).join(', '),
    },
  );
}

const joined = ({ blocks }: TemplateSection): string => blocks.map(({ text }) => text).join('\n\n');

function sectionStates(
  own: readonly TemplateSection[],
  translated: readonly TemplateSection[],
  file: string,
): readonly SectionState[] {
  let number = 0;
  return own.map((section, index) => {
    const theirs = translated[index];
    const state = stateOf(theirs !== undefined, theirs?.source, hashOf(section));
    const [first] = section.blocks;
    const isAlike = theirs === undefined || theirs.blocks.length === section.blocks.length;
    const places = section.blocks.map(() => `${file}#${++number}`);
    const textAt = (place: string, text: string, translation: string): TranslatedText => ({
      place,
      state: translation === '' ? 'missing' : state,
      source: text,
      translation,
    });
    // Of paragraphs that are not as many as in the source nobody can say which is which: the section is one text.
    const texts = isAlike
      ? section.blocks.map((block, at) =>
          textAt(places[at] ?? '', block.text, theirs?.blocks[at]?.text ?? ''),
        )
      : [textAt(places[0] ?? '', joined(section), joined(theirs))];
    const heading = first?.isHeading === true ? first.text : '(before the first heading)';
    return { state, heading, line: first?.line ?? 1, texts };
  });
}

/** The texts of the data of a project that need a translation, and what there is of one. */
interface TranslatedTexts {
  /** Each text once, but for those that the data package itself has in the language, at its first place, in the order of the data. */
  readonly texts: readonly PlacedText[];
  readonly translation: ReadTranslation;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the data of a project, and their translation into a language. */
async function translatedTexts(
  { data: path, dataPosition: position, edition }: Project,
  tag: string,
  host: Host,
): Promise<TranslatedTexts> {
  const prepared = await prepareData({ path, position, edition }, host);
  const own = await loadOwnWords(tag, host.tool, host.project);
  const read = await readTranslation(path, tag, host);
  const inPackage = textsInPackage(prepared.about.byLanguage ?? [], tag);
  const first = new Map<string, PlacedText>();
  for (const placed of textsOf(prepared.value, prepared.about)) {
    if (inPackage.has(placed.text)) continue;
    const isOpen = placed.mayBeCode && !read.value.at.has(placed.place);
    if (!isOpen && !own.has(placed.text) && !first.has(placed.text)) first.set(placed.text, placed);
  }
  const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error');
  return {
    texts: [...first.values()],
    translation: read.value,
    diagnostics: [...errors, ...read.diagnostics],
  };
}
