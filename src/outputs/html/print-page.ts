import type { Element, ElementContent, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Document } from '../../document/document.js';
import type { Language } from '../../language/language.js';
import { type Assets, fontRules } from './assets.js';
import { banners, printPage } from './page.js';
import { runningHeads } from './running-heads.js';
import { forPrint, hasClass } from './variants.js';

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";

/**
 * Returns the report as the HTML that the browser prints to PDF: cover, chapters on named pages with running
 * heads, no script. Elements with `data-page-of` wait for the page number of that id.
 */
export function renderPrintHtml(document: Document, assets: Assets, language: Language): string {
  const style = [fontRules(assets.fonts), assets.shared, assets.print, runningHeads(document, language)];
  const content = [cover(document, language), h('main', numberChapters(forPrint(document.body).children))];
  return printPage(document, policy, style.join('\n'), content);
}

function cover({ meta }: Document, language: Language): Element {
  return h('div.cover', [
    h('div.field', [
      h('p.publisher', meta.publisher),
      h('h1', meta.title),
      ...(meta.subtitle === undefined ? [] : [h('p.subtitle', meta.subtitle)]),
      ...banners(meta, language),
    ]),
    h('p.edition', [h('span', language.message('html.edition')), ' ', h('b', `${meta.edition}`)]),
  ]);
}

/** Marks chapters with their place in `document.chapters`, which is what the `@page` rules go by. */
function numberChapters(children: readonly RootContent[]): ElementContent[] {
  const isChapter = (node: RootContent): node is Element =>
    node.type === 'element' && hasClass(node, 'chapter');
  const first = children.findIndex(isChapter);
  const front = (first < 0 ? children : children.slice(0, first)) as ElementContent[];
  const chapters = children.filter(isChapter).map((chapter, index) => ({
    ...chapter,
    properties: { ...chapter.properties, dataChapter: `${index}` },
  }));
  const hasFront = front.some((node) => node.type === 'element');
  return [...(hasFront ? [h('div.front', front)] : []), ...chapters];
}
