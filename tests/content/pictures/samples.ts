import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** How a sample PNG differs from one of grey pixels, eight bits each. */
interface PngSketch {
  readonly bitDepth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
  /** The unpacked rows, each with the byte of its filter. */
  readonly rows?: Uint8Array;
  readonly chunks?: readonly (readonly [name: string, data: Uint8Array])[];
}

/** A whole PNG of one colour that says it has this size. */
export function samplePng(width = 3, height = 2, sketch: PngSketch = {}): Buffer {
  const { bitDepth = 8, colourType = 0, interlace = 0, chunks = [] } = sketch;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colourType, 0, 0, interlace], 8);
  const rows = deflateSync(sketch.rows ?? Buffer.alloc(Math.min((width + 1) * height, 1000)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...chunks.map(([name, data]) => chunk(name, data)),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The segments of a JPEG of this size, its coded data made up. */
export function sampleJpeg(width = 5, height = 4): Buffer {
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1],
    ...[0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    ...[0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd0, 0x78],
    ...[0xff, 0xd9],
  ]);
}

/** A drawing around this content. */
export const sampleSvg = (content = '', attributes = 'viewBox="0 0 40 30"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;
