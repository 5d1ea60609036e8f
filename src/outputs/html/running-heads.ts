import type { Language } from '../../language/language.js';
import { headTitle } from '../../model/project/head-title.js';
import type { Paper } from '../../model/project/theme.js';
import type { Chapter } from '../../model/tree/document.js';
import { sheets } from './house-sheet.js';
import type { HtmlReport } from './html-report.js';
import { restrictionOf, type Stamped } from './stamps.js';

/** The longest running head that still leaves room for the title of the report. */
const longestHead = 70;

/** Chapters that share their pages: one, or several short ones that run on. */
interface PageGroup {
  readonly first: number;
  readonly chapters: readonly Chapter[];
}

/** What stands at the edges of pages: words, and the numbers that the browser fills in; by a style each number is words. */
type HeadPart = string | { readonly counter: 'page' | 'pages'; readonly style?: string };

/** The first and the last page of each chapter, from 1, in the order of `document.chapters`. */
export type ChapterPages = readonly (readonly [first: number, last: number])[];

/** One box at the edge of a page. */
interface MarginBox {
  readonly place: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right' | 'right-middle' | 'left-middle';
  readonly parts: readonly HeadPart[];
}

/** The boxes of the pages of one name, and which chapters stand on them. */
interface PageRule {
  readonly name: string;
  readonly boxes: readonly MarginBox[];
  /** Places in `document.chapters`. */
  readonly chapters: readonly number[];
}

/**
 * The `@page` rules of a report: one named page for each chapter, upright and wide, with the chapter at the top
 * left, the report at the top right and the page number at the bottom. A chapter that is wide from its start opens wide. Chromium has no `string-set`, so every
 * chapter brings its own rule; chapters that run on share the page of the first. Once their pages are known, each names those on it.
 */
export function runningHeads(
  document: HtmlReport,
  language: Language,
  paper: Paper = 'a4',
  pages?: ChapterPages,
): string {
  const [front, ...rules] = pageRules(document, language, pages);
  const written = rules.map(({ name, boxes, chapters }) => {
    const css = boxes.map(boxCss).join('');
    const pages = chapters.map((index) => {
      const chapter = `[data-chapter="${index}"]`;
      const opening = `${chapter}:has(> :is(h2, h2 + .illustrative-note) + .landscape) > :is(h2, .illustrative-note)`;
      return `${chapter}{page:${name}}${[`${chapter} .landscape`, opening].join()}{page:${name}w}`;
    });
    return `${pages.join('')}@page ${name}{${css}}@page ${name}w{size:${sheets[paper].size} landscape;${css}}`;
  });
  // A first page without a cover bears the title itself.
  const bare = ['front', 'c0'].map(
    (name) => `@page ${name}:first{@top-left{content:none}@top-right{content:none}}`,
  );
  // One chapter has one page for all that is said of it.
  const room = document.meta.only === undefined ? [] : ['@page c0:first{margin-top:13mm;margin-bottom:15mm}'];
  const styles = pages === undefined ? [] : headStyles(document.chapters, pages, language);
  return [
    ...styles,
    `@page front{${(front?.boxes ?? []).map(boxCss).join('')}}`,
    ...written,
    ...bare,
    ...room,
  ].join('\n');
}

/** Styles that write the number of a page as the chapters that stand on it. */
function headStyles(chapters: readonly Chapter[], pages: ChapterPages, language: Language): string[] {
  return sharedGroups(chapters).map(({ first, chapters: group }) => {
    const spans = pages.slice(first, first + group.length);
    const [[from] = [1], [, to] = [1, 1]] = [spans[0], spans.at(-1)];
    const heads = Array.from({ length: to - from + 1 }, (_, index) => {
      const on = group.filter((_chapter, place) => {
        const [begin, end] = spans[place] ?? [0, 0];
        return begin <= from + index && from + index <= end;
      });
      return cssString(groupHead(on.length === 0 ? group : on, language));
    });
    return `@counter-style ${styleOf(first)}{system:fixed ${from};symbols:${heads.join(' ')}}`;
  });
}

