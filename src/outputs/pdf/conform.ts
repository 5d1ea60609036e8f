import { PDFDocument } from '@cantoo/pdf-lib';
import type { Outcome, Position } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { markArtifacts } from './artifacts.js';
import { locateContent, removeDecoration } from './decoration.js';
import { sortOutFigures } from './figures.js';
import { saveWithContentId } from './file-id.js';
import { renumberIds } from './ids.js';
import { describeLinks } from './links.js';
import type { PdfMeta } from './meta.js';
import { writeMetadata } from './metadata.js';
import { checkGlyphs } from './missing-glyphs.js';
import { nameBookmarks } from './outline.js';
import { type ContentStream, readContentStreams, replaceContent } from './page-content.js';
import { writeParentTree } from './parent-tree.js';
import { type PrintedWords, readWords } from './printed-words.js';
import { completeLists, mapRoles, restoreLinks } from './structure.js';
import { readStructure, writeStructure } from './structure-tree.js';
import { checkTables } from './tables.js';

const nowhere: Position = { file: 'tallybook', line: 1, column: 1 };

/**
 * The PDF that Chromium printed, made to follow PDF/UA-1 and PDF/A-2a, small, and the same bytes whenever the report
 * is the same. A pure function of its arguments, so that another thread can run it.
 *
 * Fails with `output/figure-alt` for each picture without a text alternative, `output/table-shape` for each table with
 * rows of unequal width, `output/missing-glyph` for each page with characters that no font has. `value` is then the
 * PDF as it came.
 * Rejects with an `EnvironmentProblem` when the bytes are no tagged PDF.
 */
export async function conform(
  printed: Uint8Array,
  meta: PdfMeta,
  position: Position = nowhere,
): Promise<Outcome<Uint8Array>> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  return conformDocument(pdf, printed, meta, position);
}

/** A PDF that conforms, and the words that it paints; without them where it does not. */
export interface ConformedPdf extends Outcome<Uint8Array> {
  readonly words?: PrintedWords;
}

/** As {@link conform}, of a PDF that has been read already; `pdf` is changed. */
export async function conformDocument(
  pdf: PDFDocument,
  printed: Uint8Array,
  meta: PdfMeta,
  position: Position,
): Promise<ConformedPdf> {
  const elements = readStructure(pdf);
  if (elements === undefined) throw untagged();
  const streams = readContentStreams(pdf);
  locateContent(elements, streams);

  restoreLinks(elements);
  completeLists(pdf, elements);
  const problems = [
    ...sortOutFigures(pdf, elements, position),
    ...checkTables(pdf, elements, position),
    ...checkGlyphs(pdf, streams, position),
    ...(meta.headings === undefined ? [] : nameBookmarks(pdf, meta.headings, position)),
  ];
  if (problems.length > 0) return { value: printed, diagnostics: problems };

  const decoration = removeDecoration(pdf, elements, streams);
  // What is painted stays as it is from here on; only its marks and what surrounds the pages change.
  const words = readWords(pdf, streams, elements);
  for (const stream of streams) writeArtifacts(pdf, stream, decoration.get(stream.owner.tag) ?? new Set());
  mapRoles(pdf, elements);
  // Ids before the tree is written: both end up in the same dictionaries.
  renumberIds(pdf, elements);
  writeStructure(pdf, elements);
  writeParentTree(pdf, elements);
  describeLinks(pdf, meta.linkText);
  writeMetadata(pdf, meta);
  return { value: await saveWithContentId(pdf), words, diagnostics: [] };
}

function writeArtifacts(pdf: PDFDocument, stream: ContentStream, decoration: ReadonlySet<number>): void {
  const bytes = markArtifacts(stream, decoration);
  if (bytes) replaceContent(pdf, stream, bytes);
}

function untagged(): EnvironmentProblem {
  return new EnvironmentProblem({
    severity: 'error',
    code: 'host/browser-failed',
    message: 'Unexpected PDF without a structure tree from the browser, expected a tagged PDF',
    position: nowhere,
    hint: 'use the browser that comes with Tallybook, or Chromium 147 or later',
  });
}
