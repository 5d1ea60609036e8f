import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';
import {
  addAttributes,
  attributeObjects,
  attributeOf,
  elementsOf,
  names,
  type StructureElement,
  type StructureKid,
  wrapKids,
} from './structure-tree.js';

/** What Chromium has no types for. Contents before sections, which go by the headings alone. */
export function nameGroups(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  pageNumbers: ReadonlySet<StructureElement>,
): void {
  nameContents(pdf, elements, pageNumbers);
  nameSections(elements);
  placeCaptions(pdf, elements);
  nameParagraphs(pdf, elements);
  nameGroupHeads(pdf, elements);
}

/** Makes every group that begins with a heading a section: Chromium has no type for `<section>`. */
export function nameSections(elements: readonly StructureElement[]): void {
  for (const element of elementsOf(elements)) {
    const [first] = element.kids;
    const isSection = first?.kind === 'element' && /^H[2-6]$/.test(first.type);
    if (isSection && element.type === 'NonStruct') element.type = 'Sect';
  }
}

/**
 * Puts the caption of a table into the table, where a reader finds what it belongs to. That of a picture stays beside it: the
 * text alternative of a picture takes the place of everything in it, and the caption would not be read. The picture refers to it.
 *
 * Source: ISO 32000-1, 14.8.4.3 (tables), 14.9.3 (alternate descriptions); ISO 32000-2, 14.7.2 (Ref), which older readers pass over.
 */
export function placeCaptions(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  for (const group of elementsOf(elements)) {
    if (group.type === 'Table') continue;
    const captions = group.kids.filter(isElement).filter(({ type }) => type === 'Caption');
    const [caption] = captions;
    if (caption === undefined || captions.length !== 1) continue;
    const tables = partsIn(group, 'Table');
    const [table] = tables;
    if (table === undefined)
      for (const figure of partsIn(group, 'Figure'))
        figure.dict.set(names.refers, pdf.context.obj([caption.ref]));
    if (table === undefined || tables.length !== 1) continue;
    group.kids = group.kids.filter((kid) => kid !== caption);
    table.kids = [caption, ...table.kids];
  }
}

/** The tables or pictures of a group, through the boxes in which they scroll on a screen. */
const partsIn = ({ kids }: StructureElement, type: 'Table' | 'Figure'): StructureElement[] =>
  kids.flatMap((kid) => {
    if (kid.kind !== 'element') return [];
    if (kid.type === type) return [kid];
    return kid.type === 'NonStruct' ? partsIn(kid, type) : [];
  });

/** What only holds others together, and what stands within a line. */
const grouping: ReadonlySet<string> = new Set([
  'Document',
  'Part',
  'Art',
  'Sect',
  'Div',
  'Aside',
  'NonStruct',
]);
const withinLines: ReadonlySet<string> = new Set(['Span', 'Strong', 'Em', 'Link', 'Code', 'Quote', 'Note']);

/**
 * Makes words that stand in a group directly a paragraph: Chromium has none for a `<p>` that is laid out as a row.
 *
 * Source: ISO 32000-1, 14.8.4.2 (grouping elements have no content of their own).
 */
export function nameParagraphs(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  for (const group of elements.filter(({ type }) => grouping.has(type))) {
    if (group.type === 'NonStruct' && group.kids.length > 0 && group.kids.every(isWithinLine)) {
      group.type = 'P';
      continue;
    }
    const kids: StructureKid[] = [];
    let line: StructureKid[] = [];
    const close = (): void => {
      if (line.length > 0) kids.push(wrapKids(pdf, 'P', group.page, line));
      line = [];
    };
    for (const kid of group.kids) {
      // A part of a group that is a line by itself becomes a paragraph in its turn.
      if (isWithinLine(kid) && !(isElement(kid) && kid.type === 'NonStruct')) line.push(kid);
      else {
        close();
        kids.push(kid);
      }
    }
    close();
    group.kids = kids;
    nameParagraphs(pdf, kids.filter(isElement));
  }
}

