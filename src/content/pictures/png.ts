import { crc32 } from 'node:zlib';
import { type Picture, PictureFault } from './picture.js';

const whole = 'a whole PNG file';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True where a file begins as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte);

/**
 * Walks a PNG from its signature to its end, chunk by chunk, each with its check sum.
 * Throws a `PictureFault` where it is cut short or damaged.
 *
 * Source: PNG specification (third edition), 5.2 to 5.4 and 11.2.
 */
export function readPng(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | undefined;
  let hasData = false;
  for (let at = signature.length; ; ) {
    if (at + 12 > bytes.length) throw new PictureFault('end of the file in the middle of a picture', whole);
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new PictureFault('end of the file in the middle of a picture', whole);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw new PictureFault(`check sum that does not fit at byte ${at}`, whole);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    if (size === undefined && (name !== 'IHDR' || length !== 13))
      throw new PictureFault('PNG file without its header', whole);
    size ??= { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    hasData ||= name === 'IDAT' && length > 0;
    if (name === 'IEND') break;
    at = end;
  }
  if (!hasData) throw new PictureFault('PNG file without a picture', whole);
  return { ...size, words: [] };
}
