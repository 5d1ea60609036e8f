import type { Element } from 'xast';
import { e, rootAttributes, w, xmlOf } from '../../outputs/docx/ooxml.js';
import { OfficePackage } from '../../outputs/docx/package.js';
import { piecesOf } from '../../outputs/docx/read/paragraph-words.js';
import type { ReadDocument } from '../../outputs/docx/read/read-document.js';
import type { TranslatedText } from './blocks.js';
import { inOneLine, partsOf } from './segments.js';

/** Texts as a Word file with two columns, the source and its translation; what is to stay is grey. */

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Of both columns together, in twentieths of a point: an A4 page on its side. */
const width = 14_600;

/** The file. What is not translated yet has its source in the second column, to be written over. */
export function wordListOf(
  texts: readonly TranslatedText[],
  { source, target }: { readonly source: string; readonly target: string },
): Uint8Array {
  const rows = texts.map(({ source: text, translation }) =>
    row([lines(inOneLine(text), source), lines(inOneLine(translation || text), target)]),
  );
  const head = row([lines(source, 'en'), lines(target, 'en')], [w('tblHeader')]);
  const side = (name: string): Element => w(name, { val: 'single', sz: 4, color: 'BBBBBB' });
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side);
  const table = w(
    'tbl',
    {},
    w('tblPr', {}, w('tblW', { w: width, type: 'dxa' }), w('tblBorders', {}, borders)),
    w('tblGrid', {}, w('gridCol', { w: width / 2 }), w('gridCol', { w: width / 2 })),
    head,
    rows,
  );
  const section = w(
    'sectPr',
    {},
    w('pgSz', { w: 16_838, h: 11_906, orient: 'landscape' }),
    w('pgMar', { top: 1100, right: 1100, bottom: 1100, left: 1100, header: 500, footer: 500, gutter: 0 }),
  );
  const document = e('w:document', rootAttributes, w('body', {}, table, w('p'), section));
  const pack = new OfficePackage();
  pack.add('word/document.xml', xmlOf(document), documentType);
  pack.relate('', 'officeDocument', 'word/document.xml');
  return pack.bytes();
}

const row = (cells: readonly (readonly Element[])[], properties: readonly Element[] = []): Element =>
  w(
    'tr',
    {},
    w('trPr', {}, w('cantSplit'), properties),
    cells.map((paragraphs) =>
      w('tc', {}, w('tcPr', {}, w('tcW', { w: width / 2, type: 'dxa' })), paragraphs),
    ),
  );

/** A text as one paragraph, its lines apart. */
function lines(text: string, language: string): Element[] {
  const runs = partsOf(text).map((part) => {
    const look = part.isLocked ? [w('noProof'), w('color', '808080')] : [w('lang', { val: language })];
    const content = part.text
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [w('br')] : []),
        ...(line === '' ? [] : [w('t', { 'xml:space': 'preserve' }, line)]),
      ]);
    return w('r', {}, w('rPr', {}, look), content);
  });
  return [w('p', {}, runs)];
}

/** A row that came back, from 1, with both its texts. */
export interface ReturnedRow {
  readonly row: number;
  readonly source: string;
  readonly translation: string;
}

/** The rows of a file that came back, with all changes in it. */
export function rowsOf({ paragraphs }: ReadDocument): readonly ReturnedRow[] {
  const rows = new Map<string, { readonly row: number; readonly cells: string[][] }>();
  for (const paragraph of paragraphs) {
    if (paragraph.cell === undefined) continue;
    const { table, row: at, column } = paragraph.cell;
    const found = rows.get(`${table} ${at}`) ?? { row: at + 1, cells: [] };
    rows.set(`${table} ${at}`, found);
    const words = piecesOf(paragraph, 'after').map(({ text }) => text);
    found.cells[column] = [...(found.cells[column] ?? []), words.join('')];
  }
  return [...rows.values()].map(({ row: at, cells }) => {
    const [source = '', translation = ''] = cells.map((each) => each.join('\n').trim());
    return { row: at, source, translation };
  });
}
