import type { ContentMeta, SectionNode } from '../model/tree/nodes.js';

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly section: SectionNode;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after one of its kind,
 * unless the report asks for new pages. The theme takes a heading without room below it to the next page.
 */
export function runOnChapters(
  chapters: readonly ChapterPart[],
  { chapters: begin }: Pick<ContentMeta, 'chapters'> = {},
): boolean[] {
  return chapters.map((chapter, index) => {
    const before = chapters[index - 1];
    if (before === undefined) return false;
    if (holdsOnlyLists(chapter.section) || holdsOnlyLists(before.section))
      return holdsOnlyLists(chapter.section) && holdsOnlyLists(before.section);
    return begin !== 'new-page' && areOfOneKind(chapter, before);
  });
}

/** Chapters of one kind share what stands at the edges of their pages: those with a number, those without, annexes. */
function areOfOneKind(chapter: ChapterPart, before: ChapterPart): boolean {
  const [one, other] = [chapter.section, before.section];
  if (one.brief === true || other.brief === true) return false;
  return (
    (one.enumerator === '') === (other.enumerator === '') &&
    one.annex === other.annex &&
    chapter.illustrative === before.illustrative &&
    one.banded === other.banded
  );
}

/** True for a chapter that holds contents or lists and nothing else. */
const holdsOnlyLists = ({ holds = 'text' }: SectionNode): boolean => holds !== 'text';
