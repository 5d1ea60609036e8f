import { PDFDocument, type PDFRef } from '@cantoo/pdf-lib';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { markArtifacts } from './artifacts.js';
import { locateContent, removeDecoration } from './decoration.js';
import { saveWithContentId } from './file-id.js';
import { renumberIds } from './ids.js';
import { describeLinks } from './links.js';
import type { PdfMeta } from './meta.js';
import { writeMetadata } from './metadata.js';
import { countMissingGlyphs } from './missing-glyphs.js';
import { type ContentStream, readContentStreams, replaceContent } from './page-content.js';
import { completeLists, mapRoles, sortOutFigures } from './structure.js';
import { elementsOf, readStructure, type StructureElement, writeStructure } from './structure-tree.js';

const nowhere: Position = { file: 'tallybook', line: 1, column: 1 };

/**
 * The PDF that Chromium printed, made to follow PDF/UA-1 and PDF/A-2a, small, and the same bytes whenever the report
 * is the same. A pure function of its arguments, so that a worker can run it.
 *
 * Fails with `output/figure-alt` for each picture without a text alternative and `output/missing-glyph` for each page
 * with characters that no font has (`value` is then the PDF as it came).
 * Rejects with an `EnvironmentProblem` when the bytes are no tagged PDF.
 */
export async function conform(
  printed: Uint8Array,
  meta: PdfMeta,
  position: Position = nowhere,
): Promise<Outcome<Uint8Array>> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  const elements = readStructure(pdf);
  if (elements === undefined) throw untagged();
  const streams = readContentStreams(pdf);
  locateContent(elements, streams);

  const problems = [
    ...sortOutFigures(elements).map((figure) => silentFigure(pdf, figure, position)),
    ...missingGlyphs(pdf, streams, position),
  ];
  if (problems.length > 0) return { value: printed, diagnostics: problems, reads: [] };

  const decoration = removeDecoration(pdf, elements, streams);
  for (const stream of streams) writeArtifacts(pdf, stream, decoration.get(stream.owner.tag) ?? new Set());
  completeLists(pdf, elements);
  mapRoles(pdf, elements);
  // Ids before the tree is written: both end up in the same dictionaries.
  renumberIds(pdf, elements);
  writeStructure(pdf, elements);
  describeLinks(pdf, meta.linkText);
  writeMetadata(pdf, meta);
  return { value: await saveWithContentId(pdf), diagnostics: [], reads: [] };
}

function writeArtifacts(pdf: PDFDocument, stream: ContentStream, decoration: ReadonlySet<number>): void {
  const bytes = markArtifacts(stream, decoration);
  if (bytes) replaceContent(pdf, stream, bytes);
}

function silentFigure(pdf: PDFDocument, figure: StructureElement, position: Position): Diagnostic {
  // Chromium writes the page on the elements that hold content, not on those that hold these.
  const page = figure.page ?? [...elementsOf(figure.kids)].find((element) => element.page)?.page;
  return {
    severity: 'error',
    code: 'output/figure-alt',
    message: `Unexpected picture without a text alternative on page ${pageNumber(pdf, page)} of the PDF, expected an \`alt\` text, or an \`aria-label\` beside \`role="img"\``,
    position,
  };
}

function missingGlyphs(
  pdf: PDFDocument,
  streams: readonly ContentStream[],
  position: Position,
): Diagnostic[] {
  const counts = new Map<number, number>();
  for (const stream of streams) {
    const count = countMissingGlyphs(stream);
    const page = pageNumber(pdf, stream.page);
    if (count > 0) counts.set(page, (counts.get(page) ?? 0) + count);
  }
  return [...counts].map(([page, count]) => ({
    severity: 'error',
    code: 'output/missing-glyph',
    message: `Unexpected ${count === 1 ? 'character' : `${count} characters`} without a glyph on page ${page} of the PDF, expected text that the fonts of the theme can show`,
    position,
    hint: 'look for a box or a gap on that page, and replace the character or add a font that has it',
  }));
}

/** From 1. */
function pageNumber(pdf: PDFDocument, page: PDFRef | undefined): number {
  return pdf.getPages().findIndex(({ ref }) => ref === page) + 1;
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
