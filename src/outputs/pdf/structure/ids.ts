import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';
import { attributeObjects } from './attributes.js';
import { names } from './names.js';
import { deleteTree } from './parent-tree.js';
import { elementsOf, type StructureElement } from './structure-tree.js';

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
