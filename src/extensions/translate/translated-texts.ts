import { type PlacedText, textsOf } from '../../data/translations/check.js';
import { textsInPackage } from '../../data/translations/in-package.js';
import { type ReadTranslation, readTranslation } from '../../data/translations/read.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { loadOwnWords } from '../../language/own-words.js';
import type { Project } from '../../model/project/project.js';
import { prepareData } from '../../session/prepare-data.js';

/** The texts of the data of a project that need a translation, and what there is of one. */
export interface TranslatedTexts {
  /** Each text once, but for those that the data package itself has in the language, at its first place, in the order of the data. */
  readonly texts: readonly PlacedText[];
  readonly translation: ReadTranslation;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the data of a project, and their translation into a language. */
export async function translatedTexts(
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
