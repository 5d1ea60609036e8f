import type { Diagnostic, Position } from '../diagnostics.js';
import type { ContentMeta } from '../model/nodes.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import type { ItemInput } from './compose-input.js';
import { inWordsOf } from './parameters/in-words.js';
import type { LoadedTemplate } from './template/load.js';

/** What a report says of itself on its cover and in its imprint; `diagnostics` takes what is wrong with the parameters in its titles. */
export function metaOf(
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
    inWordsOf(text, parameters, at, diagnostics);
  const { title, subtitle } = frontMatter;
  return {
    title: title === undefined ? fill(report.title, () => report.position) : fill(title, inTemplate),
    ...(subtitle === undefined ? {} : { subtitle: fill(subtitle, inTemplate) }),
    publisher: frontMatter.publisher ?? report.publisher,
    ...(frontMatter.paragraphs === undefined ? {} : { paragraphs: frontMatter.paragraphs }),
    edition: project.edition,
    language: language.tag,
    ...(report.imprint && {
      imprint: { ...report.imprint, ...frontMatter.imprint, languages: project.languages },
    }),
    illustrative: false,
    draft,
    ...(report.audience && { audience: report.audience }),
  };
}

/** A title or subtitle that is longer than any, which a browser takes minutes to print. */
export function longTitles(
  { report }: ItemInput,
  { frontMatter }: LoadedTemplate,
  { title, subtitle = '' }: ContentMeta,
  limits: ResourceLimits,
): readonly Diagnostic[] {
  const start = { file: report.template, line: 1, column: 1 };
  return [
    { text: title, position: frontMatter.title === undefined ? report.position : start },
    { text: subtitle, position: start },
  ].flatMap(({ text, position }) =>
    text.length > limits.titleCharacters
      ? [limitProblem({ name: 'titleCharacters', limits, position, found: 'longer title' })]
      : [],
  );
}
