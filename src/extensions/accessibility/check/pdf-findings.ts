import { PDFDict, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { loadPdf } from '../../../outputs/pdf/load.js';
import { readFinishedPdf } from '../../../outputs/pdf/read-finished.js';

/**
 * What of a finished PDF is in the way of those who hear it, as far as its structure tells: a sentence each. All rules of PDF/UA-1 that a
 * program can test are for veraPDF. Source: ISO 14289-1, clauses 7.1 to 7.3.
 */
export async function pdfFindings(bytes: Uint8Array): Promise<string[]> {
  const finished = await readFinishedPdf(bytes);
  if (finished === undefined) return ['The PDF has no structure that could be read out.'];
  const { catalog } = await loadPdf(bytes);
  const language = catalog.lookup(PDFName.of('Lang'));
  const isNamed = language instanceof PDFString || language instanceof PDFHexString;
  const shows = catalog
    .lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict)
    ?.get(PDFName.of('DisplayDocTitle'));
  const untold = finished.alternatives.filter((each) => each.trim() === '').length;
  return [
    ...(isNamed && language.decodeText() !== '' ? [] : ['The PDF does not say its language.']),
    ...(finished.title === '' ? ['The PDF has no title.'] : []),
    ...(`${shows}` === 'true' ? [] : ['The window of the PDF does not show its title.']),
    ...(finished.bookmarks.length > 0 ? [] : ['The PDF has no bookmarks.']),
    ...(untold === 0 ? [] : [`${untold} pictures of the PDF have no words for those who do not see them.`]),
  ];
}
