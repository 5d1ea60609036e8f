import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';

/**
 * Gives every bookmark the words of its heading. Chromium drops the spaces at which a heading breaks into lines and
 * that behind its number, keeps hyphens that only break a word, and says parts twice. Reports bookmarks that are not as
 * many as the headings, or do not begin as they do.
 *
 * Source: ISO 32000-1, 12.3.3 (document outline).
 */
export function nameBookmarks(
  pdf: PDFDocument,
  headings: readonly string[],
  position: Position,
): Diagnostic[] {
  const bookmarks = [...bookmarksBelow(pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict))];
  const titles = bookmarks.map((bookmark) => titleOf(bookmark));
  const wrong = headings.findIndex((heading, index) => start(heading) !== start(titles[index] ?? ''));
  if (wrong >= 0 || titles.length !== headings.length) {
    const at = wrong < 0 ? headings.length : wrong;
    return [
      problem('output/words.bookmark', position, {
        title: titles[at] ?? '',
        heading: headings[at] ?? 'none',
      }),
    ];
  }
  for (const [index, bookmark] of bookmarks.entries())
    bookmark.set(PDFName.of('Title'), PDFHexString.fromText(headings[index] ?? ''));
  return [];
}

/** Every bookmark in order, each before those below it. In a forged file they may lead in a circle. */
export function* bookmarksBelow(
  parent: PDFDict | undefined,
  seen: Set<PDFDict> = new Set(),
): Generator<PDFDict> {
  let item = parent?.lookupMaybe(PDFName.of('First'), PDFDict);
  while (item !== undefined && !seen.has(item)) {
    seen.add(item);
    yield item;
    yield* bookmarksBelow(item, seen);
    item = item.lookupMaybe(PDFName.of('Next'), PDFDict);
  }
}

/** The words of a bookmark. */
export function titleOf(bookmark: PDFDict): string {
  const title = bookmark.lookup(PDFName.of('Title'));
  return title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : '';
}

/** The first letters of a title, by which it is known. */
const start = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Pd}]+/gu, '')
    .slice(0, 8);
