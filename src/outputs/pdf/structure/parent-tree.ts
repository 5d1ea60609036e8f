import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { listAt } from '../../../model/group-by.js';
import { attributeObjects, elementsOf, names, type StructureElement } from './structure-tree.js';

/**
 * Writes the way back from each mark and link to its element, made from the tree. The old one goes.
 *
 * Source: ISO 32000-1, 14.7.4.4 (finding structure elements from content items).
 */
export function writeParentTree(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  const { context } = pdf;
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const keys = new ParentKeys(pdf);
  const entries = new Map<number, PDFObject>(linkOwners(pdf, elements));
  for (const [key, owners] of markOwners(pdf, elements, keys)) {
    // Marks that went are holes in the list, which the file writes as null.
    entries.set(key, context.register(context.obj(Array.from(owners, (owner) => owner ?? null))));
  }
  const ordered = [...entries].sort(([a], [b]) => a - b);
  deleteTree(pdf, root.get(PDFName.of('ParentTree')));
  const tree = context.obj({ Nums: ordered.flatMap(([key, value]) => [PDFNumber.of(key), value]) });
  root.set(PDFName.of('ParentTree'), context.register(tree));
  root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(keys.next));
}

/** The element of each link annotation, by the annotation's key. */
function linkOwners(pdf: PDFDocument, elements: readonly StructureElement[]): [number, PDFRef][] {
  return elementsOf(elements).flatMap(({ kids, ref }) =>
    kids.flatMap((kid): [number, PDFRef][] => {
      if (kid.kind !== 'object') return [];
      const key = pdf.context.lookup(kid.object, PDFDict).lookupMaybe(PDFName.of('StructParent'), PDFNumber);
      return key ? [[key.asNumber(), ref]] : [];
    }),
  );
}

/** The elements of the marks of each page and form, by its key; a page that lost all its marks keeps an empty list. */
function markOwners(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  keys: ParentKeys,
): Map<number, (PDFRef | undefined)[]> {
  const pages = pdf.getPages().filter(({ node }) => node.has(PDFName.of('StructParents')));
  const found = new Map<number, (PDFRef | undefined)[]>(pages.map(({ ref }) => [keys.of(ref), []]));
  for (const { kids, ref } of elementsOf(elements)) {
    for (const kid of kids) {
      if (kid.kind === 'content') listAt(found, keys.of(kid.form ?? kid.page))[kid.mark] = ref;
    }
  }
  return found;
}

/** The parent-tree keys of pages and forms; a form that has none yet gets one past all that are in use. */
class ParentKeys {
  next = 0;
  constructor(private readonly pdf: PDFDocument) {
    for (const page of pdf.getPages()) {
      this.reserve(page.node, 'StructParents');
      for (const annotation of page.node.Annots()?.asArray() ?? []) {
        this.reserve(pdf.context.lookup(annotation, PDFDict), 'StructParent');
      }
    }
  }
  of(stream: PDFRef): number {
    const object = this.pdf.context.lookup(stream);
    const dict = object instanceof PDFDict ? object : dictOf(object);
    const known = dict.lookupMaybe(PDFName.of('StructParents'), PDFNumber);
    if (known) return known.asNumber();
    dict.set(PDFName.of('StructParents'), PDFNumber.of(this.next));
    return this.next++;
  }
  private reserve(dict: PDFDict, name: string): void {
    const key = dict.lookupMaybe(PDFName.of(name), PDFNumber)?.asNumber() ?? -1;
    this.next = Math.max(this.next, key + 1);
  }
}

function dictOf(object: PDFObject | undefined): PDFDict {
  if (object !== undefined && 'dict' in object && object.dict instanceof PDFDict) return object.dict;
  throw new Error('Marked content stands in something that is neither a page nor a form.');
}

/** Removes the nodes of a name or number tree; what its leaves name stays. */
function deleteTree(pdf: PDFDocument, node: PDFObject | undefined): void {
  const dict = pdf.context.lookup(node);
  if (!(dict instanceof PDFDict)) return;
  for (const kid of dict.lookupMaybe(PDFName.of('Kids'), PDFArray)?.asArray() ?? []) deleteTree(pdf, kid);
  const numbers = dict.lookupMaybe(PDFName.of('Nums'), PDFArray)?.asArray() ?? [];
  // Arrays of owners belong to the parent tree alone.
  for (const value of numbers) {
    if (value instanceof PDFRef && pdf.context.lookup(value) instanceof PDFArray) pdf.context.delete(value);
  }
  if (node instanceof PDFRef) pdf.context.delete(node);
}

/**
 * Renumbers the ids of table heads, and the cells that name them, in reading order. Chromium makes them from node
 * numbers that depend on everything that the browser has shown before, so the same report would differ.
 */
export function renumberIds(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  const all = elementsOf(elements);
  const renamed = new Map<string, string>();
  const named: [name: string, element: StructureElement][] = [];
  for (const element of all) {
    const id = idIn(element.dict.lookup(names.id));
    if (id === undefined) continue;
    const name = renamed.get(id) ?? `n${String(renamed.size + 1).padStart(6, '0')}`;
    renamed.set(id, name);
    element.dict.set(names.id, PDFString.of(name));
    named.push([name, element]);
  }
  for (const element of all) renameHeads(pdf, element.dict, renamed);
  writeIdTree(pdf, named);
}

function renameHeads(pdf: PDFDocument, dict: PDFDict, renamed: ReadonlyMap<string, string>): void {
  for (const attribute of attributeObjects({ dict })) {
    const heads = attribute.lookup(names.heads);
    if (!(heads instanceof PDFArray)) continue;
    // A head that is not in the tree can be no help to a reader.
    const known = heads.asArray().flatMap((head) => renamed.get(idIn(pdf.context.lookup(head)) ?? '') ?? []);
    attribute.set(names.heads, pdf.context.obj(known.map((name) => PDFString.of(name))));
  }
}

function writeIdTree(pdf: PDFDocument, named: readonly [name: string, element: StructureElement][]): void {
  const { context } = pdf;
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  deleteTree(pdf, root.get(PDFName.of('IDTree')));
  root.delete(PDFName.of('IDTree'));
  const [first] = named;
  const last = named.at(-1);
  if (!first || !last) return;
  const leaf = context.obj({
    Names: named.flatMap(([name, { ref }]) => [PDFString.of(name), ref]),
    Limits: [PDFString.of(first[0]), PDFString.of(last[0])],
  });
  root.set(PDFName.of('IDTree'), context.register(context.obj({ Kids: [context.register(leaf)] })));
}

function idIn(object: PDFObject | undefined): string | undefined {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined;
}
