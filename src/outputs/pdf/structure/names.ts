import { PDFName } from '@cantoo/pdf-lib';

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
  stream: PDFName.of('Stm'),
  structure: PDFName.of('S'),
  type: PDFName.of('Type'),
  /** Of those the kinds of kids. */
  content: PDFName.of('MCR'),
  reference: PDFName.of('OBJR'),
  element: PDFName.of('StructElem'),
} as const;
