import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { getDocument } from '../../support/pdfjs.js';

/** What a reader of a PDF finds on each page. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await document.destroy();
  return pages;
}

/** The names of the embedded fonts, without the prefixes of subsets. */
export async function fontsOf(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const names = document.context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      'get' in object && typeof object.get === 'function' ? object.get(PDFName.of('FontName')) : undefined,
    )
    .filter((name) => name instanceof PDFName)
    .map((name) => name.decodeText().replace(/^[A-Z]{6}\+/, ''));
  return [...new Set(names)];
}
