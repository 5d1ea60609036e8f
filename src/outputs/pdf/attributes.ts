import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import type { StructureElement } from './structure-tree.js';

/** The attribute objects of an element: none, one, or a list. Source: ISO 32000-1, 14.7.5. */
export function attributeObjects({ dict }: Pick<StructureElement, 'dict'>): PDFDict[] {
  const attributes = dict.lookup(PDFName.of('A'));
  if (attributes instanceof PDFDict) return [attributes];
  if (!(attributes instanceof PDFArray)) return [];
  return attributes.asArray().flatMap((_, index) => {
    const entry = attributes.lookup(index);
    return entry instanceof PDFDict ? [entry] : [];
  });
}

/** The value of an attribute of this name, whoever owns it. */
export function attributeOf(element: Pick<StructureElement, 'dict'>, name: string): PDFObject | undefined {
  return attributeObjects(element)
    .map((attributes) => attributes.lookup(PDFName.of(name)))
    .find((value) => value !== undefined);
}

/** Gives an element one more attribute object. */
export function addAttributes(pdf: PDFDocument, element: StructureElement, added: PDFDict): void {
  element.dict.set(PDFName.of('A'), pdf.context.obj([...attributeObjects(element), added]));
}
