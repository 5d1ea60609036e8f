import { type Diagnostic, listNames, type Outcome, type Position } from '../../../diagnostics.js';
import type { Printer, PrintPage } from '../../../host/host.js';
import { problem } from '../../../problems/problem.js';
import { elementsIn, type MarkupElement, readMarkup, textIn } from '../../snapshot/read-markup.js';
import type { PrintedWords } from '../content/printed-words.js';
import {
  type Destinations,
  digitGlyphs,
  movedPages,
  type OpenPrint,
  type PageNumbers,
  type PdfFinisher,
  type PdfMeta,
  pagePlaceholder,
} from '../pdf-finisher.js';
import { type SourceWords, sourceWords } from './source-words.js';

/** What a document that is to be printed says of itself. */
interface DocumentMarkup {
  /** The ids whose page number it asks for with `data-page-of`, each once, in its order. */
  readonly wantedPages: readonly string[];
  /**
   * What each link says, by `href`: its `aria-label`, else its text. Where several lead to the same place the first speaks
   * for it, which for chapters, figures and tables is their line in the contents.
   */
  readonly linkTexts: Readonly<Record<string, string>>;
  /** The words of every heading in order. */
  readonly headings: readonly string[];
  /** All that is read in it, in order. */
  readonly words: readonly SourceWords[];
  /** How many `<svg>` are neither a picture (`role="img"`) nor decoration (`aria-hidden`): they would not be read at all. */
  readonly silentDrawings: number;
}

/** Reads a document that Tallybook wrote. Throws a `MarkupFault` for any other. */
export function documentMarkup(html: string): DocumentMarkup {
  const nodes = readMarkup(html);
  const elements = elementsIn(nodes);
  const wanted = elements.flatMap(({ attributes }) => attributes.get('data-page-of') ?? []);
  const links = elements.flatMap((element): [string, string][] => {
    const href = element.attributes.get('href');
    const text = element.attributes.get('aria-label') ?? wordsOf(element);
    return element.name !== 'a' || href === undefined || text === '' ? [] : [[href, text]];
  });
  return {
    wantedPages: [...new Set(wanted)],
    // Of several with one key the last stays: here the first link.
    linkTexts: Object.fromEntries(links.reverse()),
    headings: elements.filter(({ name }) => /^h[1-6]$/.test(name)).map(wordsOf),
    words: sourceWords(nodes, elements.find(({ name }) => name === 'html')?.attributes.get('lang') ?? ''),
    silentDrawings: elements.filter(isSilent).length,
  };
}

const isSilent = ({ name, attributes }: MarkupElement): boolean =>
  name === 'svg' && attributes.get('role') !== 'img' && attributes.get('aria-hidden') !== 'true';

const wordsOf = ({ children }: MarkupElement): string => textIn(children).replace(/\s+/g, ' ').trim();

export interface PrintInput {
  /** One self-contained document, made by the rules of `README.md` beside this file. */
  readonly html: string;
  readonly meta: PdfMeta;
  /** What diagnostics point at: the template. */
  readonly position?: Position;
}

/** What a print is like, which tells whether it is the one that is kept. */
export interface MeasuredPrint {
  /** Page number (from 1) by id, for every id that a link leads to. */
  readonly pages: Record<string, number>;
  readonly pageCount: number;
  /** How often it was printed. */
  readonly prints: number;
  /** The words that it paints; undefined where it does not conform. */
  readonly words?: PrintedWords;
}

/** A print that is measured, and held until it is known whether it is kept. */
export interface HeldPrint extends Outcome<MeasuredPrint> {
  /** Makes it conform. Called at most once. */
  finish(): Promise<Uint8Array>;
  /** Gives back the memory of a long one, which is then finished more slowly: it is hardly kept. */
  setAside(): void;
  /** Lets it go, finished or not. */
  drop(): void;
}

/** A print, how often it was made, and the pages that its contents name. */
interface Settled {
  readonly open: OpenPrint;
  readonly named: PageNumbers;
  readonly prints: number;
}

/** What does not change from one print of a document to the next. */
interface Job {
  readonly html: string;
  readonly printer: Pick<Printer, 'print'>;
  readonly pdfFinisher: PdfFinisher;
  readonly meta: PdfMeta;
  readonly position: Position;
}

