import { readToConform } from './conform.js';
import { readDestinations } from './destinations.js';
import { loadPrint } from './load.js';
import type { PdfMeta } from './meta.js';
import { type PageNumbers, pagePlaceholder } from './page-numbers.js';
import type { ReadInput, ReadPrint } from './press.js';

/** What a print is like, and what makes it conform, with the page numbers that its contents wait for. */
export async function read({ printed, named, meta, position }: ReadInput): Promise<{
  readonly value: ReadPrint;
  readonly held: { finish(): Promise<Uint8Array> };
}> {
  const pdf = await loadPrint(printed);
  const destinations = readDestinations(pdf);
  const about = { meta: withPages(meta, named), position };
  const pages = named === undefined ? destinations.pages : undefined;
  const reading = readToConform(pdf, { ...about, pages });
  const { words, diagnostics = [] } = reading ?? {};
  return {
    value: { ...destinations, isSettled: reading !== undefined, ...(words && { words }), diagnostics },
    held: { finish: async () => (await reading?.finish?.()) ?? printed },
  };
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
