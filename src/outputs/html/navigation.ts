import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { ListingEntry } from '../../model/nodes.js';
import type { HtmlReport } from './html-report.js';
import { wordsToHast } from './to-hast/to-hast.js';
import { listChapterIds } from './variants.js';

/**
 * The contents beside the text. Open in the file, so that it works without the script, which closes it on narrow
 * screens before anything is painted.
 */
export function navigation(document: HtmlReport, language: Language, id: string): Element {
  const contents = listsLast(document);
  const root = h('ol');
  let chapter: Element | undefined;
  for (const entry of contents) {
    const number =
      entry.enumerator === '' ? [] : [h('span.enumerator', { dataN: 'enumerator' }, entry.enumerator), ' '];
    const link = h('a', { href: `#${encodeURI(entry.id)}` }, [
      ...number,
      h('span.words', wordsToHast(entry.children, document.context)),
    ]);
    const item = h('li', [link]);
    if (entry.depth === 1 || chapter === undefined) {
      root.children.push(item);
      chapter = item;
    } else {
      addSection(chapter, item);
    }
  }
  return h('nav.contents', { id, ariaLabel: language.message('html.contents') }, [
    h('details', { open: true }, [h('summary', language.message('html.contents')), root]),
  ]);
}

/** The entries in the order in which the screen shows their chapters. */
function listsLast({ contents, body }: HtmlReport): ListingEntry[] {
  const lists = listChapterIds(body);
  const [text, last]: [ListingEntry[], ListingEntry[]] = [[], []];
  let side = text;
  for (const entry of contents) {
    if (entry.depth === 1) side = lists.has(entry.id) ? last : text;
    side.push(entry);
  }
  return [...text, ...last];
}

function addSection(chapter: Element, item: Element): void {
  const list = chapter.children.find((child) => child.type === 'element' && child.tagName === 'ol');
  if (list?.type === 'element') list.children.push(item);
  else chapter.children.push(h('ol', [item]));
}
