import type { PDFDocument } from '@cantoo/pdf-lib';
import { findArtifacts } from './artifacts.js';
import { missingGlyphs } from './missing-glyphs.js';
import { type ContentStream, readMarks } from './page-content.js';
import { PagePainter } from './page-painter.js';

/** Of so many pages the instructions take some ten megabytes as long as a print is open. */
const mostOpen = 100;

/**
 * Finds out what is asked of each page of a long print, one after the other, so that not all of them are unpacked at the same time. What
 * is found is remembered, and the instructions are unpacked once more where they are edited.
 */
export function readPageByPage(pdf: PDFDocument, streams: readonly ContentStream[]): void {
  if (streams.length <= mostOpen) return;
  const painter = new PagePainter(pdf);
  for (const stream of streams) {
    painter.paint(stream);
    missingGlyphs(stream);
    findArtifacts(stream);
    stream.instructions.once(readMarks);
    stream.instructions.rest();
  }
}
