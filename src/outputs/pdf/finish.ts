import { readToConform } from './conform.js';
import { readDestinations } from './destinations.js';
import { loadPrint } from './load.js';
import type { PdfMeta } from './meta.js';
import { type PageNumbers, pagePlaceholder } from './page-numbers.js';
import type { ReadInput, ReadPrint } from './press.js';
import { PressMemory } from './press-memory.js';

/** A press that remembers what it made, for as long as it is open. */
export async function openPress(): Promise<{
  readonly value: undefined;
  readonly held: { read(input: ReadInput): Promise<HeldReading> };
}> {
  const memory = new PressMemory();
  return { value: undefined, held: { read: (input) => read(input, memory) } };
}

/** What a print is like, and what is held of it. */
interface HeldReading {
  readonly value: ReadPrint;
  readonly held: {
    finish(): Promise<Uint8Array>;
    drop(): Promise<void>;
  };
}

/** What a print is like, and what makes it conform, with the page numbers that its contents wait for. */
export async function read(
  { printed, named, meta, position }: ReadInput,
  memory: PressMemory,
): Promise<HeldReading> {
  const pdf = await loadPrint(printed);
  const destinations = readDestinations(pdf);
  const about = { meta: withPages(meta, named), position, memory };
  const pages = named === undefined ? destinations.pages : undefined;
  const reading = readToConform(pdf, { ...about, pages });
  const { words, diagnostics = [] } = reading ?? {};
  return {
    value: { ...destinations, isSettled: reading !== undefined, ...(words && { words }), diagnostics },
    held: {
      finish: async () => (await reading?.finish?.()) ?? printed,
      drop: async () => reading?.drop?.(),
    },
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
