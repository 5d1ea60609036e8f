import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';

/** A piece of marked content on a page, or in a form on that page. */
export interface MarkedContent {
  readonly kind: 'content';
  readonly page: PDFRef;
  /** The form that holds it; undefined where the page itself does. */
  readonly form: PDFRef | undefined;
  /** The id of the content in its stream (MCID). */
  readonly mark: number;
}

/** Something that is not drawn by the page itself, such as the annotation that makes a link work. */
export interface ObjectReference {
  readonly kind: 'object';
  readonly object: PDFRef;
  readonly dict: PDFDict;
}

/** A node of the structure tree: what assistive technology reads instead of the painted page. */
export interface StructureElement {
  readonly kind: 'element';
  readonly ref: PDFRef;
  /** Its attributes; type, parent, page and kids are written from this model, not from here. */
  readonly dict: PDFDict;
  type: string;
  readonly page: PDFRef | undefined;
  kids: StructureKid[];
}

export type StructureKid = StructureElement | MarkedContent | ObjectReference;

/** Every element under these in reading order, each before its kids. */
export function* elementsOf(kids: readonly StructureKid[]): Generator<StructureElement> {
  // By hand, since a generator in a generator hands each element up through all that are around it.
  const open: { readonly kids: readonly StructureKid[]; next: number }[] = [{ kids, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const kid = level.kids[level.next++];
    if (kid === undefined) open.pop();
    else if (kid.kind === 'element') {
      yield kid;
      open.push({ kids: kid.kids, next: 0 });
    }
  }
}

/** All marked content in an element, in reading order. */
export function contentOf(element: StructureElement): MarkedContent[] {
  return [element, ...elementsOf(element.kids)].flatMap(({ kids }) =>
    kids.filter((kid) => kid.kind === 'content'),
  );
}

/** The page where the element begins; Chromium names it only on elements that hold content themselves. */
export function pageOf(element: StructureElement): PDFRef | undefined {
  return element.page ?? [...elementsOf(element.kids)].find(({ page }) => page)?.page;
}

/** The tree of a tagged PDF, or undefined where the PDF is not tagged. */
export function readStructure(pdf: PDFDocument): StructureElement[] | undefined {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  if (root === undefined) return undefined;
  return readKids(pdf, root, undefined).filter((kid) => kid.kind === 'element');
}

/** A new element of this type around the kids, to be put into the tree in their place. */
export function wrapKids(
  pdf: PDFDocument,
  type: string,
  page: PDFRef | undefined,
  kids: StructureKid[],
): StructureElement {
  const dict = pdf.context.obj({});
  return { kind: 'element', ref: pdf.context.register(dict), dict, type, page, kids };
}

/** Writes the tree into the file; `writeParentTree` must follow. */
export function writeStructure(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const rootRef = pdf.catalog.get(PDFName.of('StructTreeRoot'));
  if (!(rootRef instanceof PDFRef)) throw new Error('The structure tree is not an object of its own.');
  root.set(PDFName.of('K'), pdf.context.obj(elements.map(({ ref }) => ref)));
  for (const element of elements) writeElement(pdf, element, rootRef);
}

function readKids(pdf: PDFDocument, dict: PDFDict, page: PDFRef | undefined): StructureKid[] {
  const entry = dict.get(PDFName.of('K'));
  const value = pdf.context.lookup(entry);
  if (value === undefined) return [];
  const entries = value instanceof PDFArray ? value.asArray() : entry === undefined ? [] : [entry];
  return entries.flatMap((kid) => readKid(pdf, kid, page));
}

function readKid(pdf: PDFDocument, entry: PDFObject, page: PDFRef | undefined): StructureKid[] {
  const value = pdf.context.lookup(entry);
  if (value instanceof PDFNumber) {
    return page === undefined ? [] : [{ kind: 'content', page, form: undefined, mark: value.asNumber() }];
  }
  if (!(value instanceof PDFDict)) return [];
  const ownPage = refAt(value, 'Pg') ?? page;
  const type = value.lookup(PDFName.of('Type'));
  if (type === PDFName.of('MCR')) {
    const mark = value.lookup(PDFName.of('MCID'), PDFNumber).asNumber();
    return ownPage === undefined ? [] : [{ kind: 'content', page: ownPage, form: refAt(value, 'Stm'), mark }];
  }
  if (type === PDFName.of('OBJR')) {
    const object = refAt(value, 'Obj');
    return object === undefined ? [] : [{ kind: 'object', object, dict: value }];
  }
  const ref = entry instanceof PDFRef ? entry : pdf.context.register(value);
  const name = value.lookup(PDFName.of('S'), PDFName).decodeText();
  const kids = readKids(pdf, value, ownPage);
  return [{ kind: 'element', ref, dict: value, type: name, page: ownPage, kids }];
}

function writeElement(pdf: PDFDocument, element: StructureElement, parent: PDFRef): void {
  const { ref, dict, type, page, kids } = element;
  dict.set(PDFName.of('Type'), PDFName.of('StructElem'));
  dict.set(PDFName.of('S'), PDFName.of(type));
  dict.set(PDFName.of('P'), parent);
  if (page) dict.set(PDFName.of('Pg'), page);
  dict.set(PDFName.of('K'), pdf.context.obj(kids.map((kid) => writtenKid(pdf, kid, page))));
  for (const kid of kids) if (kid.kind === 'element') writeElement(pdf, kid, ref);
}

function writtenKid(pdf: PDFDocument, kid: StructureKid, page: PDFRef | undefined): PDFObject {
  if (kid.kind === 'element') return kid.ref;
  if (kid.kind === 'object') return kid.dict;
  if (kid.form === undefined && kid.page === page) return PDFNumber.of(kid.mark);
  const reference = pdf.context.obj({ Type: 'MCR', Pg: kid.page, MCID: kid.mark });
  if (kid.form) reference.set(PDFName.of('Stm'), kid.form);
  return reference;
}

function refAt(dict: PDFDict, name: string): PDFRef | undefined {
  const value = dict.get(PDFName.of(name));
  return value instanceof PDFRef ? value : undefined;
}
