import {
  PDFArray,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { findArtifacts, markArtifacts } from './content/artifacts.js';
import { ContentEdits } from './content/content-edits.js';
import { type Box, union } from './content/graphics-state.js';
import { type MatchedText, matchWords } from './content/matched-words.js';
import { checkGlyphs, missingGlyphs } from './content/missing-glyphs.js';
import { type ContentStream, readContentStreams, readMarks } from './content/page-content.js';
import { PagePainter, readPaintedText } from './content/page-painter.js';
import type { Painting } from './content/painted-text.js';
import { type PrintedWords, type ReadText, readAloud, readWords } from './content/printed-words.js';
import { setPageNumbers, withReplaced } from './content/set-page-numbers.js';
import type { UnicodeMap } from './content/unicode-maps.js';
import { saveWithContentId } from './file-id.js';
import { loadPrint } from './load.js';
import type { PdfMeta } from './meta.js';
import { writeMetadata } from './metadata.js';
import { PdfObjectCache } from './pdf-object-cache.js';
import type { PageNumbers } from './print/page-numbers.js';
import { addAttributes, attributeObjects, attributeOf } from './structure/attributes.js';
import { type Decoration, locateContent, removeDecoration } from './structure/decoration.js';
import { sortOutFigures } from './structure/figures.js';
import { nameContents, nameSections, placeCaptions } from './structure/groups.js';
import { renumberIds } from './structure/ids.js';
import { describeLinks } from './structure/links.js';
import { names } from './structure/names.js';
import { nameBookmarks } from './structure/outline.js';
import { writeParentTree } from './structure/parent-tree.js';
import { completeLists, mapRoles, restoreLinks } from './structure/structure.js';
import {
  contentOf,
  elementsOf,
  type MarkedContent,
  readStructure,
  type StructureElement,
  writeStructure,
} from './structure/structure-tree.js';
import { checkTables } from './structure/tables.js';

/**
 * Paints a space behind each text that a space follows in the report and none in the PDF. Chromium drops those at which
 * a line breaks and those between the parts of a heading, so that a reader would hear "nobodyin Kosovo". Nothing moves,
 * since Chromium places every glyph by itself.
 *
 * Source: ISO 32000-1, 14.8.2.5 (words are parted by white space).
 */
function restoreSpaces(
  read: readonly ReadText[],
  matched: readonly MatchedText[],
  painted: ReadonlyMap<ContentStream, Painting>,
  edits: ContentEdits,
): void {
  const spaces = new Spaces();
  const needsSpace = new Set(matched.flatMap(({ read: text, followsSpace }) => (followsSpace ? [text] : [])));
  for (const [index, text] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || !needsSpace.has(text)) continue;
    if (/\s$/.test(before.painted.text) || /^\s/.test(text.painted.text)) continue;
    const { stream, painted: last } = before;
    const space = spaces.of(last.font, last.size, painted.get(stream)?.fonts ?? new Map());
    if (space !== undefined) edits.add(stream, [{ start: last.end, end: last.end, text: `\n${space}` }]);
  }
}

class Spaces {
  /** The code of the space of each font, which most pages share; undefined of one that has none. */
  private readonly codes = new Map<UnicodeMap, string | undefined>();

  /** The instruction that paints a space in a font, or in another of the page where that font holds none. */
  of(font: string, size: string, fonts: ReadonlyMap<string, UnicodeMap>): string | undefined {
    const own = this.codeIn(fonts.get(font));
    if (own !== undefined) return `<${own}> Tj`;
    for (const [name, map] of fonts) {
      const code = this.codeIn(map);
      if (code !== undefined) return `/${name} ${size} Tf <${code}> Tj /${font} ${size} Tf`;
    }
    return undefined;
  }

  private codeIn(map: UnicodeMap | undefined): string | undefined {
    if (map === undefined || this.codes.has(map)) return map && this.codes.get(map);
    const code = [...map].find(([, text]) => text === ' ')?.[0];
    this.codes.set(map, code);
    return code;
  }
}

/**
 * Says of each picture where on its page it stands, so that a reader that makes the pages anew can move it as a whole. A
 * picture that runs over several pages has no one place.
 *
 * Source: ISO 32000-1, 14.8.5.4.3 (BBox, Placement).
 */
function placeFigures(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  painted: ReadonlyMap<ContentStream, Painting>,
): void {
  const paintings = new Map([...painted].map(([stream, painting]) => [stream.owner.tag, painting]));
  for (const parent of elementsOf(elements)) {
    for (const figure of parent.kids) {
      if (figure.kind !== 'element' || figure.type !== 'Figure') continue;
      const contents = contentOf(figure);
      const box = contents.map((content) => boxOf(content, paintings)).reduce(joined, undefined);
      if (box === undefined || new Set(contents.map(({ page }) => page.tag)).size !== 1) continue;
      const corners = [box.left, box.bottom, box.right, box.top].map((each) => Math.round(each * 100) / 100);
      // In a line of text it goes with its line.
      const placement = parent.type === 'P' || parent.type === 'Span' ? 'Inline' : 'Block';
      addAttributes(pdf, figure, pdf.context.obj({ O: 'Layout', Placement: placement, BBox: corners }));
    }
  }
}

/** What marked content takes of its page; of a form the whole of it. */
function boxOf(
  { page, form, mark }: MarkedContent,
  paintings: ReadonlyMap<string, Painting>,
): Box | undefined {
  const painting = paintings.get(page.tag);
  return form === undefined ? painting?.boxes.get(mark) : painting?.forms.get(form.tag);
}

