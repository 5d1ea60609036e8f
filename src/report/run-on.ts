import type { Nodes } from 'mdast';
import type { Language } from '../language/language.js';
import type { SectionNode } from '../model/nodes.js';
import { isWide, linesOf } from './lines.js';

/** Lines of text on a printed page, and up to how many of them leave room for the next chapter to begin below. */
const pageLines = 52;
const roomBelow = 46;

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly section: SectionNode;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after
 * one of its kind whose last page would else stay half empty. How far a page is filled is an estimate; where it is
 * wrong, the theme takes a heading without room below it to the next page.
 */
export function runOnChapters(chapters: readonly ChapterPart[], language: Language): boolean[] {
  const runsOn: boolean[] = [];
  let filled = 0;
  for (const [index, chapter] of chapters.entries()) {
    const before = chapters[index - 1];
    const { section } = chapter;
    const lines = linesOf(section, language);
    const follows =
      before !== undefined && mayFollow(chapter, before) && Number.isFinite(lines) && filled <= roomBelow;
    runsOn.push(
      follows || (before !== undefined && holdsOnlyLists(section) && holdsOnlyLists(before.section)),
    );
    const start = follows ? filled : 0;
    filled = (Number.isFinite(lines) ? start + lines : linesAfterWide(section, language)) % pageLines;
  }
  return runsOn;
}

function mayFollow(chapter: ChapterPart, before: ChapterPart): boolean {
  const [one, other] = [chapter.section, before.section];
  if (holdsOnlyLists(one) || holdsOnlyLists(other)) return false;
  return (
    (one.enumerator === '') === (other.enumerator === '') &&
    one.annex === other.annex &&
    chapter.illustrative === before.illustrative
  );
}

/** True for a chapter that holds contents or lists and nothing else. */
const holdsOnlyLists = ({ holds = 'text' }: SectionNode): boolean => holds !== 'text';

/** The lines of a chapter after its last wide page: there it ends on an upright one again. */
function linesAfterWide(part: Nodes, language: Language): number {
  const children: readonly Nodes[] = 'children' in part ? part.children : [];
  const wide = children.findLastIndex((child) => !Number.isFinite(linesOf(child, language)));
  const last = children[wide];
  if (last === undefined) return linesOf(part, language);
  const within = isWide(last) ? 0 : linesAfterWide(last, language);
  return children.slice(wide + 1).reduce((sum, child) => sum + linesOf(child, language), within);
}
