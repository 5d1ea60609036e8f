import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { decodeDestination } from './links.js';
import type { Destinations } from './page-numbers.js';

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
