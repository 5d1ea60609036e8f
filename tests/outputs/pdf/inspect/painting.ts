import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { OPS } from '../../../support/pdfjs.js';

export interface Painting {
  /** The text of each page in the order in which it is painted, artifacts included. */
  readonly text: string[];
  /** The characters that each mark paints, by `page.tag:mark`: none that pdf.js guesses from a gap or the end of a line. */
  readonly markTexts: Map<string, string>;
  /** Every mark that is painted, by `page.tag:mark`. */
  readonly marks: Set<string>;
  readonly problems: string[];
}

/** Reads every page with pdf.js: what it shows, under which marks, and whether anything is painted outside marks. */
export async function inspectPainting(pdf: PDFDocumentProxy): Promise<Painting> {
  const painting: Painting = { text: [], markTexts: new Map(), marks: new Set(), problems: [] };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    await readTexts(page, painting);
    await readMarks(page, painting);
  }
  return painting;
}

async function readTexts(page: PDFPageProxy, painting: Painting): Promise<void> {
  const { items } = await page.getTextContent();
  const text = items
    .map((item) => ('str' in item ? (item.hasEOL ? `${item.str}\n` : item.str) : ''))
    .join('');
  // pdf.js has no character for the .notdef glyph.
  if (/[\0\uFFFD]/.test(text))
    painting.problems.push(`page ${page.pageNumber} shows a character that no font has`);
  painting.text.push(text);
}

const paints = new Map<number, string>([
  [OPS.showText, 'text'],
  [OPS.showSpacedText, 'text'],
  [OPS.nextLineShowText, 'text'],
  [OPS.nextLineSetSpacingShowText, 'text'],
  [OPS.shadingFill, 'a shading'],
  [OPS.paintImageXObject, 'an image'],
  [OPS.paintInlineImageXObject, 'an image'],
  [OPS.paintImageMaskXObject, 'an image'],
  [OPS.paintSolidColorImageMask, 'an image'],
  [OPS.paintImageXObjectRepeat, 'an image'],
]);

async function readMarks(page: PDFPageProxy, painting: Painting): Promise<void> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const outside = new Map<string, number>();
  const open: (string | undefined)[] = [];
  fnArray.forEach((operation, index) => {
    const [first, second] = (argsArray[index] ?? []) as unknown[];
    const key = open.findLast((mark) => mark !== undefined);
    if (operation === OPS.showText && key !== undefined)
      painting.markTexts.set(key, `${painting.markTexts.get(key) ?? ''}${charactersOf(first)}`);
    if (operation === OPS.beginMarkedContent || operation === OPS.beginMarkedContentProps) {
      const mark = typeof second === 'number' ? `${pageTag(page)}:${second}` : undefined;
      open.push(mark);
      if (mark !== undefined) painting.marks.add(mark);
    } else if (operation === OPS.endMarkedContent) open.pop();
    else if (open.length === 0) {
      const isPath = operation === OPS.constructPath && first !== OPS.endPath;
      const painted = isPath ? 'a path' : paints.get(operation);
      if (painted) outside.set(painted, (outside.get(painted) ?? 0) + 1);
    }
  });
  if (open.length !== 0) painting.problems.push(`marks of page ${page.pageNumber} are not balanced`);
  for (const [painted, count] of outside) {
    painting.problems.push(
      `page ${page.pageNumber} paints ${painted} outside marked content, ${count} times`,
    );
  }
}

/** What the glyphs of an instruction stand for; numbers between them move the next. */
function charactersOf(glyphs: unknown): string {
  if (!Array.isArray(glyphs)) return '';
  return glyphs
    .map((glyph: { unicode?: string } | number) => (typeof glyph === 'number' ? '' : glyph.unicode))
    .join('');
}

/** The page's reference as pdf-lib writes it. */
function pageTag({ ref }: PDFPageProxy): string {
  return ref ? `${ref.num} ${ref.gen} R` : '';
}
