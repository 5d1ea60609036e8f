import { PDFDocument } from '@cantoo/pdf-lib';
import { conformDocument } from './conform.js';
import { readDestinations } from './destinations.js';
import type { PdfMeta } from './meta.js';
import { type Destinations, movedPages, type PageNumbers } from './page-numbers.js';
import type { FinishedPrint, FinishInput } from './press.js';

/** The pages of a print that only serves to find them. */
export async function readPages(printed: Uint8Array): Promise<Destinations> {
  return readDestinations(await PDFDocument.load(printed, { updateMetadata: false }));
}

/** A print whose contents are right, made to conform: both need the file read, which is done once. */
export async function finish(input: FinishInput): Promise<FinishedPrint> {
  const { printed, wanted, named, isLast, meta, position } = input;
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  const destinations = readDestinations(pdf);
  const isMissing = wanted.some((id) => destinations.pages[id] === undefined);
  const isSettled = isMissing || movedPages(wanted, named, destinations.pages).length === 0;
  if (!isSettled && !isLast) return { ...destinations, diagnostics: [] };
  const conformed = await conformDocument(pdf, printed, withPages(meta, named), position);
  const { value, words, diagnostics } = conformed;
  return { ...destinations, pdf: value, ...(words && { words }), diagnostics };
}

/** The words of the document with the page numbers that its contents show. */
function withPages(meta: PdfMeta, named: PageNumbers): PdfMeta {
  const words = meta.words?.map((each) =>
    each.pageOf === undefined ? each : { ...each, text: `${named[each.pageOf] ?? ''}` },
  );
  return { ...meta, ...(words && { words }) };
}

/** Does nothing but be here: loading this module takes 200 ms, which another thread can spend early. */
export function warmUp(): void {}
