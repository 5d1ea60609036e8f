import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFName, type PDFRawStream } from '@cantoo/pdf-lib';

/** The bytes of a stream without its filters. A browser packs by Flate, which Node undoes in a tenth of the time. */
export function unpacked(stream: PDFRawStream): Buffer {
  // What is broken or cut off may still be read in part.
  return inflated(stream) ?? Buffer.from(decodePDFRawStream(stream).decode());
}

/** The same of a stream that is packed by Flate and nothing else; undefined of any other, and where it is broken. */
export function inflated({ dict, contents }: PDFRawStream): Buffer | undefined {
  const isPlain =
    dict.lookup(PDFName.of('Filter')) === PDFName.of('FlateDecode') && !dict.has(PDFName.of('DecodeParms'));
  if (!isPlain) return undefined;
  try {
    return inflateSync(contents);
  } catch {
    return undefined;
  }
}
