import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { decodeDestination } from './links.js';
import { openingTags } from './markup.js';

/** Page number (from 1) by id. */
export type PageNumbers = Readonly<Record<string, number>>;

/** Where the link targets of a printed PDF are. */
export interface Destinations {
  /** By id, in the order of ids. Only ids that a link leads to have a destination. */
  readonly pages: Record<string, number>;
  readonly pageCount: number;
}

/** The destinations of a PDF that Chromium printed: the pages that its contents can name. */
export async function readDestinations(bytes: Uint8Array): Promise<Destinations> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
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

/** The ids whose page number an HTML document asks for with `data-page-of`, each once, in its order. */
export function wantedPages(html: string): string[] {
  return [...new Set(openingTags(html).flatMap(({ attributes }) => attributes.get('data-page-of') ?? []))];
}

/** Which of the ids are on another page in `after`, or nowhere in it. */
export function movedPages(ids: readonly string[], before: PageNumbers, after: PageNumbers): string[] {
  return ids.filter((id) => before[id] !== after[id]);
}
