import { PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { textAlternative } from './figures.js';
import { type ForeignPart, foreignParts } from './foreign-parts.js';
import { readDestinations, targetOf } from './links.js';
import { loadPdf } from './load.js';
import { bookmarksBelow, titleOf } from './outline.js';
import { readContentStreams } from './page-content.js';
import type { Destinations } from './page-numbers.js';
import { readPaintedText } from './page-painter.js';
import { type PrintedWords, readWords } from './printed-words.js';
import { elementsOf, readStructure } from './structure-tree.js';

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
