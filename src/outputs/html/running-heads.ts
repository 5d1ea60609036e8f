import type { Chapter, Document } from '../../document/document.js';
import type { Language } from '../../language/language.js';

/** The longest running head that still leaves room for the title of the report. */
const longestHead = 70;

/** Chapters that share their pages: one, or several short ones that run on. */
interface PageGroup {
  readonly first: number;
  readonly chapters: readonly Chapter[];
}

/**
 * The `@page` rules of a report: one named page for each chapter, upright and wide, with the chapter at the top
 * left, the report at the top right and the page number at the bottom. Chromium has no `string-set`, so every
 * chapter brings its own rule; chapters that run on share the page, and the head, of the first.
 */
export function runningHeads(document: Document, language: Language): string {
  const { meta, chapters } = document;
  const shared = `@top-right{content:${cssString(meta.title)}}@bottom-right{content:${pageNumber(language)}}`;
  const rules = groupPages(chapters).map(({ first, chapters: group }) => {
    const illustrative = group.some((chapter) => chapter.illustrative);
    const head = cssString(groupHead(group, language));
    const boxes = `@top-left{content:${head}}${shared}${foot(illustrative, document, language)}`;
    const pages = group.map((_, index) => {
      const chapter = `[data-chapter="${first + index}"]`;
      return `${chapter}{page:c${first}}${chapter} .landscape{page:c${first}w}`;
    });
    return `${pages.join('')}@page c${first}{${boxes}}@page c${first}w{size:A4 landscape;${boxes}}`;
  });
  const front = `@page front{${shared}${foot(document.frontIllustrative, document, language)}}`;
  return [front, ...rules].join('\n');
}

function groupPages(chapters: readonly Chapter[]): PageGroup[] {
  return chapters.flatMap((chapter, first): PageGroup[] => {
    if (chapter.runsOn) return [];
    const next = chapters.findIndex(({ runsOn }, index) => index > first && !runsOn);
    return [{ first, chapters: chapters.slice(first, next < 0 ? chapters.length : next) }];
  });
}

/** "8 Cooperation \u00B7 9 Conclusions", or the numbers alone where the titles are long. */
function groupHead(group: readonly Chapter[], language: Language): string {
  const titles = group.map(({ enumerator, title }) =>
    enumerator === '' ? title : `${enumerator}\u2002${title}`,
  );
  const head = titles.join(' \u00B7 ');
  const [first, last] = [group[0], group.at(-1)];
  if (group.length === 1 || head.length <= longestHead || !first?.enumerator || !last?.enumerator)
    return head;
  // Chapters have numbers, annexes letters.
  const kind = /^\p{L}/u.test(first.enumerator) ? 'html.annexes' : 'html.chapters';
  return language.message(kind, { first: first.enumerator, last: last.enumerator });
}

/** What a page says at its foot: the mark's meaning where the chapter has illustrative numbers, and nowhere else. */
function foot(illustrative: boolean, { meta }: Document, language: Language): string {
  const mark = language.message('document.illustrative-mark');
  const words = [
    ...(meta.draft ? [language.message('html.draft')] : []),
    ...(illustrative ? [language.message('html.illustrative-page', { mark })] : []),
  ];
  return words.length === 0 ? '' : `@bottom-left{content:${cssString(words.join(' \u00B7 '))}}`;
}

/** "Page x of y" as CSS content, in the order of the language. */
function pageNumber(language: Language): string {
  const [page, pages] = ['\uE000', '\uE001'];
  return language
    .message('html.page-of', { page, pages })
    .split(/([\uE000\uE001])/)
    .filter((part) => part !== '')
    .map((part) => (part === page ? 'counter(page)' : part === pages ? 'counter(pages)' : cssString(part)))
    .join(' ');
}

/** A CSS string. `<` is escaped too, so that no title can close the style element. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /["\\<>\p{Control}]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `,
  );
  return `"${escaped}"`;
}
