import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';
import { EnvironmentProblem } from '../../../host/host.js';
import { problem } from '../../../problems/problem.js';

/** The names that are asked for at each of the ten thousand elements of a tree: pdf-lib takes a name apart whenever it is asked for. */
export const names = {
  attributes: PDFName.of('A'),
  heads: PDFName.of('Headers'),
  id: PDFName.of('ID'),
  kids: PDFName.of('K'),
  mark: PDFName.of('MCID'),
  object: PDFName.of('Obj'),
  page: PDFName.of('Pg'),
  parent: PDFName.of('P'),
  refers: PDFName.of('Ref'),
  stream: PDFName.of('Stm'),
  structure: PDFName.of('S'),
  type: PDFName.of('Type'),
  /** Of those the kinds of kids. */
  content: PDFName.of('MCR'),
  reference: PDFName.of('OBJR'),
  element: PDFName.of('StructElem'),
} as const;

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
interface ObjectReference {
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

/** Every element under these in reading order, each before its kids: a list of its own, so that the tree may be changed. */
export function elementsOf(kids: readonly StructureKid[], into: StructureElement[] = []): StructureElement[] {
  for (const kid of kids) {
    if (kid.kind !== 'element') continue;
    into.push(kid);
    elementsOf(kid.kids, into);
  }
  return into;
}

/** All marked content in an element, in reading order. */
export function contentOf(element: StructureElement): MarkedContent[] {
  return [element, ...elementsOf(element.kids)].flatMap(({ kids }) =>
    kids.filter((kid) => kid.kind === 'content'),
  );
}

/** The page where the element begins; Chromium names it only on elements that hold content themselves. */
export function pageOf(element: StructureElement): PDFRef | undefined {
  return element.page ?? elementsOf(element.kids).find(({ page }) => page)?.page;
}

/** The tree of a tagged PDF, or undefined where the PDF is not tagged. */
export function readStructure(pdf: PDFDocument): StructureElement[] | undefined {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  if (root === undefined) return undefined;
  const kids: StructureKid[] = [];
  new TreeReader(pdf).readKids(root, undefined, kids);
  return kids.filter((kid) => kid.kind === 'element');
}

/** The tree of a print. Throws an `EnvironmentProblem` where it is not tagged. */
export function readTagged(pdf: PDFDocument): StructureElement[] {
  const elements = readStructure(pdf);
  if (elements !== undefined) return elements;
  throw new EnvironmentProblem(
    problem('host/browser-failed.structure', { file: 'tallybook', line: 1, column: 1 }),
  );
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
  const types = new Map<string, PDFName>();
  for (const element of elements) writeElement(pdf, element, rootRef, types);
}

class TreeReader {
  /** The types by their names, which are few. */
  private readonly types = new Map<PDFName, string>();

  constructor(private readonly pdf: PDFDocument) {}

  readKids(dict: PDFDict, page: PDFRef | undefined, into: StructureKid[]): void {
    const entry = dict.get(names.kids);
    const value = this.pdf.context.lookup(entry);
    if (value instanceof PDFArray)
      for (let index = 0; index < value.size(); index++) this.readKid(value.get(index), page, into);
    else if (value !== undefined && entry !== undefined) this.readKid(entry, page, into);
  }

  private readKid(entry: PDFObject, page: PDFRef | undefined, into: StructureKid[]): void {
    const value = this.pdf.context.lookup(entry);
    if (value instanceof PDFNumber) {
      if (page !== undefined) into.push({ kind: 'content', page, form: undefined, mark: value.asNumber() });
      return;
    }
    if (!(value instanceof PDFDict)) return;
    const ownPage = refAt(value, names.page) ?? page;
    const type = value.lookup(names.type);
    if (type === names.content) {
      const mark = value.lookup(names.mark, PDFNumber).asNumber();
      if (ownPage !== undefined)
        into.push({ kind: 'content', page: ownPage, form: refAt(value, names.stream), mark });
      return;
    }
    if (type === names.reference) {
      const object = refAt(value, names.object);
      if (object !== undefined) into.push({ kind: 'object', object, dict: value });
      return;
    }
    const ref = entry instanceof PDFRef ? entry : this.pdf.context.register(value);
    const kids: StructureKid[] = [];
    into.push({ kind: 'element', ref, dict: value, type: this.typeOf(value), page: ownPage, kids });
    this.readKids(value, ownPage, kids);
  }

  private typeOf(element: PDFDict): string {
    const name = element.lookup(names.structure, PDFName);
    const type = this.types.get(name) ?? name.decodeText();
    this.types.set(name, type);
    return type;
  }
}

/** @param types The names of types, as far as they were met. */
function writeElement(
  pdf: PDFDocument,
  element: StructureElement,
  parent: PDFRef,
  types: Map<string, PDFName>,
): void {
  const { ref, dict, type, page, kids } = element;
  const name = types.get(type) ?? PDFName.of(type);
  types.set(type, name);
  dict.set(names.type, names.element);
  dict.set(names.structure, name);
  dict.set(names.parent, parent);
  if (page) dict.set(names.page, page);
  const written = PDFArray.withContext(pdf.context);
  for (const kid of kids) written.push(writtenKid(pdf, kid, page));
  dict.set(names.kids, written);
  for (const kid of kids) if (kid.kind === 'element') writeElement(pdf, kid, ref, types);
}

function writtenKid(pdf: PDFDocument, kid: StructureKid, page: PDFRef | undefined): PDFObject {
  if (kid.kind === 'element') return kid.ref;
  if (kid.kind === 'object') return kid.dict;
  if (kid.form === undefined && kid.page === page) return PDFNumber.of(kid.mark);
  const reference = pdf.context.obj({ Type: 'MCR', Pg: kid.page, MCID: kid.mark });
  if (kid.form) reference.set(names.stream, kid.form);
  return reference;
}

function refAt(dict: PDFDict, name: PDFName): PDFRef | undefined {
  const value = dict.get(name);
  return value instanceof PDFRef ? value : undefined;
}

/** The attribute objects of an element: none, one, or a list. Source: ISO 32000-1, 14.7.5. */
export function attributeObjects({ dict }: Pick<StructureElement, 'dict'>): PDFDict[] {
  const attributes = dict.lookup(names.attributes);
  if (attributes instanceof PDFDict) return [attributes];
  if (!(attributes instanceof PDFArray)) return [];
  const found: PDFDict[] = [];
  for (let index = 0; index < attributes.size(); index++) {
    const entry = attributes.lookup(index);
    if (entry instanceof PDFDict) found.push(entry);
  }
  return found;
}

/** The value of an attribute of this name, whoever owns it. */
export function attributeOf(element: Pick<StructureElement, 'dict'>, name: string): PDFObject | undefined {
  const key = PDFName.of(name);
  for (const attributes of attributeObjects(element)) {
    const value = attributes.lookup(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Gives an element one more attribute object. */
export function addAttributes(pdf: PDFDocument, element: StructureElement, added: PDFDict): void {
  element.dict.set(names.attributes, pdf.context.obj([...attributeObjects(element), added]));
}
