import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { Operation } from './content/content-lexer.js';
import { FontReader } from './content/fonts.js';
import { type ContentStream, pageNumbersOf, readContentStreams } from './content/page-content.js';
import { readPaintedText } from './content/page-painter.js';
import { type PrintedWords, readWords } from './content/printed-words.js';
import { loadPdf } from './load.js';
import type { Destinations } from './pdf-finisher.js';
import { textAlternative } from './structure/figures.js';
import { bookmarksBelow, readDestinations, targetOf, titleOf } from './structure/links.js';
import { elementsOf, readStructure } from './structure/structure-tree.js';

/** Something in a PDF that no build puts there, by what it is called and its page (from 1) where it has one. */
interface ForeignPart {
  readonly what: string;
  readonly page?: number;
}

const keys = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** All that Chromium and the pass write of a file, a page and a link. */
const known = {
  file: keys(
    'Type Pages Dests MarkInfo StructTreeRoot Outlines ViewerPreferences Lang Metadata PageMode OutputIntents',
  ),
  page: keys(
    'Type Resources MediaBox CropBox Contents StructParents Tabs Parent Annots Rotate Group UserUnit',
  ),
  link: keys('Type Subtype F Border Rect Dest A StructParent Contents'),
};

/**
 * Parts that could show a reader what the words of a PDF do not say: forms, notes, layers, scripts, embedded files.
 * Others are text that is written in another way or painted over, and fonts that give one glyph two meanings.
 */
function foreignParts(pdf: PDFDocument, streams: readonly ContentStream[]): readonly ForeignPart[] {
  const pageNumberOf = pageNumbersOf(pdf);
  return [
    ...unknownKeys(pdf.catalog, known.file).map((key) => ({ what: `\`${key}\` in the file` })),
    ...pdf.getPages().flatMap(({ node }, index) => {
      const page = index + 1;
      const annotations = (node.Annots()?.asArray() ?? []).map((entry) => pdf.context.lookup(entry, PDFDict));
      return [
        ...unknownKeys(node, known.page).map((key) => ({ what: `\`${key}\``, page })),
        ...annotations.flatMap((each) => foreignAnnotation(each).map((what) => ({ what, page }))),
      ];
    }),
    ...streams.flatMap((stream) => {
      const page = pageNumberOf(stream.page);
      return strangeText(stream).map((what) => ({ what, page }));
    }),
    ...ambiguousFonts(pdf),
  ];
}

const unknownKeys = (dict: PDFDict, allowed: ReadonlySet<string>): string[] =>
  dict
    .keys()
    .map((key) => key.decodeText())
    .filter((key) => !allowed.has(key));

function foreignAnnotation(annotation: PDFDict): string[] {
  if (annotation.lookup(PDFName.of('Subtype')) !== PDFName.of('Link')) return ['a note that is not a link'];
  const action = annotation.lookupMaybe(PDFName.of('A'), PDFDict);
  if (action !== undefined && action.lookup(PDFName.of('S')) !== PDFName.of('URI'))
    return ['a link that does something else'];
  return unknownKeys(annotation, known.link).map((key) => `\`${key}\` of a link`);
}

/** Chromium writes every glyph by its code in hexadecimal, and shows it as it is. */
function strangeText({ bytes, operations }: ContentStream): string[] {
  for (const operation of operations)
    if (isStrange(bytes, operation)) return ['text that is shown in another way'];
  return [];
}

function isStrange(bytes: Buffer, { name, start }: Operation): boolean {
  if (name === "'" || name === '"' || name === 'TJ') return true;
  if (name === 'Tj') return bytes[start] !== 0x3c;
  // 3 and 7 show nothing.
  return name === 'Tr' && !/^[012]\s/.test(bytes.toString('latin1', start, start + 2));
}

/** The same glyph of the same font file must stand for the same text wherever the file uses it. */
function ambiguousFonts(pdf: PDFDocument): ForeignPart[] {
  const reader = new FontReader(pdf);
  const meanings = new Map<string, string>();
  const seen = new Set<string>();
  for (const page of pdf.getPages()) {
    const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
    for (const [, reference] of fonts?.entries() ?? []) {
      if (seen.has(`${reference}`)) continue;
      seen.add(`${reference}`);
      const map = reader.fontOf(reference).texts;
      const file = programOf(pdf, pdf.context.lookup(reference, PDFDict));
      if (map.size === 0) return [{ what: 'a font that does not say which characters its glyphs are' }];
      for (const [code, text] of map) {
        const key = `${file} ${code}`;
        if ((meanings.get(key) ?? text) !== text) return [{ what: 'a glyph of two characters' }];
        meanings.set(key, text);
      }
    }
  }
  return [];
}

/** The glyphs of a font: the object that holds them, or for fonts that draw theirs, the font itself. */
function programOf(pdf: PDFDocument, font: PDFDict): string {
  const below = font.lookupMaybe(PDFName.of('DescendantFonts'), PDFArray);
  const descendant = below === undefined ? font : below.lookup(0, PDFDict);
  const descriptor = descendant.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
  for (const name of ['FontFile', 'FontFile2', 'FontFile3']) {
    const file = descriptor?.get(PDFName.of(name));
    if (file !== undefined && pdf.context.lookup(file) instanceof PDFRawStream) return `${file}`;
  }
  return `${pdf.context.getObjectRef(font) ?? 'font'}`;
}

/** What a finished PDF tells its readers. */
export interface FinishedPdf extends Destinations {
  readonly words: PrintedWords;
  readonly title: string;
  /** The words of its bookmarks, in order. */
  readonly bookmarks: readonly string[];
  /** Where its links lead, page by page. */
  readonly links: readonly { readonly target: string; readonly page: number }[];
  /** What is heard in place of each picture, in reading order. */
  readonly alternatives: readonly string[];
  /** What is in it that no build puts there. */
  readonly foreign: readonly ForeignPart[];
}

/** Reads a PDF that Tallybook made; undefined for a file that is none. */
export async function readFinishedPdf(bytes: Uint8Array): Promise<FinishedPdf | undefined> {
  try {
    const pdf = await loadPdf(bytes);
    return readAll(pdf);
  } catch (error) {
    // A file of others can have any form, and a forged one can lead in circles.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function readAll(pdf: PDFDocument): FinishedPdf | undefined {
  const elements = readStructure(pdf);
  if (elements === undefined) return undefined;
  const streams = readContentStreams(pdf);
  const outline = pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  return {
    ...readDestinations(pdf),
    words: readWords(pdf, readPaintedText(pdf, streams), elements),
    title: pdf.getTitle() ?? '',
    bookmarks: [...bookmarksBelow(outline)].map(titleOf),
    links: pdf.getPages().flatMap((page, index) =>
      (page.node.Annots()?.asArray() ?? []).map((entry) => ({
        target: targetOf(pdf.context.lookup(entry, PDFDict)),
        page: index + 1,
      })),
    ),
    alternatives: elementsOf(elements)
      .filter(({ type }) => type === 'Figure')
      .map(({ dict }) => textAlternative(dict)),
    foreign: foreignParts(pdf, streams),
  };
}
