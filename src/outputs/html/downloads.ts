import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import { ownNameOf } from '../../language/language-tag.js';
import type { MessageId } from '../../language/message-id.js';
import { formatTraits } from '../../model/dataset/formats.js';
import type { Target } from '../../model/project/project.js';
import { targetPaths } from '../paths.js';
import { withData } from './elements.js';

/** A file that stands beside the page, by its name there. */
export interface Download {
  readonly name: string;
  /** The message that says what it is. */
  readonly message: MessageId;
}

/**
 * What a report publishes beside its page: what it is declared to, whatever one build was asked for, so that a page is the same
 * in every build.
 */
export function downloadsOf(target: Target): Download[] {
  const paths = targetPaths(target);
  const nameOf = (path: string): string => path.slice(paths.folder.length + 1);
  const formats = target.report.formats.flatMap((format) => {
    const message = formatTraits[format].download;
    return message === undefined ? [] : [{ name: nameOf(paths.of(format)), message }];
  });
  const annex =
    target.report.data === true
      ? [
          { name: nameOf(paths.workbook), message: 'html.download.workbook' as const },
          { name: nameOf(paths.archive), message: 'html.download.data' as const },
        ]
      : [];
  return [...formats, ...annex, { name: nameOf(paths.json), message: 'html.download.numbers' }];
}

/** A language of the report; the page in another one stands at its address beside this one. */
interface PageLanguage {
  readonly tag: string;
  readonly address?: string;
}

/** The languages of a report that has pages in several. */
function pageLanguages({ report, item, language, languages = [] }: Target): PageLanguage[] {
  if (!report.formats.includes('html') || languages.every((tag) => tag === language)) return [];
  return languages.map((tag) => {
    if (tag === language) return { tag };
    const path = targetPaths({ report, ...(item && { item }), language: tag }).of('html');
    return { tag, address: `../${tag}/${path.split('/').at(-1)}` };
  });
}

/** What the head of a page leads to: files beside it, and its languages. */
export interface Beside {
  readonly downloads: readonly Download[];
  readonly languages: readonly PageLanguage[];
}

/** What stands beside a page, whatever one build was asked for. */
export const besidePage = (target: Target): Beside => ({
  downloads: downloadsOf(target),
  languages: pageLanguages(target),
});

/** The line with all languages, each by its own name. The script leads to the section that is being read. */
export function languagesLine(languages: readonly PageLanguage[], language: Language): Element[] {
  if (languages.length === 0) return [];
  const names = languages.flatMap(({ tag, address }, index) => [
    index === 0 ? '' : ' ',
    address === undefined
      ? h('b', { ariaCurrent: 'true', lang: tag }, ownNameOf(tag))
      : h('a', { href: address, hrefLang: tag, lang: tag }, ownNameOf(tag)),
  ]);
  const label = language.message('html.languages');
  return [withData(h('div.languages', { role: 'group', ariaLabel: label }, names), { only: 'languages' })];
}

/** The line in which the head of a page hands them out; paper has nothing to hand out. */
export function downloadsLine(downloads: readonly Download[], language: Language): Element[] {
  if (downloads.length === 0) return [];
  const links = downloads.flatMap(({ name, message }) => [
    ' ',
    h('a', { href: name, download: name }, language.message(message)),
  ]);
  const label = h('span', language.message('html.download.label'));
  return [withData(h('p.downloads', [label, ...links]), { only: 'downloads' })];
}
