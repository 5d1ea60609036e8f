import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { translationOf } from '../language/language-tag.js';
import { defined } from '../model/defined.js';
import type { ContentMeta } from '../model/tree/nodes.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import type { ComposeInput, ItemInput } from './compose-input.js';
import { spokenOf } from './numbers/spoken.js';
import { SubjectsOfData } from './numbers/subjects.js';
import { inWordsOf, parametersOf } from './parameters.js';
import { readSynonyms } from './synonyms/read.js';
import { type LoadedTemplate, loadTemplate } from './template/load.js';

/** A report whose template is read, and the words that it says of itself. */
export interface ReadReport {
  readonly input: ItemInput;
  readonly loaded: LoadedTemplate;
  readonly meta: ContentMeta;
}

/** Reads the template of a report and the words of its project. `value` is undefined where no report can be made of them. */
export async function readReport(given: ComposeInput, host: Host): Promise<Outcome<ReadReport | undefined>> {
  const { report, item, project, language, spoken = spokenOf(given.data) } = given;
  const parameters = parametersOf({ matrix: report.matrix, item }, given.data);
  const { edition } = project;
  const { loaded, diagnostics } = await loadTemplate(
    report.template,
    host,
    translationOf(language.tag, project.languages),
    { parameters, edition, data: given.data },
  );
  const own = await readSynonyms(spoken, language.tag, host);
  const found = [...diagnostics, ...own.diagnostics];
  if (loaded === undefined) return { value: undefined, diagnostics: found };
  const input: ItemInput = {
    ...given,
    parameters,
    spoken: own.synonyms.length === 0 ? spoken : { ...spoken, synonyms: own.synonyms },
    subjects: given.subjects ?? new SubjectsOfData(),
  };
  const wrongTitles: Diagnostic[] = [];
  const meta = metaOf(input, loaded, wrongTitles);
  const tooLong = longTitles(input, loaded, meta, host.limits);
  if (tooLong.length > 0) return { value: undefined, diagnostics: [...found, ...tooLong] };
  return { value: { input, loaded, meta }, diagnostics: [...found, ...wrongTitles] };
}

/** What a report says of itself on its cover and in its imprint; `diagnostics` takes what is wrong with the parameters in its titles. */
function metaOf(
  { project, report, language, draft, parameters }: ItemInput,
  { frontMatter, frontMatterText }: LoadedTemplate,
  diagnostics: Diagnostic[],
): ContentMeta {
  // The first line of the file is the fence.
  const inTemplate = (name: string): Position => ({
    file: report.template,
    line: frontMatterText.split('\n').findIndex((line) => line.includes(`{${name}}`)) + 2,
    column: 1,
  });
  const fill = (text: string, at: (name: string) => Position): string =>
    inWordsOf(text, { parameters, edition: project.edition }, at, diagnostics);
  const { title, subtitle } = frontMatter;
  const shortTitle = frontMatter['short-title'] ?? report.shortTitle;
  return defined({
    title: title === undefined ? fill(report.title, () => report.position) : fill(title, inTemplate),
    ...(shortTitle && { shortTitle: fill(shortTitle, inTemplate) }),
    ...(subtitle === undefined ? {} : { subtitle: fill(subtitle, inTemplate) }),
    publisher: frontMatter.publisher ?? report.publisher,
    paragraphs: frontMatter.paragraphs,
    chapters: report.chapters,
    only: report.only,
    edition: project.edition,
    language: language.tag,
    ...(report.imprint && {
      imprint: { ...report.imprint, ...frontMatter.imprint, languages: project.languages },
    }),
    illustrative: false,
    draft,
    ...(report.audience && { audience: report.audience }),
    ...(report.release && { release: report.release }),
  });
}

/** A title or subtitle that is longer than any, which a browser takes minutes to print. */
function longTitles(
  { report }: ItemInput,
  { frontMatter }: LoadedTemplate,
  { title, shortTitle = '', subtitle = '' }: ContentMeta,
  limits: ResourceLimits,
): readonly Diagnostic[] {
  const start = { file: report.template, line: 1, column: 1 };
  return [
    { text: title, position: frontMatter.title === undefined ? report.position : start },
    { text: shortTitle, position: start },
    { text: subtitle, position: start },
  ].flatMap(({ text, position }) =>
    text.length > limits.titleCharacters ? [limitProblem({ name: 'titleCharacters', limits, position })] : [],
  );
}
