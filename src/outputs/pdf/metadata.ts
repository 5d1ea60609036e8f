import { deflateSync } from 'node:zlib';
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PdfMeta } from './meta.js';
import { srgbProfile } from './srgb-profile.js';
import { creatorTool, isoDate, xmpPacket } from './xmp.js';

/**
 * Writes everything that the file says about itself: information dictionary, XMP packet, language, the meaning of
 * its colours, and that a viewer shows title and outline. Replaces what Chromium wrote, its clock times included.
 */
export function writeMetadata(pdf: PDFDocument, meta: PdfMeta): void {
  writeInformation(pdf, meta);
  const xmp = Buffer.from(xmpPacket(meta), 'utf8');
  // Left uncompressed: tools find it without reading the file.
  const packet = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(packet));
  pdf.catalog.set(PDFName.of('Lang'), PDFString.of(meta.language));
  if (pdf.catalog.has(PDFName.of('Outlines')))
    pdf.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
  writeOutputIntent(pdf);
}

function writeInformation(
  pdf: PDFDocument,
  { title, author, subject, producer, epochSeconds }: PdfMeta,
): void {
  const { context } = pdf;
  const known = context.lookup(context.trailerInfo.Info);
  const information = known instanceof PDFDict ? known : context.obj({});
  for (const key of information.keys()) information.delete(key);
  information.set(PDFName.of('Title'), PDFHexString.fromText(title));
  if (author !== '') information.set(PDFName.of('Author'), PDFHexString.fromText(author));
  if (subject) information.set(PDFName.of('Subject'), PDFHexString.fromText(subject));
  information.set(PDFName.of('Creator'), PDFString.of(creatorTool));
  information.set(PDFName.of('Producer'), PDFHexString.fromText(producer));
  const date = `D:${isoDate(epochSeconds).replace(/[-:T]/g, '').slice(0, 14)}+00'00'`;
  information.set(PDFName.of('CreationDate'), PDFString.of(date));
  information.set(PDFName.of('ModDate'), PDFString.of(date));
  if (known !== information) context.trailerInfo.Info = context.register(information);
}

function writeOutputIntent(pdf: PDFDocument): void {
  const { context } = pdf;
  const profile = context.stream(deflateSync(srgbProfile(), { level: 9 }), { N: 3, Filter: 'FlateDecode' });
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    DestOutputProfile: context.register(profile),
  });
  intent.set(PDFName.of('OutputConditionIdentifier'), PDFString.of('sRGB'));
  intent.set(PDFName.of('Info'), PDFString.of('sRGB IEC61966-2.1'));
  pdf.catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));
}