const joined = (sum: Box | undefined, box: Box | undefined): Box | undefined =>
  box === undefined ? sum : union(sum, box);

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
  const pdf = await loadPrint(printed);
  const { diagnostics = [], finish } = readToConform(pdf, { meta, position }) ?? {};
  return { value: (await finish?.()) ?? printed, diagnostics };
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
 * The first half of {@link conform}, of a PDF that has been read already; `pdf` is changed. With `pages` it was printed with
 * placeholders in its contents, which they take the place of; undefined where they cannot.
 */
export function readToConform(
  pdf: PDFDocument,
  {
    meta,
    position,
    pages,
    memory = new PdfObjectCache(),
  }: {
    readonly meta: PdfMeta;
    readonly position: Position;
    readonly pages?: PageNumbers | undefined;
    readonly memory?: PdfObjectCache;
  },
): ToConform | undefined {
  const elements = readStructure(pdf);
  if (elements === undefined) throw untagged();
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
  placeFigures(pdf, elements, painted);
  const written = edits.write(pdf);

  nameGroups(pdf, elements, matched);
  mapRoles(pdf, elements);
  // Ids before the tree is written: both end up in the same dictionaries.
  renumberIds(pdf, elements);
  writeStructure(pdf, elements);
  writeParentTree(pdf, elements);
  describeLinks(pdf, meta.linkText);
  writeMetadata(pdf, meta);
  return await saveWithContentId(pdf, { known: memory.objects, ready: written });
}

/** What a print is read by: its tree, its instructions, and the words that it was printed from. */
interface Print {
  readonly elements: readonly StructureElement[];
  readonly streams: readonly ContentStream[];
  readonly meta: PdfMeta;
  readonly pages: PageNumbers | undefined;
}

/** The text of a PDF beside its words, its page numbers set; undefined where they cannot be. */
function readText(pdf: PDFDocument, { elements, streams, meta, pages }: Print, edits: ContentEdits) {
  const painted = readPaintedText(pdf, streams);
  const words = meta.words ?? [];
  const read = readAloud(painted, elements);
  const matched = matchWords(read, words);
  const count = words.filter(({ pageOf }) => pageOf !== undefined).length;
  if (pages === undefined || count === 0) return { painted, read, matched };
  const replaced = setPageNumbers(matched, painted, { pages, count }, edits);
  if (replaced === undefined) return undefined;
  const known = new Map<ReadText, ReadText>();
  for (const each of read) {
    const other = replaced.has(each.painted) ? replaced.get(each.painted) : each.painted;
    if (other !== undefined) known.set(each, { ...each, painted: other });
  }
  return {
    painted: withReplaced(painted, replaced),
    read: [...known.values()],
    matched: matched.flatMap((each): MatchedText[] => {
      const own = known.get(each.read);
      return own === undefined ? [] : [{ ...each, read: own }];
    }),
  };
}

/** What Chromium has no types for. Contents before sections, which go by the headings alone. */
function nameGroups(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  matched: readonly MatchedText[],
): void {
  const pageNumbers = matched.filter(({ source }) => source.pageOf !== undefined);
  nameContents(pdf, elements, new Set(pageNumbers.map(({ read }) => read.element)));
  nameSections(elements);
  placeCaptions(elements);
  nameGroupHeads(pdf, elements);
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

/**
 * Says what signs such as `[i]` stand for, and of words in another language which it is.
 *
 * Source: ISO 32000-1, 14.9.5 (expansion of abbreviations), 14.9.2 (natural language).
 */
function tellWords(matched: readonly MatchedText[]): void {
  for (const { read, source } of matched) {
    const { element } = read;
    const { expansion, language } = source;
    if (expansion === undefined && language === undefined) continue;
    // What groups without a meaning has none to read out.
    if (element.type === 'NonStruct') element.type = 'Span';
    if (expansion !== undefined) element.dict.set(PDFName.of('E'), PDFHexString.fromText(expansion));
    if (language !== undefined) element.dict.set(PDFName.of('Lang'), PDFString.of(language));
  }
}

/**
 * Lets the cells under a heading that stands across a table name it: by its place such a heading would only be the head
 * of its own row. Ids are given before all are numbered.
 *
 * Source: ISO 32000-1, 14.8.5.7 (Headers), ISO 14289-1, 7.5.
 */
function nameGroupHeads(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  let count = 0;
  for (const table of elementsOf(elements).filter(({ type }) => type === 'Table')) {
    let head: PDFString | undefined;
    for (const row of elementsOf(table.kids).filter(({ type }) => type === 'TR')) {
      const cells = row.kids.filter((kid) => kid.kind === 'element');
      const [only] = cells;
      if (cells.length === 1 && only !== undefined && isGroupHead(only)) {
        head = PDFString.of(`group-${++count}`);
        only.dict.set(names.id, head);
      } else if (head !== undefined) for (const cell of cells) nameHead(pdf, cell, head);
    }
  }
}

function isGroupHead(cell: StructureElement): boolean {
  const columns = attributeOf(cell, 'ColSpan');
  return cell.type === 'TH' && columns instanceof PDFNumber && columns.asNumber() > 1;
}

function nameHead(pdf: PDFDocument, cell: StructureElement, head: PDFObject): void {
  const known = attributeObjects(cell).find((attributes) => attributes.has(names.heads));
  const heads = known?.lookup(names.heads);
  if (known !== undefined && heads instanceof PDFArray)
    known.set(names.heads, pdf.context.obj([head, ...heads.asArray()]));
  else addAttributes(pdf, cell, pdf.context.obj({ O: 'Table', Headers: [head] }));
}
