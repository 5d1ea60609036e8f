import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { names } from './names.js';
import type { StructureElement } from './structure-tree.js';

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
