import { type Picture, PictureFault } from './picture.js';

const whole = 'a whole JPEG file';

/** True where a file begins as a JPEG does. */
export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Markers. Source: ITU-T T.81, table B.1. */
const [endOfImage, startOfScan] = [0xd9, 0xda];
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Walks a JPEG from segment to segment, through its scans, to its end marker.
 * Throws a `PictureFault` where it is cut short or damaged.
 *
 * Source: ITU-T T.81, B.1 and B.2.
 */
export function readJpeg(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | undefined;
  let hasScan = false;
  for (let at = 2; ; ) {
    const start = nextMarker(bytes, at);
    const marker = bytes[start + 1] ?? 0;
    if (marker === endOfImage) break;
    if (start + 4 > bytes.length) throw cutShort();
    const length = view.getUint16(start + 2);
    if (length < 2 || start + 2 + length > bytes.length) throw cutShort();
    if (isFrame(marker)) {
      if (length < 8) throw new PictureFault(`damaged segment at byte ${start}`, whole);
      size = { width: view.getUint16(start + 7), height: view.getUint16(start + 5) };
    }
    at = start + 2 + length;
    if (marker !== startOfScan) continue;
    hasScan = true;
    at = endOfScan(bytes, at);
  }
  if (size === undefined || !hasScan) throw new PictureFault('JPEG file without a picture', whole);
  return { ...size, words: [] };
}

/** Where the next marker begins; any number of 0xFF may stand before one. */
function nextMarker(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 0xff) {
    if (from >= bytes.length) throw cutShort();
    throw new PictureFault(`damaged segment at byte ${from}`, whole);
  }
  let at = from;
  while (bytes[at + 1] === 0xff) at++;
  if (at + 1 >= bytes.length) throw cutShort();
  return at;
}

/** Where the coded data of a scan end: at a marker that is neither a stuffed 0xFF nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const goesOn = next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!goesOn) return at;
  }
  throw cutShort();
}

const cutShort = (): PictureFault => new PictureFault('end of the file in the middle of a picture', whole);
