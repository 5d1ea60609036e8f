import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import type { Destinations } from '../pdf-finisher.js';

/**
 * Describes where each link leads: with the words of `linkText` (keys as written in `href`), else with the address.
 *
 * Source: ISO 14289-1, 7.18.5 (links have an alternate description in `Contents`).
 */
export function describeLinks(pdf: PDFDocument, linkText: Readonly<Record<string, string>> = {}): void {
  const words = new Map(Object.entries(linkText).map(([target, text]) => [comparable(target), text.trim()]));
  for (const page of pdf.getPages()) {
    for (const entry of page.node.Annots()?.asArray() ?? []) {
      const annotation = pdf.context.lookup(entry, PDFDict);
      if (annotation.lookup(PDFName.of('Subtype')) !== PDFName.of('Link')) continue;
      const target = targetOf(annotation);
      annotation.set(PDFName.of('Contents'), PDFHexString.fromText(words.get(comparable(target)) || target));
    }
  }
}

/** The id of a destination in the file: Chromium percent-encodes it. */
function decodeDestination(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Where a link leads: an address, or `#` and the id of a place in the file. */
export function targetOf(annotation: PDFDict): string {
  const uri = targetIn(annotation.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI')));
  return uri ?? `#${decodeDestination(targetIn(annotation.lookup(PDFName.of('Dest'))) ?? '')}`;
}

/** Chromium writes addresses in their normal form (`https://x.example` gets a slash), authors do not. */
function comparable(target: string): string {
  return URL.canParse(target) ? new URL(target).href : target;
}

function targetIn(object: PDFObject | undefined): string | undefined {
  if (object instanceof PDFName) return object.decodeText();
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined;
}

/** The destinations of a PDF that Chromium printed: the pages that its contents can name. */
export function readDestinations(pdf: PDFDocument): Destinations {
  const numbers = new Map(pdf.getPages().map(({ ref }, index) => [ref.tag, index + 1]));
  const found = new Map<string, number>();
  const destinations = pdf.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  for (const [name, entry] of destinations?.entries() ?? []) {
    const value = pdf.context.lookup(entry);
    const place = value instanceof PDFDict ? value.lookup(PDFName.of('D')) : value;
    const page = place instanceof PDFArray ? place.get(0) : undefined;
    const number = page instanceof PDFRef ? numbers.get(page.tag) : undefined;
    if (number !== undefined) found.set(decodeDestination(name.decodeText()), number);
  }
  const ordered = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return { pages: Object.fromEntries(ordered), pageCount: numbers.size };
}

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
  const wrong = headings.findIndex((heading, index) => !isOf(titles[index] ?? '', heading));
  if (wrong >= 0 || titles.length !== headings.length) {
    const at = wrong < 0 ? headings.length : wrong;
    const [title, heading] = [titles[at], headings[at]];
    if (title === undefined) return [problem('output/words.no-bookmark', position, { heading })];
    if (heading === undefined) return [problem('output/words.no-heading', position, { title })];
    return [problem('output/words.bookmark', position, { title, heading })];
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

/** True for what Chromium makes of a heading: it begins as that does, or says a part of it twice and ends as it does. */
function isOf(title: string, heading: string): boolean {
  const [one, other] = [lettersIn(title), lettersIn(heading)];
  return one.slice(0, known) === other.slice(0, known) || (other !== '' && one.endsWith(other));
}

/** By so many letters at its start a title is known. */
const known = 8;

const lettersIn = (text: string): string =>
  text.normalize('NFKD').replace(/[\s\p{Default_Ignorable_Code_Point}\p{Pd}]+/gu, '');
