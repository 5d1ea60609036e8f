import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { ListingEntryNode } from '../../model/part-nodes.js';
import { withData } from './element-data.js';
import type { HtmlReport } from './html-report.js';
import { listChapterIds } from './variants.js';

/**
 * The contents beside the text. Open in the file, so that it works without the script, which closes it on narrow
 * screens before anything is painted.
 */
export function navigation(document: HtmlReport, language: Language, id: string): Element {
  const root = h('ol');
  let chapter: Element | undefined;
  for (const { words, ...entry } of listsLast(document)) {
    const number =
      entry.enumerator === '' ? [] : [h('span.enumerator', { dataN: 'enumerator' }, entry.enumerator), ' '];
    const link = h('a', { href: `#${encodeURI(entry.id)}` }, [...number, h('span.words', [...words])]);
    const item = h('li', [link]);
    if (entry.depth === 1 || chapter === undefined) {
      root.children.push(item);
      chapter = item;
    } else {
      addSection(chapter, item);
    }
  }
  const made = h('nav.contents', { id, ariaLabel: language.message('html.contents') }, [
    h('details', { open: true }, [h('summary', language.message('html.contents')), root]),
  ]);
  return withData(made, { place: 'contents' });
}

/** An entry with its words as elements. */
type Entry = ListingEntryNode & { readonly words: readonly ElementContent[] };

/** The entries in the order in which the screen shows their chapters. */
function listsLast({ contents, contentsWords, body }: HtmlReport): Entry[] {
  const lists = listChapterIds(body);
  const [text, last]: [Entry[], Entry[]] = [[], []];
  let side = text;
  for (const [index, entry] of contents.entries()) {
    if (entry.depth === 1) side = lists.has(entry.id) ? last : text;
    side.push({ ...entry, words: contentsWords[index] ?? [] });
  }
  return [...text, ...last];
}

function addSection(chapter: Element, item: Element): void {
  const list = chapter.children.find((child) => child.type === 'element' && child.tagName === 'ol');
  if (list?.type === 'element') list.children.push(item);
  else chapter.children.push(h('ol', [item]));
}
