import type { Element } from 'hast';
import { elementsOf, findElements, hasClass, textOf } from './elements.js';

/** Lines of text on a printed page, and up to how many of them leave room for the next chapter to begin below. */
const pageLines = 52;
const roomBelow = 46;
/** Characters in a line of print, and the pixels of a drawing that are as high as a line, as set in the theme. */
const lineLength = 95;
const linePixels = 17;

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly part: Element;
  readonly numbered: boolean;
  readonly annex: boolean;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after
 * one of its kind whose last page would else stay half empty. How far a page is filled is an estimate; where it is
 * wrong, the theme takes a heading without room below it to the next page.
 */
export function runOnChapters(chapters: readonly ChapterPart[]): boolean[] {
  const runsOn: boolean[] = [];
  let filled = 0;
  for (const [index, chapter] of chapters.entries()) {
    const before = chapters[index - 1];
    const lines = linesOf(chapter.part);
    const follows =
      before !== undefined && mayFollow(chapter, before) && Number.isFinite(lines) && filled <= roomBelow;
    runsOn.push(follows || (before !== undefined && isList(chapter.part) && isList(before.part)));
    const start = follows ? filled : 0;
    filled = (Number.isFinite(lines) ? start + lines : linesAfterWide(chapter.part)) % pageLines;
  }
  return runsOn;
}

function mayFollow(chapter: ChapterPart, before: ChapterPart): boolean {
  if (isList(chapter.part) || isList(before.part)) return false;
  return (['numbered', 'annex', 'illustrative'] as const).every((kind) => chapter[kind] === before[kind]);
}

/** True for a chapter that holds contents or lists and nothing else. */
function isList(part: Element): boolean {
  const [heading, ...rest] = elementsOf(part);
  if (heading === undefined || rest.length === 0) return false;
  return rest.every((one) => hasClass(one, 'listing') || (one.tagName === 'section' && isList(one)));
}

/** The lines of a chapter after its last wide page: there it ends on an upright one again. */
function linesAfterWide(part: Element): number {
  const children = elementsOf(part);
  const wide = children.findLastIndex((child) => !Number.isFinite(linesOf(child)));
  const last = children[wide];
  if (last === undefined) return linesOf(part);
  const within = hasClass(last, 'landscape') ? 0 : linesAfterWide(last);
  return children.slice(wide + 1).reduce((sum, child) => sum + linesOf(child), within);
}

/** About how many lines of text the height of an element comes to; a wide page is as much as a chapter can be. */
export function linesOf(element: Element): number {
  const own = ownLines(element);
  if (own !== undefined) return own;
  return elementsOf(element).reduce((sum, child) => sum + linesOf(child), 0);
}

function ownLines(element: Element): number | undefined {
  if (hasClass(element, 'landscape')) return Number.POSITIVE_INFINITY;
  if (hasClass(element, 'cards')) return 6 * Math.ceil(findElements(element, isItem).length / 3);
  if (hasClass(element, 'drawing')) return drawnLines(element);
  switch (element.tagName) {
    case 'h2':
      return 7;
    case 'h3':
    case 'h4':
      return 3;
    case 'tr':
      return 1.5;
    case 'p':
      return textLines(element) + 0.6;
    case 'li':
      return elementsOf(element).some(
        ({ tagName }) => tagName === 'ul' || tagName === 'ol' || tagName === 'p',
      )
        ? undefined
        : textLines(element) + 0.4;
    case 'details':
      return 0;
  }
  return undefined;
}

/** A drawing is as high as its view box says, at the width of the text. */
function drawnLines(element: Element): number {
  const [svg] = findElements(element, ({ tagName }) => tagName === 'svg');
  const [, , width = 0, height = 0] = `${svg?.properties.viewBox ?? ''}`.split(/[ ,]+/).map(Number);
  return width > 0 && height > 0 ? ((627 / Math.max(width, 627)) * height) / linePixels : 18;
}

const isItem = (element: Element): boolean => element.tagName === 'li';

const textLines = (element: Element): number => Math.ceil(textOf(element).length / lineLength);
