import type { Nodes } from 'hast';
import type { Language } from '../../language/language.js';
import { rootSign } from '../../model/tree/mathml.js';
import type { OriginsBlock } from '../snapshot/origins-block.js';
import type { HtmlReport } from './html-report.js';
import { originsOf } from './origins.js';
import { releaseWords, stampsOf } from './stamps.js';

/**
 * Every character that a report may show, for choosing font faces: its text, drawings, attributes and words of the page.
 * @param origins Where its numbers come from, and
 * @param body its words, for whoever has found them already.
 */
export function pageText(
  document: HtmlReport,
  language: Language,
  origins: OriginsBlock = originsOf(document, language),
  body: readonly string[] = wordsOf(document.body),
): string {
  const { title, subtitle = '', publisher } = document.meta;
  const ids = [
    'skip',
    'contents',
    'to-contents',
    'unfold',
    'download.pdf',
    'download.numbers',
    'illustrative',
    'illustrative-page',
    'hint',
  ] as const;
  const mark = language.message('document.illustrative-mark');
  const words = ids.map((id) => language.message(`html.${id}`, { mark }));
  const stamps = stampsOf({ ...document.meta, draft: true }, language).map((each) => each.words);
  const status = releaseWords(document.meta.release, language) ?? '';
  return [title, subtitle, publisher, ...words, ...stamps, status, ...body, JSON.stringify(origins)].join(
    '\n',
  );
}

/** The words of a part of the page. */
export function wordsOf(node: Nodes): readonly string[] {
  const words: string[] = [];
  addWords(node, words);
  return words;
}

function addWords(node: Nodes, all: string[]): void {
  if (node.type === 'text' || node.type === 'raw') {
    all.push(node.value);
    return;
  }
  if (!('children' in node)) return;
  if (node.type === 'element' && node.tagName === 'math') all.push(rootSign);
  const title = node.type === 'element' ? node.properties.title : undefined;
  if (typeof title === 'string') all.push(title);
  for (const child of node.children) addWords(child, all);
}