const nowhere: Position = { file: 'tallybook', line: 1, column: 1 };

/**
 * Prints a report with the page numbers that its contents name, and measures the print: its pages, its words and every fault. Of several
 * prints of a report one is kept, and only that is finished (PDF/UA-1, PDF/A-2a, the same bytes for the same report), which takes as long
 * again. Whoever called lets each of them go with `drop`.
 *
 * Its faults are `output/page-number` where the contents name an id that no page has, `output/page-drift` where page numbers do not
 * settle, and those of `readToConform`. Rejects with an `EnvironmentProblem` where the browser fails.
 */
export async function measurePdf(
  { html, meta, position = nowhere }: PrintInput,
  printer: Pick<Printer, 'print'>,
  pdfFinisher: PdfFinisher,
): Promise<HeldPrint> {
  // The browser has the document while it prints and no longer: while the print is read, it may have the next one.
  const { printed, markup } = await printer.print(html, (page) => printOnce(page, html));
  const { wantedPages: wanted, linkTexts, headings, words: source, silentDrawings } = markup;
  const whole = { ...meta, linkText: { ...linkTexts, ...meta.linkText }, headings, words: source };
  const { open, named, prints } = await settle(printed, {
    html,
    printer,
    pdfFinisher,
    meta: whole,
    position,
  });
  const { pages, pageCount, words } = open.read;
  const diagnostics = [
    ...drawingProblems(silentDrawings, position),
    ...pageProblems(wanted, { pages, pageCount, named }, position),
    ...open.read.diagnostics,
  ];
  return {
    value: { pages, pageCount, prints, ...(words && { words }) },
    diagnostics,
    ...whatIsLeft(open),
  };
}

/** By itself, so that what is held does not hold the document that was printed. */
const whatIsLeft = (open: OpenPrint): Pick<HeldPrint, 'finish' | 'setAside' | 'drop'> => ({
  finish: () => open.finish(),
  setAside: () => open.setAside(),
  drop: () => open.drop(),
});

/**
 * Prints with placeholders in the contents, in whose place the pass that finishes the print sets the pages. While the browser does, the
 * document is taken apart.
 */
async function printOnce(
  page: PrintPage,
  html: string,
): Promise<{ readonly printed: Uint8Array; readonly markup: DocumentMarkup }> {
  // Or words of that name, and then nothing is reserved.
  if (html.includes('data-page-of'))
    await page.reservePageNumbers({ placeholder: pagePlaceholder, glyphs: digitGlyphs });
  const printing = page.pdf({ tagged: true });
  let markup: DocumentMarkup;
  let printed: Uint8Array;
  try {
    markup = documentMarkup(html);
  } finally {
    printed = await printing;
  }
  return { printed, markup };
}

/** Where placeholders cannot be replaced, since a style changed how they look, a second print shows the numbers themselves. */
async function settle(
  printed: Uint8Array,
  { html, printer, pdfFinisher, meta, position }: Job,
): Promise<Settled> {
  const first = await pdfFinisher.read({ printed, named: undefined, meta, position });
  const named = first.read.pages;
  if (first.read.isSettled) return { open: first, named, prints: 1 };
  first.drop();
  const again = await printer.print(html, async (page) => {
    await page.setPageNumbers(named);
    return await page.pdf({ tagged: true });
  });
  const second = await pdfFinisher.read({ printed: again, named, meta, position });
  if (!second.read.isSettled) throw new Error('A print that shows its page numbers waits for none.');
  return { open: second, named, prints: 2 };
}

function drawingProblems(count: number, position: Position): Diagnostic[] {
  if (count === 0) return [];
  return [
    problem('output/figure-alt.reader', position, {
      drawings: count === 1 ? 'A drawing (`<svg>`) has' : `${count} drawings (\`<svg>\`) have`,
    }),
  ];
}

function pageProblems(
  wanted: readonly string[],
  { named, pages }: Destinations & { readonly named: PageNumbers },
  position: Position,
): Diagnostic[] {
  const missing = wanted.filter((id) => pages[id] === undefined);
  if (missing.length > 0) {
    return missing.map((id) => problem('output/page-number', position, { id }));
  }
  const moved = movedPages(wanted, named, pages);
  if (moved.length === 0) return [];
  return [problem('output/page-drift', position, { moved: listNames(moved) })];
}
