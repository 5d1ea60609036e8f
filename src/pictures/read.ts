import type { ResourceLimits } from '../resource-limits.js';
import { findWrongByte } from '../wrong-bytes.js';
import { isJpeg, readJpeg } from './jpeg.js';
import { type Picture, PictureFault } from './picture.js';
import { isPng, readPng } from './png.js';
import { checkPngPixels } from './png-pixels.js';
import { readSvg } from './svg.js';

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
