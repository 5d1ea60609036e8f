import { crc32 } from 'node:zlib';
import type { ResourceLimits } from '../resource-limits.js';
import { findWrongByte } from '../wrong-bytes.js';
import { HuffmanTable } from './jpeg-bits.js';
import { checkJpegScans, type JpegFrame, type JpegScan } from './jpeg-scans.js';
import { type Picture, PictureFault } from './picture.js';
import { checkPngPixels, type PngHeader, readPngHeader } from './png-pixels.js';
import { readSvg } from './svg.js';

/** True where a file begins as a JPEG does. */
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Markers. Source: ITU-T T.81, table B.1. */
const [endOfImage, startOfScan, huffmanTables, restartInterval] = [0xd9, 0xda, 0xc4, 0xdd];
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Of the ways of coding, those that pictures for the web have. */
const [lastInOneGo, progressive] = [0xc1, 0xc2];

/** A JPEG whose segments were read, and whose pixels are still coded. */
interface ReadJpeg {
  readonly width: number;
  readonly height: number;
  /** Passes over the coded pixels. Throws a `PictureFault` where they are not whole. */
  check(): void;
}

/** What the segments before a scan said, for it. */
interface Settings {
  frame: (JpegFrame & { readonly marker: number }) | undefined;
  readonly tables: Map<number, HuffmanTable>;
  interval: number;
}

/**
 * Walks a JPEG from segment to segment, past its scans, to its end marker.
 * Throws a `PictureFault` where it is cut short or damaged.
 *
 * Source: ITU-T T.81, B.1 and B.2.
 */
function readJpeg(bytes: Uint8Array): ReadJpeg {
  const settings: Settings = { frame: undefined, tables: new Map(), interval: 0 };
  const scans: JpegScan[] = [];
  for (let at = 2; ; ) {
    const start = nextMarker(bytes, at);
    const marker = bytes[start + 1] ?? 0;
    if (marker === endOfImage) break;
    const segment = new Segment(bytes, start);
    at = segment.end;
    if (isFrame(marker)) settings.frame = { ...readFrame(segment, marker), marker };
    else if (marker === huffmanTables) readTables(segment, settings.tables);
    else if (marker === restartInterval) settings.interval = segment.word();
    if (marker !== startOfScan) continue;
    scans.push(readScan(segment, settings));
    at = endOfScan(bytes, at);
  }
  const { frame } = settings;
  if (frame === undefined || scans.length === 0) throw new PictureFault('the JPEG file has no picture in it');
  const check = (): void => {
    if (frame.marker <= progressive) checkJpegScans(bytes, frame, scans);
  };
  return { width: frame.width, height: frame.height, check };
}

/** A segment, read from its beginning. */
class Segment {
  readonly end: number;
  #at: number;

  constructor(
    readonly bytes: Uint8Array,
    readonly start: number,
  ) {
    if (start + 4 > bytes.length) throw cutShort();
    this.#at = start + 2;
    this.end = bytes.length;
    const length = this.word();
    this.end = start + 2 + length;
    if (length < 2 || this.end > bytes.length) throw cutShort();
  }

  damaged(): PictureFault {
    return new PictureFault(`the segment at byte ${this.start} is damaged`);
  }

  get isOver(): boolean {
    return this.#at >= this.end;
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.end) throw this.damaged();
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  word(): number {
    return (this.byte() << 8) | this.byte();
  }
}

/** Source: ITU-T T.81, B.2.2. */
function readFrame(segment: Segment, marker: number): JpegFrame {
  segment.byte();
  const [height, width, count] = [segment.word(), segment.word(), segment.byte()];
  const components = Array.from({ length: count }, () => {
    const [id = 0, factors = 0] = segment.take(3);
    const [across, down] = [factors >> 4, factors & 15];
    if (across < 1 || across > 4 || down < 1 || down > 4) throw segment.damaged();
    return { id, across, down };
  });
  return { width, height, isProgressive: marker > lastInOneGo, components };
}

/** Tables of a class and a number, which take the place of those before. Source: ITU-T T.81, B.2.4.2. */
function readTables(segment: Segment, tables: Map<number, HuffmanTable>): void {
  while (!segment.isOver) {
    const name = segment.byte();
    const counts = segment.take(16);
    const symbols = segment.take(counts.reduce((sum, each) => sum + each, 0));
    tables.set(name, new HuffmanTable(counts, symbols));
  }
}

/** Source: ITU-T T.81, B.2.3. */
function readScan(segment: Segment, { frame, tables, interval }: Settings): JpegScan {
  const isProgressive = frame?.isProgressive === true;
  const parts = Array.from({ length: segment.byte() }, () => {
    const [id = 0, names = 0] = segment.take(2);
    const [dc, ac] = [tables.get(names >> 4), tables.get(0x10 | (names & 15))];
    return { id, ...(dc && { dc }), ...(ac && { ac }) };
  });
  const [from = 0, to = 0, steps = 0] = segment.take(3);
  const band = { from, to, before: steps >> 4, after: steps & 15 };
  // Coefficients behind the first come for one colour at a time.
  if (isProgressive && (to > 63 || from > to || (from === 0 ? to > 0 : parts.length > 1)))
    throw segment.damaged();
  return { parts, band, interval, at: segment.end };
}

/** Where the next marker begins; any number of 0xFF may stand before one. */
function nextMarker(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 0xff) {
    if (from >= bytes.length) throw cutShort();
    throw new PictureFault(`the segment at byte ${from} is damaged`);
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

const cutShort = (): PictureFault => new PictureFault('the file ends in the middle of the picture');

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
      throw new PictureFault('the PNG file has no header');
    header ??= readPngHeader(content);
    if (/^[A-Z]/.test(name) && !critical.includes(name))
      throw new PictureFault(`no PNG file has a part \`${name}\``);
    names.add(name);
    if (name === 'IDAT') data.push(content);
  }
  const hasColours = header?.colourType !== 3 || names.has('PLTE');
  if (header === undefined || !hasColours || data.every(({ length }) => length === 0))
    throw new PictureFault('the PNG file has no picture in it');
  return { header, data };
}

function* chunksOf(bytes: Uint8Array): Generator<{ readonly name: string; readonly content: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signature.length, name = ''; name !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new PictureFault('the file ends in the middle of the picture');
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw new PictureFault('the file ends in the middle of the picture');
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw new PictureFault(`the check sum at byte ${at} is wrong`);
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
  if (found !== kind) throw new PictureFault(`by its name it is ${kind}, but it holds ${found}`);
  if (kind === 'SVG') return readSvg(decode(bytes), limits);
  const png = kind === 'PNG' ? readPng(bytes) : undefined;
  const jpeg = png === undefined ? readJpeg(bytes) : undefined;
  const { width = 0, height = 0 } = png?.header ?? jpeg ?? {};
  if (width === 0 || height === 0) throw new PictureFault(`its size is ${width} × ${height} pixels`);
  if (width * height > limits.picturePixels)
    throw new PictureFault(`${width} × ${height}`, { limit: 'picturePixels' });
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
    throw new PictureFault(`byte \`${byte}\` is not UTF-8`, { place });
  }
}
