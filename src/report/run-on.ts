import type { Language } from '../language/language.js';
import type { SectionNode } from '../model/nodes.js';
import { linesOf } from './lines.js';

/** Lines of text on a printed page, and up to how many of them leave room for the next chapter to begin below. */
const pageLines = 52;
const roomBelow = 46;
/** Up to how many lines the chapters of a kind have on average where they share pages. */
const shortChapter = pageLines / 2;

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly section: SectionNode;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after
 * one of its kind where chapters of that kind are short. Others begin a page, all of them, so that chapters of one rank open
 * alike and the head of a page names its chapter. How far a page is filled is an estimate; where it is
 * wrong, the theme takes a heading without room below it to the next page.
 */
export function runOnChapters(chapters: readonly ChapterPart[], language: Language): boolean[] {
  const runsOn: boolean[] = [];
  const heights = chapters.map(({ section }) => linesOf(section, language));
  const short = shortKinds(chapters, heights);
  let filled = 0;
  for (const [index, chapter] of chapters.entries()) {
    const before = chapters[index - 1];
    const { section } = chapter;
    const follows =
      before !== undefined && short.has(kindOf(chapter)) && mayFollow(chapter, before) && filled <= roomBelow;
    runsOn.push(
      follows || (before !== undefined && holdsOnlyLists(section) && holdsOnlyLists(before.section)),
    );
    const start = follows ? filled : 0;
    filled = (start + (heights[index] ?? 0)) % pageLines;
  }
  return runsOn;
}

/** Chapters of one kind open alike: those with a number, those without, annexes. */
const kindOf = ({ section: { enumerator, annex } }: ChapterPart): string =>
  annex ? 'annex' : enumerator === '' ? 'plain' : 'numbered';

/** The kinds whose chapters would leave most of their pages empty, had each its own. */
function shortKinds(chapters: readonly ChapterPart[], heights: readonly number[]): ReadonlySet<string> {
  const lines = new Map<string, number[]>();
  for (const [index, chapter] of chapters.entries()) {
    const kind = kindOf(chapter);
    lines.set(kind, [...(lines.get(kind) ?? []), heights[index] ?? 0]);
  }
  const isShort = (all: readonly number[]): boolean =>
    all.reduce((sum, each) => sum + each, 0) / all.length <= shortChapter;
  return new Set([...lines].flatMap(([kind, all]) => (isShort(all) ? [kind] : [])));
}

function mayFollow(chapter: ChapterPart, before: ChapterPart): boolean {
  const [one, other] = [chapter.section, before.section];
  if (holdsOnlyLists(one) || holdsOnlyLists(other)) return false;
  return (
    (one.enumerator === '') === (other.enumerator === '') &&
    one.annex === other.annex &&
    chapter.illustrative === before.illustrative &&
    one.banded === other.banded
  );
}

/** True for a chapter that holds contents or lists and nothing else. */
const holdsOnlyLists = ({ holds = 'text' }: SectionNode): boolean => holds !== 'text';
