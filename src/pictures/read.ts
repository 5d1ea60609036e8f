import { crc32 } from 'node:zlib';
import type { ResourceLimits } from '../resource-limits.js';
import { findWrongByte } from '../wrong-bytes.js';
import { isJpeg, readJpeg } from './jpeg.js';
import { type Picture, PictureFault } from './picture.js';
import { checkPngPixels, type PngHeader, readPngHeader } from './png-pixels.js';
import { readSvg } from './svg.js';

const whole = 'a whole PNG file';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True where a file begins as a PNG does. */
const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte);

/** What a PNG holds, its pixels still packed. */
interface Png {
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
function readPng(bytes: Uint8Array): Png {
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

/** The kinds of pictures that reports take, by the ends of their names. */
export const pictureKinds: ReadonlyMap<string, 'PNG' | 'JPEG' | 'SVG'> = new Map([
  ['png', 'PNG'],
  ['jpg', 'JPEG'],
  ['jpeg', 'JPEG'],
  ['svg', 'SVG'],
]);

/** The media type of each kind, for a data URL. */
export const mediaTypes = { PNG: 'image/png', JPEG: 'image/jpeg', SVG: 'image/svg+xml' } as const;

/** Reads a picture to its end. Throws a `PictureFault` where it is not one of this kind, damaged, or too much. */
export async function readPicture(
  bytes: Uint8Array,
  kind: 'PNG' | 'JPEG' | 'SVG',
  limits: ResourceLimits,
): Promise<Picture> {
  const found = kindOf(bytes);
  if (found !== kind)
    throw new PictureFault(
      `${found} in a file with the name of a picture`,
      `${kind === 'PNG' ? 'a' : kind === 'JPEG' ? 'a' : 'an'} ${kind} picture`,
    );
  if (kind === 'SVG') return readSvg(decode(bytes), limits);
  const png = kind === 'PNG' ? readPng(bytes) : undefined;
  const jpeg = png === undefined ? readJpeg(bytes) : undefined;
  const { width = 0, height = 0 } = png?.header ?? jpeg ?? {};
  if (width === 0 || height === 0)
    throw new PictureFault(`size of ${width} × ${height} pixels`, 'a picture that has an area');
  if (width * height > limits.picturePixels)
    throw new PictureFault(`${width} × ${height} pixels`, '', { limit: 'picturePixels' });
  if (png !== undefined) await checkPngPixels(png.header, png.data);
  jpeg?.check();
  return { width, height, words: [] };
}

function kindOf(bytes: Uint8Array): string {
  if (isPng(bytes)) return 'PNG';
  if (isJpeg(bytes)) return 'JPEG';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  const known = others.find(([pattern]) => pattern.test(start));
  if (known !== undefined) return known[1];
  return /^\s*(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</.test(start)
    ? 'SVG'
    : bytes.length === 0
      ? 'nothing'
      : 'something else';
}

/** What is often given the name of a picture. */
const others: readonly [RegExp, string][] = [
  [/^GIF8/, 'GIF'],
  [/^RIFF....WEBP/s, 'WebP'],
  [/^....ftyp/s, 'HEIC or AVIF'],
  [/^%PDF/, 'PDF'],
  [/^BM/, 'BMP'],
  [/^(?:II\*\0|MM\0\*)/, 'TIFF'],
];

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const { byte, ...place } = findWrongByte(bytes);
    throw new PictureFault(`byte \`${byte}\``, 'an SVG file in UTF-8', { place });
  }
}
