import { type Composed, compose } from '../content/compose.js';
import type { KeepLint } from '../content/compose-input.js';
import type { Spoken } from '../content/numbers/spoken.js';
import type { SubjectsOfData } from '../content/numbers/subjects.js';
import type { RowIndex } from '../content/selection/fields.js';
import { templateSyntax } from '../extensions/extensions.js';
import type { Host } from '../host/host.js';
import { loadCatalogue } from '../language/catalogue.js';
import { createLanguage } from '../language/create.js';
import type { Language } from '../language/language.js';
import { loadLexicon } from '../language/lexicon/lexicon.js';
import { type Nouns, noNouns } from '../language/noun.js';
import { withNouns } from '../language/nouns.js';
import { isUnread } from '../language/prepared.js';
import { inSerbianLatin, keptWords } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import type { House } from '../model/project/house.js';
import type { Precision } from '../model/project/precision.js';
import type { Project, Target } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';

interface WriteInput {
  readonly project: Project;
  readonly target: Target;
  readonly data: PublishedData;
  readonly rows: RowIndex;
  readonly subjects?: SubjectsOfData;
  /** Found in the data where it is absent. */
  readonly spoken?: Spoken;
  /** What the data package says of itself; absent where nothing is known. */
  readonly about?: About;
  /** Absent where no edition is compared. */
  readonly editions?: Editions;
  readonly language: Language;
  readonly draft: boolean;
  readonly words?: boolean;
  readonly keepLint?: KeepLint;
}

/** The text of a report, its charts not yet drawn. */
export interface Written {
  readonly target: Target;
  readonly data: PublishedData;
  readonly language: Language;
  readonly precision: Precision;
  /** What its pages carry from files of the publisher; absent where nothing is known of them. */
  readonly house?: House;
  /** Without a value when the template cannot be read as one. */
  readonly content: Composed;
}

/** What the tool says in a language, and what it takes the numbers and words of authors to be. */
export async function languageOf(
  tag: string,
  { tool, project }: Host,
  nouns: Nouns = noNouns,
): Promise<Language> {
  const lexicon = withNouns(await loadLexicon(tag, tool, project), nouns);
  const catalogue = await loadCatalogue(tag, tool, project);
  return createLanguage(tag, catalogue, lexicon, await isUnread(tag, tool, project));
}

/** The text of one target as a tree; what nothing in it hangs on is not read yet. */
export async function writeText(
  {
    project,
    target,
    data,
    rows,
    subjects,
    spoken,
    about,
    editions,
    language,
    draft,
    words,
    keepLint,
  }: WriteInput,
  host: Host,
): Promise<Written> {
  const content = await compose(
    {
      project,
      report: target.report,
      ...(target.item && { item: target.item }),
      data,
      rows,
      ...(subjects && { subjects }),
      language,
      syntax: templateSyntax,
      draft,
      ...(spoken && { spoken }),
      ...(words && { words }),
      ...(about && { about }),
      ...(editions && { editions }),
      ...(keepLint && { keepLint }),
    },
    host,
  );
  return { target, data, language, precision: project.precision, content };
}

/** A text as it is printed in a language: what was written in Serbian Cyrillic, in Latin letters where those are asked for. */
export function inLetters(written: Written, language: Language, { keptInCyrillic }: Project): Written {
  if (written.language.tag === language.tag) return written;
  const { value } = written.content;
  if (value === undefined) return { ...written, language };
  const { meta, body, claims, unchecked } = value;
  const latin = inSerbianLatin({ meta, body, claims, unchecked }, keptWords(keptInCyrillic));
  const content = { ...value, ...latin, meta: { ...latin.meta, language: language.tag } };
  return { ...written, language, content: { ...written.content, value: content } };
}