const isWithinLine = (kid: StructureKid): boolean =>
  !isElement(kid) ||
  withinLines.has(kid.type) ||
  (kid.type === 'NonStruct' && kid.kids.length > 0 && kid.kids.every(isWithinLine));

/**
 * Makes lists that lead to pages tables of contents: each item with its link as a reference, and the list below it.
 *
 * Source: ISO 32000-1, 14.8.4.2 (TOC, TOCI), 14.8.4.4 (Reference).
 *
 * @param pageNumbers The elements that hold a page number.
 */
export function nameContents(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  pageNumbers: ReadonlySet<StructureElement>,
): void {
  for (const list of elementsOf(elements).filter(({ type }) => type === 'L')) {
    if (list.kids.length > 0 && list.kids.every((kid) => endsInPage(kid, pageNumbers))) nameList(pdf, list);
  }
}

/** True for an item of contents, whose own line names a page; a list below it has its own. */
function endsInPage(
  item: StructureElement['kids'][number],
  pageNumbers: ReadonlySet<StructureElement>,
): boolean {
  if (item.kind !== 'element' || item.type === 'L') return false;
  return pageNumbers.has(item) || item.kids.some((kid) => endsInPage(kid, pageNumbers));
}

function nameList(pdf: PDFDocument, list: StructureElement): void {
  list.type = 'TOC';
  for (const item of list.kids) {
    if (item.kind !== 'element') continue;
    item.type = 'TOCI';
    item.kids = item.kids
      .flatMap((kid) => (kid.kind === 'element' && kid.type === 'LBody' ? kid.kids : [kid]))
      .map((kid) =>
        kid.kind === 'element' && kid.type === 'Link' ? wrapKids(pdf, 'Reference', kid.page, [kid]) : kid,
      );
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

/** The structure types that PDF 1.7 defines. Source: ISO 32000-1, 14.8.4. */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 ' +
    'L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot ' +
    'Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' '),
);

/** What the types of PDF 2.0 that Chromium writes stand for in PDF 1.7. */
const roles: Readonly<Record<string, string>> = { Em: 'Span', Strong: 'Span', Aside: 'Sect' };

/** Names the standard type of each type that is not one; a type that is not known here groups without a meaning. */
export function mapRoles(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  const found = new Set(
    elementsOf(elements)
      .map(({ type }) => type)
      .filter((type) => !standardTypes.has(type)),
  );
  const map = Object.fromEntries([...found].sort().map((type) => [type, roles[type] ?? 'NonStruct']));
  pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).set(PDFName.of('RoleMap'), pdf.context.obj(map));
}

/**
 * Makes lists whole. What an item holds beside its label goes into a list body, the only other place where a reader
 * looks for it. Notes that Chromium forgets under `role="doc-endnotes"` become items again.
 */
export function completeLists(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  for (const list of ofType(elements, 'L')) {
    for (const kid of list.kids) {
      const isItem = kid.kind === 'element' && kid.type === 'NonStruct' && kid.kids.some(isElement);
      if (isItem) kid.type = 'LI';
    }
  }
  for (const item of ofType(elements, 'LI')) {
    const parts = item.kids.filter((kid) => isElement(kid) && (kid.type === 'Lbl' || kid.type === 'LBody'));
    const rest = item.kids.filter((kid) => !parts.includes(kid));
    if (rest.length > 0) item.kids = [...parts, wrapKids(pdf, 'LBody', item.page, rest)];
  }
}

/** Makes what holds a link annotation a link again: Chromium forgets it under `role="doc-noteref"` and its kin. */
export function restoreLinks(elements: readonly StructureElement[]): void {
  for (const element of ofType(elements, 'NonStruct')) {
    if (element.kids.some((kid) => kid.kind === 'object')) element.type = 'Link';
  }
}

/** A list of its own, so that the tree may change while it is walked. */
function ofType(elements: readonly StructureElement[], type: string): StructureElement[] {
  return elementsOf(elements).filter((element) => element.type === type);
}

function isElement(kid: StructureKid): kid is StructureElement {
  return kid.kind === 'element';
}