const styleOf = (first: number): string => `heads-c${first}`;

/** Chapters of which several share their pages. */
export const sharedGroups = (chapters: readonly Chapter[]): readonly PageGroup[] =>
  groupPages(chapters).filter((group) => group.chapters.length > 1);

/** What the edges of a page may say, and what they must. */
export interface PageEdges {
  readonly texts: readonly string[];
  /** Of each page but the cover. */
  readonly number: string;
  /** Of each page but the cover, where the report is not for publication; the cover says it too. */
  readonly mark?: string;
  /** Of the pages of banded chapters, and of no other. */
  readonly band: string;
}

/** What stands at the edges of the page with this number. */
export function pageEdges(
  document: HtmlReport,
  language: Language,
  pageCount: number,
): (page: number) => PageEdges {
  const boxes = pageRules(document, language).flatMap((rule) => rule.boxes);
  const heads = sharedGroups(document.chapters).flatMap((group) => headsIn(group.chapters, language));
  const unique = [...new Map(boxes.map((box) => [boxCss(box), box])).values()];
  return (page) => {
    const filled = ({ parts }: MarginBox): string => filledIn(parts, page, pageCount);
    return {
      texts: [...unique.filter(({ place }) => place !== 'right-middle').map(filled), ...heads],
      number: filledIn(pageNumber(language), page, pageCount),
      ...markOf(document.meta, language),
      band: bandWords(language),
    };
  };
}

/** What a report must be known by to say what the edges of its pages may bear. */
export interface EdgeSource extends Stamped {
  readonly title: string;
  readonly shortTitle?: string | undefined;
  /** In the order of the paper. */
  readonly chapters: readonly Pick<Chapter, 'enumerator' | 'title'>[];
  /** What may stand above rows that go on from the page before. */
  readonly continued: readonly string[];
}

/**
 * What may stand at the edges of pages of a report of which only its page on screens is known. That does not say which
 * chapters share pages, so that the head of every run of chapters is among the texts.
 */
export function possibleEdges(
  source: EdgeSource,
  language: Language,
  pageCount: number,
): (page: number) => PageEdges {
  const { title, shortTitle, draft, chapters, continued } = source;
  const heads = headsIn(chapters, language);
  const feet = [true, false].flatMap((illustrative) => footWords(illustrative, draft, language));
  const texts = [...new Set([title, headTitle({ title, shortTitle }), ...heads, ...feet, ...continued])];
  return (page) => {
    const number = filledIn(pageNumber(language), page, pageCount);
    const mark = markOf(source, language);
    return { texts: [...texts, number, ...Object.values(mark)], number, ...mark, band: bandWords(language) };
  };
}

/** The head of every run of these chapters. */
const headsIn = (chapters: EdgeSource['chapters'], language: Language): string[] =>
  chapters.flatMap((_, first) =>
    chapters
      .slice(first)
      .map((_last, index) => groupHead(chapters.slice(first, first + index + 1), language)),
  );

function pageRules(document: HtmlReport, language: Language, pages?: ChapterPages): PageRule[] {
  const { meta, chapters } = document;
  const shared: MarginBox[] = [
    { place: 'top-right', parts: [headTitle(meta)] },
    { place: 'bottom-right', parts: pageNumber(language) },
    ...Object.values(markOf(meta, language)).map(
      (words): MarginBox => ({ place: 'left-middle', parts: [words] }),
    ),
  ];
  const rules = groupPages(chapters).map(({ first, chapters: group }): PageRule => {
    const edges = group.some(({ banded }) => banded)
      ? [...foot(false, document, language), bandBox(language)]
      : foot(
          group.some(({ illustrative }) => illustrative),
          document,
          language,
        );
    const isPlaced = pages !== undefined && group.length > 1;
    const words: HeadPart = isPlaced
      ? { counter: 'page', style: styleOf(first) }
      : groupHead(group, language);
    const head: MarginBox = { place: 'top-left', parts: [words] };
    return {
      name: `c${first}`,
      boxes: [head, ...shared, ...edges],
      chapters: group.map((_, index) => first + index),
    };
  });
  const front = [...shared, ...foot(document.frontIllustrative, document, language)];
  return [{ name: 'front', boxes: front, chapters: [] }, ...rules];
}

