import { ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib';
import { readPrint } from './read-print.js';

/**
 * The objects of a PDF. All at once: left to itself pdf-lib waits for a timer after each hundred of them, which for a report takes
 * as long as to read them.
 */
export const loadPdf = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });

/** The same of a PDF that a browser has just printed. */
export const loadPrint = async (bytes: Uint8Array): Promise<PDFDocument> =>
  readPrint(bytes) ?? (await loadPdf(bytes));
