import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { ListingEntryNode } from '../../model/tree/part-nodes.js';
import { type OriginsBlock, originsId } from '../snapshot/origins-block.js';
import { type Assets, fontRules, screenSheets } from './assets.js';
import {
  coverLine,
  coverPictureOf,
  factsLine,
  imprintLines,
  logoOf,
  named,
  publisherLine,
  seriesLine,
  subtitleLine,
  titleLines,
} from './cover.js';
import { type Beside, downloadsLine, languagesLine } from './downloads.js';
import { withData } from './elements.js';
import type { HtmlReport } from './html-report.js';
import { originsOf } from './origins.js';
import { pageScript, pageScriptHash } from './page-script.js';
import { releaseWords, restrictionOf, type Stamped, stampsOf } from './stamps.js';
import { enumerated, nestedList } from './to-hast/classed-words.js';
import { contentsIdOf, forScreen, listChapterIds } from './variants.js';

/** A page that nothing stands beside. */
const alone: Beside = { downloads: [], languages: [] };

/** What a page may load, which is nothing but itself, and run: the script with this hash. */
export const pagePolicy = (script: string): string => `${quietPolicy}; script-src ${script}`;

/** The same of a page that runs nothing. */
export const quietPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";

/**
 * Returns the report as one HTML file that holds everything it needs and requests nothing.
 * @param content What it shows, for whoever has made that already.
 */
export function renderHtml(
  document: HtmlReport,
  assets: Assets,
  language: Language,
  beside: Beside = alone,
  content: readonly Element[] = screenContent(document, language, beside),
): string {
  const style = [fontRules(assets.fonts), screenSheets(assets), assets.house].join('\n');
  return printPage(document, pagePolicy(pageScriptHash), style, content);
}

/**
 * What the page shows.
 * @param origins Where its numbers come from, for whoever has found that out already.
 * @param main The text, for whoever has made that already.
 */
export function screenContent(
  document: HtmlReport,
  language: Language,
  beside: Beside = alone,
  origins: OriginsBlock = originsOf(document, language),
  main?: readonly ElementContent[],
): Element[] {
  const contentsId = contentsIdOf(document.body);
  return [
    ...topOf(document.meta, language),
    masthead(document, language, beside),
    h('div.frame', [
      navigation(document, language, contentsId),
      script(),
      h(
        'main',
        { id: '_main', tabIndex: -1 },
        main === undefined
          ? (forScreen(document.body, contentsId, language).children as Element[])
          : [...main],
      ),
    ]),
    footer(document, language),
    originsData(origins),
    h('div', {
      id: '_origin',
      popover: 'auto',
      role: 'dialog',
      tabIndex: -1,
    }),
  ];
}

/**
 * A complete document around its content. The style comes last in the head, as text that is never escaped.
 * @param own Style that no other report has, in an element of its own: a browser that printed another one has all the rest.
 */
export function printPage(
  { meta }: Pick<HtmlReport, 'meta'>,
  contentPolicy: string,
  style: string,
  content: readonly Element[],
  own?: string,
): string {
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
  ]);
  // As it is, since its quotes would be escaped: right for browsers, unreadable for whoever audits the page.
  head.children.push({
    type: 'raw',
    value: `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`,
  });
  const styles = own === undefined ? [style] : [style, own];
  // Put in when the rest is text, which would else copy them, by far the most of a page, once for each element around them.
  const places = styles.map(() => h('style'));
  head.children.push(h('title', named(meta.title), meta.title), ...places);
  const root: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: meta.language }, [head, h('body', [...content])])],
  };
  const html = toHtml(root, { allowDangerousHtml: true });
  const end = html.indexOf('</head>');
  const begin = end - styles.map(() => '<style></style>').join('').length;
  return `${html.slice(0, begin)}${styles.map((each) => `<style>${each}</style>`).join('')}${html.slice(end)}\n`;
}

/** Where the numbers come from, as data for the script. A `<` could end it early. */
function originsData(origins: OriginsBlock): Element {
  const json = JSON.stringify(origins).replaceAll('<', '\\u003c');
  return h('script', { id: originsId, type: 'application/json' }, json);
}

function script(): Element {
  return h('script', pageScript);
}

/** What stands above the head of a page: a link past it, and for whom it is, or that it is a draft. */
export function topOf(meta: Stamped, language: Language): Element[] {
  const restriction = restrictionOf(meta, language);
  const line = (name: string, words: string): Element =>
    h(`p.${name}`, { role: 'status', ...named(words) }, words);
  return [
    h('a.skip', { href: '#_main' }, language.message('html.skip')),
    ...(restriction === undefined ? [] : [line('confidential', restriction)]),
    ...(meta.draft ? [line('draft', language.message('html.draft'))] : []),
  ];
}

/** What a reader must know before the first number. */
export function banners(meta: HtmlReport['meta'], language: Language): Element[] {
  const { release } = meta;
  const status = releaseWords(release, language);
  const warnings = [
    ...stampsOf(meta, language).map(({ words }) => words),
    // One chapter says so itself, right below.
    ...(meta.illustrative && meta.only === undefined ? [language.message('html.illustrative')] : []),
  ];
  const line = (classes: string, words: string): Element =>
    coverLine('banner', h(`p.${classes}`, named(words), words));
  return [
    // What somebody signed off needs no warning: it looks like the other lines of the cover.
    ...(status === undefined
      ? []
      : [line(`${release?.status === 'provisional' ? 'banner' : 'series'}.release`, status)]),
    ...warnings.map((words) => line('banner', words)),
  ];
}

/** The head of a page: what it is, and what else there is of it. */
export function masthead(
  { meta, house }: Pick<HtmlReport, 'meta' | 'house'>,
  language: Language,
  { downloads, languages }: Beside,
): Element {
  const made = h('header.masthead', [
    ...coverPictureOf(house),
    h('div.inner', [
      ...languagesLine(languages, language),
      ...logoOf(house),
      publisherLine(meta),
      ...seriesLine(meta),
      coverLine('title', h('h1', named(meta.title), titleLines(meta.title))),
      ...subtitleLine(meta),
      coverLine(
        'edition',
        h('p.edition', [language.message('html.edition'), ' ', h('b', { dataN: 'date' }, `${meta.edition}`)]),
      ),
      ...factsLine({ meta }, language),
      ...banners(meta, language),
      ...downloadsLine(downloads, language),
    ]),
  ]);
  return withData(made, { place: 'cover' });
}

function footer(document: HtmlReport, language: Language): Element {
  const { meta } = document;
  const made = h('footer.imprint', [
    h('div.inner', [
      h('p', [
        h('b', named(meta.title), meta.title),
        ' ',
        h('span', { dataN: 'date' }, `${language.message('html.edition')} ${meta.edition}`),
      ]),
      h('p', named(meta.publisher), meta.publisher),
      ...imprintLines(document, language),
    ]),
  ]);
  return withData(made, { place: 'cover' });
}

/**
 * The contents beside the text. Open in the file, so that it works without the script, which closes it on narrow
 * screens before anything is painted.
 */
function navigation(document: HtmlReport, language: Language, id: string): Element {
  const root = nestedList(
    listsLast(document).map(({ words, enumerator, id: target, depth }) => ({
      depth,
      content: [
        h('a', { href: `#${encodeURI(target)}` }, [...enumerated(enumerator), h('span.words', [...words])]),
      ],
    })),
  );
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
