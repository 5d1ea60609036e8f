import type { PhrasingContent, Root } from 'mdast';
import type { ResolvedReport } from '../../content/extension.js';
import { furniture, quoted } from '../../content/markdown/prose.js';
import type { Language, MessageArguments } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import type { TextReason } from '../../model/project/about.js';
import type { MethodsBlock } from './parts.js';
import type { Used } from './used.js';

/** All that a part of the methods annex can be written from. */
export interface MethodsRun extends ResolvedReport {
  readonly used: Used;
  readonly block: MethodsBlock;
  /** The text of the report. */
  readonly body: Root;
}

/** A sentence of the tool; the numerals in it, such as those of a formula, are furniture. */
export function say(
  language: Language,
  id: MessageIn<'content.methods'>,
  values: MessageArguments = {},
): PhrasingContent[] {
  return furniture(language.message(`content.methods.${id}`, values));
}

/** "Title: what is said of it." */
export const titled = (
  language: Language,
  title: string,
  said: string | readonly PhrasingContent[],
): PhrasingContent[] => [
  ...quoted(title),
  ...say(language, 'colon'),
  ...(typeof said === 'string' ? quoted(` ${said}`) : [...quoted(' '), ...said]),
];

/** Items of a list: reasons of the package, and of the datasets that the report uses, each with its title. */
export function reasonsOf(
  reasons: readonly TextReason[],
  { language, about, used }: MethodsRun,
): PhrasingContent[][] {
  const titles = new Map(used.datasets.map(({ name, title }) => [name, title]));
  return reasons.flatMap(({ reason, dataset }) => {
    const title = dataset === undefined ? about?.title : titles.get(dataset);
    if (dataset !== undefined && title === undefined) return [];
    return [title === undefined ? quoted(reason) : titled(language, title, quoted(reason))];
  });
}
