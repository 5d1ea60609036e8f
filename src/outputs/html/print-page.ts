import type { Element, ElementContent, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { Theme } from '../../model/project/theme.js';
import { type Assets, fontRules } from './assets.js';
import {
  coverLine,
  coverPictureOf,
  editionLine,
  imprintLines,
  logoOf,
  named,
  publishedLine,
  publisherLine,
  seriesLine,
  subtitleLine,
  titleLines,
} from './cover.js';
import { coverFigure } from './cover-figure.js';
import { withData } from './elements.js';
import type { HtmlReport } from './html-report.js';
import { banners, printPage, quietPolicy } from './page.js';
import { type ChapterPages, runningHeads } from './running-heads.js';
import { forPrint } from './variants.js';

/**
 * Returns the report as the HTML that the browser prints to PDF: cover, chapters on named pages with running
 * heads, no script. Elements with `data-page-of` wait for the page number of that id.
 */
export function renderPrintHtml(
  document: HtmlReport,
  assets: Assets,
  language: Language,
  content: readonly Element[] = printContent(document, language, assets.theme),
  pages?: ChapterPages,
): string {
  const { fonts, shared, print, house, theme } = assets;
  const style = [fontRules(fonts), shared, print, house];
  return printPage(
    document,
    quietPolicy,
    style.join('\n'),
    content,
    runningHeads(document, language, theme.paper, pages),
  );
}

/** What the pages show between their running heads. */
export function printContent(
  document: HtmlReport,
  language: Language,
  theme: Pick<Theme, 'cover' | 'figure'> = { cover: 'band' },
): Element[] {
  const head = cover(document, language, theme);
  const imprint = imprintPage(document, language);
  const main = h('main', numberChapters(forPrint(document.body).children, document.chapters));
  // One chapter is its own first page, and who answers for it stands at its foot.
  return document.meta.only === undefined ? [head, ...imprint, main] : [head, main, ...imprint];
}

function cover(
  { meta, house, body }: HtmlReport,
  language: Language,
  { cover: kind, figure }: Pick<Theme, 'cover' | 'figure'>,
): Element {
  const drawn = kind === 'band' ? figure && coverFigure(body, figure.id) : undefined;
  // `image` is what a picture of the text is called.
  const look = kind === 'image' ? 'pictured' : kind;
  const low = kind === 'none' && meta.only !== undefined ? ['low'] : [];
  const made = h('div', { className: ['cover', look, ...low] }, [
    ...coverPictureOf(house),
    h('div.field', [
      ...logoOf(house),
      publisherLine(meta),
      ...seriesLine(meta),
      ...(drawn === undefined ? [] : [drawn]),
      coverLine('title', h('h1', named(meta.title), titleLines(meta.title))),
      ...subtitleLine(meta),
      ...banners(meta, language),
    ]),
    h('div.colophon', [editionLine(meta, language), ...publishedLine(meta, language)]),
  ]);
  return withData(made, { place: 'cover' });
}

/** The back of the cover, where the project declares an imprint. */
function imprintPage(document: HtmlReport, language: Language): Element[] {
  const lines = imprintLines(document, language);
  if (lines.length === 0) return [];
  return [withData(h('div.imprint-page', lines), { place: 'cover' })];
}

/**
 * Marks chapters with their place in `document.chapters`, which is what the `@page` rules go by. What belongs to no
 * chapter, before the first or behind an annex, stands on pages of its own.
 */
function numberChapters(children: readonly RootContent[], known: HtmlReport['chapters']): ElementContent[] {
  const parts: ElementContent[] = [];
  let between: ElementContent[] = [];
  let index = 0;
  const close = (): void => {
    if (between.some((node) => node.type === 'element')) parts.push(h('div.front', between));
    between = [];
  };
  for (const node of children as readonly ElementContent[]) {
    if (node.type !== 'element' || node.data?.chapter === undefined) {
      between.push(node);
      continue;
    }
    close();
    const runsOn = known[index]?.runsOn ? { dataRunsOn: true } : {};
    parts.push({ ...node, properties: { ...node.properties, dataChapter: `${index++}`, ...runsOn } });
  }
  close();
  return parts;
}
