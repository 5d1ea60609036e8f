import { readToConform, type ToConform } from './conform.js';
import { PdfObjectCache } from './content/instructions.js';
import { loadPrint } from './load.js';
import {
  type PageNumbers,
  type PdfMeta,
  pagePlaceholder,
  type ReadInput,
  type ReadPrint,
} from './pdf-finisher.js';
import { readDestinations } from './structure/links.js';

/** Finishes prints, and remembers what it made for as long as it is open. */
export async function openPdfFinisher(): Promise<{
  readonly value: undefined;
  readonly held: { read(input: ReadInput): Promise<HeldReading> };
}> {
  const memory = new PdfObjectCache();
  return { value: undefined, held: { read: (input) => read(input, memory) } };
}

/** What a print is like, and what is held of it. */
interface HeldReading {
  readonly value: ReadPrint;
  readonly held: {
    finish(): Promise<Uint8Array>;
    setAside(): Promise<void>;
    drop(): Promise<void>;
  };
}

/**
 * With so many pages the objects of a print take some forty megabytes, beside which nothing is gained that is worth reading it a second
 * time.
 */
const mostOpen = 100;

/** What a print is like, and what makes it conform, with the page numbers that its contents wait for. */
async function read(input: ReadInput, memory: PdfObjectCache): Promise<HeldReading> {
  const { value, half } = await open(input, memory);
  const isLong = value.pageCount > mostOpen;
  let held: Half | undefined = half;
  const letGo = (): void => {
    held?.drop?.();
    held = undefined;
  };
  return {
    value,
    held: {
      async finish() {
        held ??= (await open(input, memory)).half;
        const pdf = (await held.finish?.()) ?? input.printed;
        if (isLong) letGo();
        return pdf;
      },
      async setAside() {
        if (isLong) letGo();
      },
      drop: async () => letGo(),
    },
  };
}

/** What is left to do of a print that was read. */
type Half = Pick<ToConform, 'finish' | 'drop'>;

async function open(
  { printed, named, meta, position }: ReadInput,
  memory: PdfObjectCache,
): Promise<{ readonly value: ReadPrint; readonly half: Half }> {
  const pdf = await loadPrint(printed);
  const destinations = readDestinations(pdf);
  const about = { meta: withPages(meta, named), position, memory };
  const pages = named === undefined ? destinations.pages : undefined;
  const reading = readToConform(pdf, { ...about, pages });
  // Its words go their own way: nobody here needs them any more.
  const { words, diagnostics = [], ...half } = reading ?? {};
  return {
    value: { ...destinations, isSettled: reading !== undefined, ...(words && { words }), diagnostics },
    half,
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
