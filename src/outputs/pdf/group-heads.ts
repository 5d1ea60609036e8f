import { PDFArray, type PDFDocument, PDFNumber, type PDFObject, PDFString } from '@cantoo/pdf-lib';
import { addAttributes, attributeObjects, attributeOf } from './attributes.js';
import { names } from './names.js';
import { elementsOf, type StructureElement } from './structure-tree.js';

/**
 * Lets the cells under a heading that stands across a table name it: by its place such a heading would only be the head
 * of its own row. Ids are given before all are numbered.
 *
 * Source: ISO 32000-1, 14.8.5.7 (Headers), ISO 14289-1, 7.5.
 */
export function nameGroupHeads(pdf: PDFDocument, elements: readonly StructureElement[]): void {
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
