import { crc32 } from 'node:zlib';
import { PictureFault } from './picture.js';
import { type PngHeader, readPngHeader } from './png-pixels.js';

const whole = 'a whole PNG file';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True where a file begins as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte);

/** What a PNG holds, its pixels still packed. */
export interface Png {
  readonly header: PngHeader;
  readonly data: readonly Uint8Array[];
}

/** Chunks without which a picture cannot be shown. Others of such names are of another standard. */
const critical = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/**
 * Walks a PNG from its signature to its end, chunk by chunk, each with its check sum; `checkPngPixels` looks into them.
 * Throws a `PictureFault` where it is cut short or damaged.
 *
 * Source: PNG specification (third edition), 5.2 to 5.6 and 11.2.
 */
export function readPng(bytes: Uint8Array): Png {
  let header: PngHeader | undefined;
  const data: Uint8Array[] = [];
  const names = new Set<string>();
  for (const { name, content } of chunksOf(bytes)) {
    if (header === undefined && (name !== 'IHDR' || content.length !== 13))
      throw new PictureFault('PNG file without its header', whole);
    header ??= readPngHeader(content);
    if (/^[A-Z]/.test(name) && !critical.includes(name))
      throw new PictureFault(`chunk \`${name}\` that no PNG file has`, whole);
    names.add(name);
    if (name === 'IDAT') data.push(content);
  }
  const hasColours = header?.colourType !== 3 || names.has('PLTE');
  if (header === undefined || !hasColours || data.every(({ length }) => length === 0))
    throw new PictureFault('PNG file without a picture', whole);
  return { header, data };
}

function* chunksOf(bytes: Uint8Array): Generator<{ readonly name: string; readonly content: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signature.length, name = ''; name !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new PictureFault('end of the file in the middle of a picture', whole);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new PictureFault('end of the file in the middle of a picture', whole);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw new PictureFault(`check sum that does not fit at byte ${at}`, whole);
    name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    yield { name, content: bytes.subarray(at + 8, end - 4) };
    at = end;
  }
}