function boxCss({ place, parts }: MarginBox): string {
  const content = parts.map((part) =>
    typeof part === 'string'
      ? cssString(part)
      : `counter(${part.style === undefined ? part.counter : `${part.counter},${part.style}`})`,
  );
  return `@${place}{content:${content.join(' ')}}`;
}

function groupPages(chapters: readonly Chapter[]): PageGroup[] {
  return chapters.flatMap((chapter, first): PageGroup[] => {
    if (chapter.runsOn) return [];
    const next = chapters.findIndex(({ runsOn }, index) => index > first && !runsOn);
    return [{ first, chapters: chapters.slice(first, next < 0 ? chapters.length : next) }];
  });
}

/** "8 Cooperation \u00B7 9 Conclusions"; of several that are long the first and the last, or the numbers alone. */
function groupHead(group: EdgeSource['chapters'], language: Language): string {
  const titles = group.map(({ enumerator, title }) =>
    enumerator === '' ? title : `${enumerator}\u2002${title}`,
  );
  const head = titles.join(' \u00B7 ');
  const [first, last] = [group[0], group.at(-1)];
  if (group.length === 1 || head.length <= longestHead || !first?.enumerator || !last?.enumerator)
    return head;
  const ends = `${titles[0]} \u2013 ${titles.at(-1)}`;
  if (group.length > 2 && ends.length <= longestHead) return ends;
  // Chapters have numbers, annexes letters.
  const kind = /^\p{L}/u.test(first.enumerator) ? 'html.annexes' : 'html.chapters';
  return language.message(kind, { first: first.enumerator, last: last.enumerator });
}

/** The band along the pages of a chapter whose numbers are all illustrative, which says so in place of their marks. */
const bandBox = (language: Language): MarginBox => ({
  place: 'right-middle',
  parts: [bandWords(language)],
});

const bandWords = (language: Language): string => language.message('document.band');

/** What each page says along its edge of a report that not everybody may have. */
function markOf(about: Stamped, language: Language): { readonly mark?: string } {
  const mark = restrictionOf(about, language);
  return mark === undefined ? {} : { mark };
}

/** What a page says at its foot: the mark's meaning where the chapter has illustrative numbers, and nowhere else. */
function foot(illustrative: boolean, { meta }: HtmlReport, language: Language): MarginBox[] {
  return footWords(illustrative, meta.draft, language).map((words) => ({
    place: 'bottom-left',
    parts: [words],
  }));
}

function footWords(illustrative: boolean, draft: boolean, language: Language): string[] {
  const mark = language.message('document.illustrative-mark');
  const words = [
    ...(draft ? [language.message('html.draft')] : []),
    ...(illustrative ? [language.message('html.illustrative-page', { mark })] : []),
  ];
  return words.length === 0 ? [] : [words.join(' \u00B7 ')];
}

const filledIn = (parts: readonly HeadPart[], page: number, pageCount: number): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : part.counter === 'page' ? page : pageCount))
    .join('');

/** "Page x of y", in the order of the language. */
function pageNumber(language: Language): HeadPart[] {
  const [page, pages] = ['\uE000', '\uE001'];
  return language
    .message('html.page-of', { page, pages })
    .split(/([\uE000\uE001])/)
    .filter((part) => part !== '')
    .map((part) => (part === page ? { counter: 'page' } : part === pages ? { counter: 'pages' } : part));
}

/** A CSS string. `<` is escaped too, so that no title can close the style element. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /["\\<>\p{Control}]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `,
  );
  return `"${escaped}"`;
}
