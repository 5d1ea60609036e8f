import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFName, type PDFRawStream } from '@cantoo/pdf-lib';

/** The bytes of a stream without its filters. A browser packs by Flate, which Node undoes in a tenth of the time. */
export function unpacked(stream: PDFRawStream): Buffer {
  if (isPlainFlate(stream)) {
    try {
      return inflateSync(stream.contents);
    } catch {
      // What is broken or cut off may still be read in part.
    }
  }
  return Buffer.from(decodePDFRawStream(stream).decode());
}

/** True for a stream that is packed by Flate and in no other way. */
export const isPlainFlate = ({ dict }: PDFRawStream): boolean =>
  dict.lookup(PDFName.of('Filter')) === PDFName.of('FlateDecode') && !dict.has(PDFName.of('DecodeParms'));
