import type { PDFDocument } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import {
  type Decoration,
  findArtifacts,
  locateContent,
  markArtifacts,
  removeDecoration,
} from './content/artifacts.js';
import type { Instructions, PdfObjectCache } from './content/instructions.js';
import { readText, restoreSpaces, tellWords } from './content/matched-words.js';
import {
  ContentEdits,
  type ContentStream,
  pageNumbersOf,
  readContentStreams,
  readMarks,
} from './content/page-content.js';
import { PagePainter } from './content/page-painter.js';
import { type PrintedWords, readWords } from './content/printed-words.js';
import { saveWithContentId } from './file-id.js';
import { writeMetadata } from './metadata.js';
import type { PageNumbers, PdfMeta } from './pdf-finisher.js';
import { nameEquations } from './structure/equations.js';
import { placeFigures, sortOutFigures } from './structure/figures.js';
import { completeLists, mapRoles, nameGroups, restoreLinks } from './structure/groups.js';
import { describeLinks, nameBookmarks } from './structure/links.js';
import { renumberIds, writeParentTree } from './structure/parent-tree.js';
import { readTagged, type StructureElement, writeStructure } from './structure/structure-tree.js';
import { checkTables } from './structure/tables.js';

/** Of so many pages the instructions take some ten megabytes as long as a print is open. */
const mostOpen = 100;

/**
 * Finds out what is asked of each page of a long print, one after the other, so that not all of them are unpacked at the same time. What
 * is found is remembered, and the instructions are unpacked once more where they are edited.
 */
function readPageByPage(pdf: PDFDocument, streams: readonly ContentStream[]): void {
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

/** A PDF that was read, to be made to conform. */
export interface ToConform {
  /** The words that it paints; without faults alone, as `finish`. */
  readonly words?: PrintedWords;
  readonly diagnostics: readonly Diagnostic[];
  /** Makes it conform, which only a print that is kept needs. Called at most once. */
  finish?(): Promise<Uint8Array>;
  /** Lets go what only this print needs. Called when it is finished, or not kept. */
  drop?(): void;
}

/**
 * The first half of what makes a PDF that Chromium printed follow PDF/UA-1 and PDF/A-2a, small, and the same bytes whenever the report is
 * the same; `pdf` is changed. With `pages` it was printed with placeholders in its contents, which they take the place of; undefined where
 * they cannot.
 *
 * Fails with `output/figure-alt` for each picture without a text alternative, `output/table-shape` for each table with rows of unequal
 * width, `output/missing-glyph` for each page with characters that no font has. Throws an `EnvironmentProblem` for a PDF without tags.
 */
export function readToConform(
  pdf: PDFDocument,
  {
    meta,
    position,
    pages,
    memory,
  }: {
    readonly meta: PdfMeta;
    readonly position: Position;
    readonly pages?: PageNumbers | undefined;
    readonly memory: PdfObjectCache;
  },
): ToConform | undefined {
  const elements = readTagged(pdf);
  const streams = readContentStreams(pdf, memory);
  readPageByPage(pdf, streams);
  locateContent(elements, streams);

  restoreLinks(elements);
  completeLists(pdf, elements);
  const problems = [
    ...sortOutFigures(pdf, elements, position),
    ...checkTables(pdf, elements, position),
    ...checkGlyphs(pdf, streams, position),
    ...(meta.headings === undefined ? [] : nameBookmarks(pdf, meta.headings, position)),
  ];
  if (problems.length > 0) return { diagnostics: problems };

  const decoration = removeDecoration(pdf, elements, streams);
  const edits = new ContentEdits();
  const text = readText(pdf, { elements, streams, meta, pages }, edits);
  if (text === undefined) return undefined;
  // What is seen stays as it is from here on; only spaces, marks and what surrounds the pages change.
  const words = readWords(pdf, text.painted, elements);
  return {
    words,
    diagnostics: [],
    finish: () => conformRead(pdf, { elements, meta, decoration, text, edits, memory }),
    drop: () => {
      for (const { instructions } of streams) instructions.rest();
    },
  };
}

/** What was found when a PDF was read. */
interface Reading {
  readonly elements: readonly StructureElement[];
  readonly meta: PdfMeta;
  readonly decoration: Decoration;
  readonly text: NonNullable<ReturnType<typeof readText>>;
  readonly edits: ContentEdits;
  readonly memory: PdfObjectCache;
}

async function conformRead(
  pdf: PDFDocument,
  { elements, meta, decoration, text, edits, memory }: Reading,
): Promise<Uint8Array> {
  const { painted, read, matched } = text;
  for (const [stream, { texts }] of painted)
    edits.add(stream, markArtifacts(stream, decoration.get(stream.owner.tag) ?? new Map(), texts));
  restoreSpaces(read, matched, painted, edits);
  tellWords(matched);
  nameEquations(
    elements,
    matched.flatMap(({ read: { element }, source: { equation } }) =>
      equation === undefined ? [] : [{ element, equation }],
    ),
  );
  placeFigures(pdf, elements, painted);
  const written = edits.write(pdf);

  const pageNumbers = matched.filter(({ source }) => source.pageOf !== undefined);
  nameGroups(pdf, elements, new Set(pageNumbers.map(({ read: { element } }) => element)));
  mapRoles(pdf, elements);
  // Ids before the tree is written: both end up in the same dictionaries.
  renumberIds(pdf, elements);
  writeStructure(pdf, elements);
  writeParentTree(pdf, elements);
  describeLinks(pdf, meta.linkText);
  writeMetadata(pdf, meta);
  return await saveWithContentId(pdf, { known: memory.objects, ready: written });
}

/**
 * Reports each page with characters that no font has a glyph for: they print as a box or as nothing, and Chromium
 * does not say so.
 *
 * Source: ISO 14289-1, 7.21.8 (no text refers to the `.notdef` glyph).
 */
function checkGlyphs(pdf: PDFDocument, streams: readonly ContentStream[], position: Position): Diagnostic[] {
  const counts = new Map<number, number>();
  const pageNumberOf = pageNumbersOf(pdf);
  for (const stream of streams) {
    const page = pageNumberOf(stream.page);
    counts.set(page, (counts.get(page) ?? 0) + missingGlyphs(stream));
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([page, count]) =>
      problem('output/missing-glyph.glyph', position, {
        characters: count === 1 ? 'a character' : `${count} characters`,
        page,
      }),
    );
}

/** How many glyphs a stream shows that no font has. */
const missingGlyphs = ({ instructions }: ContentStream): number => instructions.once(countMissing);

function countMissing({ bytes, operations }: Instructions): number {
  let count = 0;
  // Four noughts stand in few instructions, mostly over the edge of two glyphs: only those are looked at.
  for (let next = bytes.indexOf(noughts); next >= 0; ) {
    const index = operations.placeOf(next);
    const [start, end] = [operations.startAt(index), operations.endAt(index)];
    if (index >= 0 && next < end) count += missingIn(operations.nameAt(index), bytes, start, end);
    next = bytes.indexOf(noughts, Math.max(end, next + 1));
  }
  return count;
}

function missingIn(name: string, bytes: Buffer, start: number, end: number): number {
  if (name !== 'Tj' && name !== 'TJ') return 0;
  const shown = [...bytes.toString('latin1', start, end).matchAll(/<([0-9A-Fa-f]*)>/g)];
  // All fonts that reports embed have two bytes a glyph.
  return shown.flatMap(([, digits = '']) => digits.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000')
    .length;
}

const noughts = Buffer.from('0000', 'latin1');
