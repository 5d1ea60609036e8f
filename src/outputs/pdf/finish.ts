import { PDFDocument } from '@cantoo/pdf-lib';
import { conformDocument } from './conform.js';
import { readDestinations } from './destinations.js';
import type { PdfMeta } from './meta.js';
import { type PageNumbers, pagePlaceholder } from './page-numbers.js';
import type { FinishedPrint, FinishInput } from './press.js';

/** A print made to conform, with the page numbers that its contents wait for. */
export async function finish({ printed, named, meta, position }: FinishInput): Promise<FinishedPrint> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  const destinations = readDestinations(pdf);
  const about = { meta: withPages(meta, named), position };
  const pages = named === undefined ? destinations.pages : undefined;
  const conformed = await conformDocument(pdf, printed, { ...about, pages });
  if (conformed === undefined) return { ...destinations, diagnostics: [] };
  const { value, words, diagnostics } = conformed;
  return { ...destinations, pdf: value, ...(words && { words }), diagnostics };
}

/** The words of the document with the page numbers that its contents show, or what stands in their place. */
function withPages(meta: PdfMeta, named: PageNumbers | undefined): PdfMeta {
  const textOf = (id: string): string => (named === undefined ? pagePlaceholder : `${named[id] ?? ''}`);
  const words = meta.words?.map((each) =>
    each.pageOf === undefined ? each : { ...each, text: textOf(each.pageOf) },
  );
  return { ...meta, ...(words && { words }) };
}

/** Does nothing but be here: loading this module takes 200 ms, which another thread can spend early. */
export function warmUp(): void {}
